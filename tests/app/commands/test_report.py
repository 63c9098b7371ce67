"""``readiness report``: a PDF of a closed wave, or an error that says what there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from app.cli import main
from app.db import db
from tests.app.commands import installation
from tests.app.world import side


@pytest.fixture(autouse=True)
def two_programmes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path) -> None:
    """Harbour and Valley, each with Elm (enough answers) and Oak (too few), W1 closed and W2 open."""
    installation.prepare(monkeypatch, tmp_path / "data", sqlite_template)
    with installation.running():
        side("harbour")
        side("valley")
        db.session.commit()


def report(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["report", *arguments])


def test_report_is_written_and_its_pages_are_counted(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "elm.pdf"
    result = report("elm", "--programme", "harbour", "--wave", "W1", "-o", str(target))
    assert result.exit_code == 0, result.output
    pages = PdfReader(target).pages
    assert result.output == f"{target}: {len(pages)} pages.\n"
    assert len(pages) >= 5
    assert "Partially integrated" in pages[0].extract_text()


def test_practice_may_be_named_as_people_write_it(tmp_path: Path) -> None:
    result = report("ELM", "--programme", "harbour", "--wave", "w1", "-o", str(tmp_path / "x.pdf"))
    assert result.exit_code == 0, result.output


def test_practice_with_too_few_answers_gets_its_one_page(tmp_path: Path) -> None:
    target = tmp_path / "oak.pdf"
    assert report("oak", "--programme", "harbour", "--wave", "W1", "-o", str(target)).exit_code == 0
    (page,) = PdfReader(target).pages
    assert "Not enough answers" in page.extract_text()


def test_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    target = tmp_path / "elm.pdf"
    target.write_text("mine")
    words = ("elm", "--programme", "harbour", "--wave", "W1", "-o", str(target))
    refused = report(*words)
    assert refused.exit_code == 1
    assert "is there already" in refused.output
    assert target.read_text() == "mine"
    assert report(*words, "--force").exit_code == 0
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("elm", "--wave", "W1"), "one of harbour, valley"),
        (
            ("ash", "--programme", "harbour", "--wave", "W1"),
            "There is no practice 'ash'. There are: elm, oak.",
        ),
        (
            ("elm", "--programme", "hill", "--wave", "W1"),
            "'hill'. There are: harbour, valley.",
        ),
        (("elm", "--programme", "harbour", "--wave", "W9"), "There are: W1 (closed), W2 (open)."),
        (("elm", "--programme", "harbour", "--wave", "W2"), "readiness close-wave harbour W2"),
    ],
    ids=["ambiguous", "no practice", "no programme", "no wave", "open wave"],
)
def test_error_says_what_there_is_and_writes_nothing(
    arguments: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    target = tmp_path / "x.pdf"
    result = report(*arguments, "-o", str(target))
    assert result.exit_code == 1
    assert expected in result.output
    assert not target.exists()


def test_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    target = tmp_path / "file" / "elm.pdf"
    result = report("elm", "--programme", "harbour", "--wave", "W1", "-o", str(target))
    assert result.exit_code == 1
    assert f"{target} cannot be written" in result.output
