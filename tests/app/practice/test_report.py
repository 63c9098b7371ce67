"""The report of a practice is handed out once it is made, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import db
from app.models import Document
from app.queries import documents
from tests.app.world import Installation

REPORT = "/programmes/harbour/practices/elm/waves/W1/report"
PDF = b"%PDF-1.7 synthetic"


@pytest.fixture
def rendered(installation: Installation) -> Iterator[Path]:
    """The document of Elm's result, as a worker leaves it."""
    side = installation.world.harbour
    path = installation.app.extensions["settings"].reports_dir / "random-name.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(PDF)
    with installation.app.app_context():
        snapshot = documents.snapshot_of(side.elm, side.closed)
        assert snapshot is not None
        row = Document(snapshot_id=snapshot.id, file_name=path.name, digest="0" * 64, pages=1)
        db.session.add(row)
        db.session.commit()
        yield path
        db.session.delete(row)
        db.session.commit()


def test_report_that_is_being_made_is_said_to_be(installation: Installation) -> None:
    answer = installation.visitor("manager").get(REPORT)
    assert answer.content_type.startswith("text/html")
    assert "The report is being made" in answer.get_data(as_text=True)


def test_report_is_a_download_whose_name_says_no_result(installation: Installation, rendered: Path) -> None:
    with installation.visitor("manager").get(REPORT) as answer:
        assert answer.data == PDF
    assert answer.content_type == "application/pdf"
    assert "readiness-harbour-elm-W1.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_report_whose_file_is_gone_is_made_again_and_no_error(
    installation: Installation, rendered: Path
) -> None:
    rendered.unlink()
    assert installation.visitor("manager").get(REPORT).content_type.startswith("text/html")


def test_open_wave_has_no_report(installation: Installation) -> None:
    assert installation.visitor("manager").get(REPORT.replace("W1", "W2")).status_code == 404
