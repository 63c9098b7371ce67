"""The last line of a file that the service hands out: ``rows`` and how many lines the file has.

A file that was cut off on its way has no such line. It may come back: with other lines than it left with, or
as a spreadsheet saves it, filled up with empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from scoring.csv_file import Problems

ROWS = "rows"
Cells = TypeVar("Cells", bound=Sequence[str])


def counted(cells: Sequence[str]) -> int | None:
    """Return the number of lines that a last line gives, None where it is a line like any other.

    >>> counted(["rows", "7"]), counted(["rows", "7", "", ""]), counted(["rows", "+", ""]), counted(["Elm"])
    (7, 7, None, None)
    """
    name, number, *others = [each.strip() for each in (*cells, "", "")]
    is_count = name == ROWS and not any(others) and re.fullmatch("[0-9]{1,9}", number)
    return int(number) if is_count else None


def without_count(lines: Iterable[tuple[int, Cells]], problems: Problems) -> Iterator[tuple[int, Cells]]:
    """Yield the lines below the heading (number and cells) but the last, if that says how many they are.

    It is a problem where it says another number: some were lost, or came from elsewhere.
    """
    last, before = None, 0
    for line in lines:
        if last is not None:
            yield last
            before += 1
        last = line
    said = counted(last[1]) if last is not None else None
    if last is not None and said is None:
        yield last
    elif last is not None and said != before:
        there = "1 line is" if before == 1 else f"{before} lines are"
        changed = "if you changed how many there are, take out this line too"
        problems.add(last[0], "", f"gives {said} as the number of lines, but {there} there; {changed}")
