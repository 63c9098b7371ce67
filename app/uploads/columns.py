"""The columns of an uploaded sheet: found by their heading, in any order, case and common spelling."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence

from app.uploads.rows import Rows, cut
from scoring.csv_file import Line, Problems


def folded(text: str) -> str:
    """Return ``text`` as it is compared: without case, and with any run of joints as one space.

    >>> folded(" Practice_Manager "), folded("E-Mail")
    ('practice manager', 'e mail')
    """
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def unknown(said: str, word: str, known: Sequence[str]) -> str:
    """Return ``said`` of a word as a sentence, with what may have been meant.

    >>> unknown("is no column", "e-mial", ("name", "email")), unknown("is no column", "zz", ("name",))
    ('is no column; did you mean "email"?', 'is no column.')
    """
    by_folded = {folded(each): each for each in known}
    found = difflib.get_close_matches(folded(word), by_folded, n=1, cutoff=0.6)
    return f'{said}; did you mean "{by_folded[found[0]]}"?' if found else f"{said}."


def lines_by_column(
    rows: Rows, spellings: Mapping[str, Sequence[str]], problems: Problems, optional: Collection[str] = ()
) -> Iterator[Line]:
    """Yield the lines below the heading. ``spellings``: each column with other words for it.

    All columns but the ``optional`` ones are needed. Columns that are missing, unknown or there twice are
    problems; the others can still be read. Of a cell that is too long for any column its beginning is
    read, and whoever reads it says so.
    """
    if not rows.lines:
        problems.add(0, "", f"is empty; its first line must name the columns {', '.join(spellings)}")
        return
    (number, heading), *rest = rows.lines
    columns = _columns(number, heading, spellings, problems)
    for name in spellings:
        if name not in columns and name not in optional:
            problems.add(number, name, f"is missing; add a column with the heading {name}")
    width = len(heading)
    for line, cells in rest:
        if len(cells) > width and any(cells[width:]):
            problems.add(line, "", f"has {len(cells)} cells; the heading has {width}")
        else:
            padded = [*map(cut, cells[:width]), *[""] * (width - len(cells))]
            yield Line(line, padded, columns, problems)


def _columns(
    number: int, heading: Sequence[str], spellings: Mapping[str, Sequence[str]], problems: Problems
) -> dict[str, int]:
    known = {folded(word): name for name, others in spellings.items() for word in (name, *others)}
    columns: dict[str, int] = {}
    for position, written in enumerate(heading):
        name = known.get(folded(written))
        shown = written[:40] or f"{position + 1} (without a name)"
        if name is None:
            said = unknown("is not a column of this list", written, tuple(spellings))
            problems.add(number, shown, f"{said} Correct it or take it out")
        elif name in columns:
            problems.add(number, shown, f'is there twice (both mean "{name}"); keep one')
        else:
            columns[name] = position
    return columns
