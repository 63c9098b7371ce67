"""What one cell of a sheet says: a name, a number, a date; or what is wrong with it."""

from __future__ import annotations

import datetime
import re

from app.spreadsheet_cells import begins_like_formula
from app.uploads.rows import LONGEST_CELL
from scoring.csv_file import Line

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)


def text_cell(line: Line, column: str, longest: int, *, needed: str = "") -> str | None:
    """Return the text of a cell in one line; None for an empty one, or with a problem for a wrong one.

    ``needed`` says what to write where the cell must not be empty: "write the person's name".
    """
    text = " ".join(line.cell(column).split()) if line.has(column) else ""
    if not text:
        if needed and line.has(column):
            line.problem(column, f"is empty; {needed}")
    elif len(text) > longest:
        line.problem(column, too_long(text, longest))
    elif not text.isprintable():
        line.problem(column, "has a sign in it that cannot be printed; type it again")
    elif begins_like_formula(text):
        line.problem(column, "begins like a formula; write it as text")
    else:
        return text
    return None


def too_long(text: str, longest: int) -> str:
    """Return the problem of a cell that is too long. What is longer than any column was cut when it was read.

    >>> too_long("Ada", 2), too_long("a" * 501, 2)
    ('has 3 characters; shorten it to 2', 'has more than 500 characters; shorten it to 2')
    """
    has = f"more than {LONGEST_CELL}" if len(text) > LONGEST_CELL else len(text)
    return f"has {has} characters; shorten it to {longest}"


def number_cell(line: Line, column: str, most: int) -> int | None:
    """Return a whole number from 1 to ``most``; None with a problem for anything else, an empty cell too."""
    if not line.has(column):
        return None
    text = line.cell(column).replace(",", "")
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most:
        return int(text)
    said = f'"{text[:20]}" is no whole number' if text else "is empty; write a whole number"
    line.problem(column, f"{said} from 1 to {most:,}")
    return None


def date_cell(
    line: Line, column: str, earliest: datetime.date, latest: datetime.date
) -> datetime.date | None:
    """Return a date, written as 2026-04-01 or 1/4/2026; None for an empty cell, or with a problem."""
    text = line.cell(column) if line.has(column) else ""
    if not text:
        return None
    found = _date(text)
    if found is None:
        line.problem(column, f'"{text[:20]}" is no date; write it as 2026-04-01 or 1/4/2026')
    elif not earliest <= found <= latest:
        line.problem(
            column, f"is {found:%-d %B %Y}; a day from {earliest:%-d %B %Y} to {latest:%-d %B %Y} is expected"
        )
    else:
        return found
    return None


def _date(text: str) -> datetime.date | None:
    """Return the date that a text is, in the order of ISO or of British writing.

    >>> _date("2026-04-01 00:00:00") == _date("01/04/2026") == datetime.date(2026, 4, 1)
    True
    >>> _date("31/2/2026"), _date("4-1-26")
    (None, None)
    """
    iso, british = _ISO.fullmatch(text), _BRITISH.fullmatch(text)
    parts = iso.groups() if iso else british.groups()[::-1] if british else None
    try:
        return datetime.date(*map(int, parts)) if parts else None
    except ValueError:
        return None
