"""Where the small questionnaires of the tests are, and a document to vary."""

from __future__ import annotations

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "questionnaires"
GOOD = sorted((FOLDER / "good").glob("*.toml"))
BAD = sorted((FOLDER / "bad").glob("*.toml"))

Document = dict[str, object]


def document_of(path: Path) -> Document:
    """Return the parsed TOML of a file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def announced_problems(path: Path) -> list[str]:
    """Return what the comments at the head of a file say is wrong with it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# problem: ") for line in lines if line.startswith("# problem: ")]
