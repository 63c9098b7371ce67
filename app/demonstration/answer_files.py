"""Reading and writing the demonstration's answer files, open questions included.

The format is that of ``readiness score``, whose own reader takes numbers only and checks what people upload;
these files ship with the package, and a test has that reader check them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.demonstration.plan import Sheet
from questionnaires.types import Instrument


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of an answer file in its order; empty cells are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    context = {"practice", "role", "respondent"}
    return tuple(
        Sheet(
            row["practice"],
            row["role"],
            {item: cell for item, cell in row.items() if cell and item not in context},
        )
        for row in rows
    )


def read_headcounts(path: Path) -> dict[str, int]:
    """Return headcounts by practice."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["practice"]: int(row["headcount"]) for row in csv.DictReader(file)}


def sheets_csv(instrument: Instrument, sheets: Sequence[Sheet]) -> str:
    """Return an answer file; respondents are numbered r01, r02 and so on through the file."""
    items = [item.id for item in instrument.items]
    rows = (
        [sheet.practice, sheet.role, f"r{number:02d}", *(sheet.cells.get(item, "") for item in items)]
        for number, sheet in enumerate(sheets, 1)
    )
    return _csv([["practice", "role", "respondent", *items], *rows])


def headcounts_csv(headcounts: Mapping[str, int]) -> str:
    """Return a headcount file."""
    return _csv([["practice", "headcount"], *([name, str(count)] for name, count in headcounts.items())])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
