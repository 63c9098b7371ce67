"""``readiness evidence``: the rule applied to coded evidence."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import main
from scoring.published import PUBLISHED_MATRIX


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evidence", *arguments])


def test_json_of_the_published_cells() -> None:
    document = json.loads(run("--published", "--json").stdout)
    assert {p["practice"]: p["class"] for p in document["practices"]} == {
        "Amber": "partially_integrated",
        "Cobalt": "partially_integrated",
        "Crimson": "cannot_tell",
        "Cyan": "cannot_tell",
        "Magenta": "cannot_tell",
        "Ochre": "cannot_tell",
        "Olive": "partially_integrated",
    }
    assert document["practices"][0] == {
        "practice": "Amber",
        "class": "partially_integrated",
        "met": ["patient_level"],
        "missed": ["collective_action", "community_level"],
        "unknown": ["coherence", "cognitive_participation", "practice_level"],
    }


def test_published_cells_are_the_shipped_file() -> None:
    assert run("--published", "--json").stdout == run(str(PUBLISHED_MATRIX), "--json").stdout


def test_table_shows_the_published_class_beside_and_why_they_differ() -> None:
    output = run("--published").stdout
    magenta = next(line for line in output.splitlines() if line.startswith("Magenta "))
    assert magenta.split()[1:3] == ["cannot_tell", "fully_integrated"]
    assert "Magenta: the cells say nothing of coherence, collective_action, community_level" in output
    assert "Amber:" not in output


def test_problems_are_printed_and_nothing_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "matrix.csv"
    path.write_text(PUBLISHED_MATRIX.read_text("utf-8").replace("Cyan,+", "Cyan,yes"), encoding="utf-8")
    done = run(str(path), "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "matrix.csv, line 4, column coherence" in done.stderr


def test_either_a_file_or_the_published_cells_must_be_named() -> None:
    assert run().exit_code == 2
    assert run(str(PUBLISHED_MATRIX), "--published").exit_code == 2
