"""The lines of an uploaded sheet, and how many there may be."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_FILE = 2_000_000  # bytes as sent
LARGEST_UNPACKED = 20_000_000  # bytes of all parts of a workbook
MOST_LINES = 10_000  # besides the heading: England has 6,500 practices
MOST_COLUMNS = 50
LONGEST_CELL = 500  # characters


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines with their number in the file, from 1; ``note`` is what a person should know of the reading."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    note: str = ""


def cut(cell: str) -> str:
    """Return the beginning of a cell, by which it can still be told that it was too long."""
    return cell[: LONGEST_CELL + 1]


def too_many(what: str = "lines") -> str:
    """Return the problem of a file that is too long."""
    return f"has more than {MOST_LINES:,} {what}; split it into several files"
