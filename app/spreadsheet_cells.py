"""Cells of CSV files that a spreadsheet may open: nothing that people wrote becomes a formula there.

A spreadsheet runs a cell that begins with one of a few signs. An apostrophe in front of it makes it text.
"""

from __future__ import annotations

APOSTROPHE = "'"
_FORMULA = tuple("=+-@")
_SIGNS = tuple("=+-@\t\r\n＝＋－＠|%")


def begins_like_formula(text: str) -> bool:
    """Return whether a spreadsheet that is given ``text`` may take it for a formula, guarded or not.

    >>> begins_like_formula("=1+1"), begins_like_formula("'@a"), begins_like_formula("'tis")
    (True, True, False)
    """
    return text.removeprefix(APOSTROPHE).startswith(_FORMULA)


def guarded(text: str) -> str:
    """Return ``text`` so that a spreadsheet takes it for text; :func:`unguarded` gives it back.

    >>> guarded("=1+1"), guarded("Elm"), guarded("'tis")
    ("'=1+1", 'Elm', "''tis")
    """
    return APOSTROPHE + text if _needs_guard(text) else text


def unguarded(cell: str) -> str:
    """Return what :func:`guarded` was given; a cell that it did not make is left as it is.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    rest = cell.removeprefix(APOSTROPHE)
    return rest if rest != cell and _needs_guard(rest) else cell


def _needs_guard(text: str) -> bool:
    return text.startswith((*_SIGNS, APOSTROPHE)) or text.lstrip().startswith(_SIGNS)
