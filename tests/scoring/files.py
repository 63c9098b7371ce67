"""Small CSV files for the tests of readers."""

from __future__ import annotations

from pathlib import Path

from questionnaires.types import ScaleKind
from tests.scoring import builders

SURVEY = builders.instrument(
    [("coherence", ScaleKind.CONSTRUCT, 2), ("use_now", ScaleKind.GLOBAL, 1)],
    extra=[builders.comment()],
    roles=("gp", "receptionist"),
)
HEADING = "practice,role,respondent,coherence_1,coherence_2,use_now_1"


def write(folder: Path, name: str, *lines: str) -> Path:
    """A file of these lines."""
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def headcounts(folder: Path, *lines: str) -> Path:
    """A file of headcounts, Amber with 5 staff unless said otherwise."""
    return write(folder, "headcounts.csv", "practice,headcount", *(lines or ("Amber,5",)))


def answers(folder: Path, *lines: str, heading: str = HEADING) -> Path:
    """A file of answers."""
    return write(folder, "answers.csv", heading, *lines)
