"""``readiness score``: files in, results out, no database and no web framework."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from questionnaires import catalogue
from questionnaires.types import Instrument, ItemType
from scoring.document import from_document, to_document

SURVEY = catalogue.get("npt-core")
CORE_TEAM = catalogue.get("core-team")
LEVELS = "patient_level;practice_level;community_level"


def person(instrument: Instrument, practice: str, role: str, respondent: int, value: int) -> str:
    """A line of answers: ``value`` on every scored item, all levels in the scope, texts left empty."""
    cells = {ItemType.MULTIPLE_CHOICE: LEVELS, ItemType.LONG_TEXT: ""}
    values = [
        str(6 - value if item.reversed else value) if item.is_scored else cells[item.type]
        for item in instrument.items
    ]
    return ",".join((practice, role, str(respondent), *values))


def write(path: Path, instrument: Instrument, lines: list[str]) -> str:
    heading = ",".join(("practice", "role", "respondent", *(item.id for item in instrument.items)))
    path.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Olive scores well, Amber does not; nobody of Cyan answered."""
    people = [person(SURVEY, "Olive", role, n, 4) for n, role in enumerate(SURVEY.roles[:6])]
    people += [person(SURVEY, "Amber", role, n, 3) for n, role in enumerate(SURVEY.roles[:6])]
    core = [person(CORE_TEAM, "Olive", role, n, 4) for n, role in enumerate(CORE_TEAM.roles)]
    headcounts = tmp_path / "headcounts.csv"
    headcounts.write_text("practice,headcount\nOlive,12\nCyan,9\nAmber,8\n", encoding="utf-8")
    return {
        "answers": write(tmp_path / "answers.csv", SURVEY, people),
        "core": write(tmp_path / "core.csv", CORE_TEAM, core),
        "headcounts": str(headcounts),
    }


def arguments(files: dict[str, str], *more: str) -> list[str]:
    return ["score", files["answers"], "--instrument", "npt-core", "--headcounts", files["headcounts"], *more]


def test_json_gives_every_practice_of_the_headcounts_by_name(files: dict[str, str]) -> None:
    done = CliRunner().invoke(main, arguments(files, "--core-team", files["core"], "--json"))
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert [(p["practice"], p["class"], p["n"]) for p in document["practices"]] == [
        ("Amber", "not_yet", 6),
        ("Cyan", "cannot_tell", 0),
        ("Olive", "fully_integrated", 6),
    ]
    assert document["core_team_instrument"].startswith("core-team ")
    for practice in document["practices"]:
        assert practice.pop("robustness")["resamples"] == 2000
        assert set(practice.pop("agreement")) >= {*practice["constructs"], *practice["levels"]}
    assert to_document(from_document(document)) == document


def test_same_files_give_the_same_bytes(files: dict[str, str]) -> None:
    first, second = (CliRunner().invoke(main, arguments(files, "--json")).stdout for _ in range(2))
    assert first == second


def test_without_core_team_the_gate_is_unknown(files: dict[str, str]) -> None:
    document = json.loads(CliRunner().invoke(main, arguments(files, "--json")).stdout)
    assert document["practices"][2]["class"] == "cannot_tell"
    assert document["core_team_instrument"] is None


def test_table_shows_class_means_and_reasons(files: dict[str, str]) -> None:
    output = CliRunner().invoke(main, arguments(files)).stdout
    assert "Olive" in output
    assert "4.00" in output
    assert "unknown: shared_understanding: no core-team answers" in output
    assert "npt-integration 1.0.0" in output


def test_instrument_may_be_a_file(files: dict[str, str]) -> None:
    path = catalogue.FOLDER / "npt-core-1.0.0.toml"
    arguments_with_path = [str(path) if word == "npt-core" else word for word in arguments(files, "--json")]
    assert CliRunner().invoke(main, arguments_with_path).exit_code == 0


def test_problems_name_file_line_and_column_and_nothing_is_scored(
    files: dict[str, str], tmp_path: Path
) -> None:
    wrong = person(SURVEY, "Umber", "chef", 1, 9)
    files["answers"] = write(tmp_path / "wrong.csv", SURVEY, [wrong])
    done = CliRunner().invoke(main, arguments(files, "--json"))
    assert (done.exit_code, done.stdout) == (1, "")
    for place in ("column practice", "column role", f"column {SURVEY.items[0].id}"):
        assert f"wrong.csv, line 2, {place}" in done.stderr


def test_unknown_instrument_says_which_there_are(files: dict[str, str]) -> None:
    words = ["moon" if word == "npt-core" else word for word in arguments(files)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "npt-core" in done.stderr


def test_neither_web_framework_nor_database_is_imported(files: dict[str, str]) -> None:
    program = (
        "import sys\n"
        "from app.cli import main\n"
        f"main({arguments(files, '--json')!r}, standalone_mode=False)\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(','.join(loaded & {'flask', 'sqlalchemy', 'plotly', 'weasyprint'}) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
