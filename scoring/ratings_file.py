"""Reading any ordinary CSV file of ratings: one row a person, one column an item, one column the group.

A cell holds a number or nothing. Empty cells, ``NA``, ``N/A``, ``NaN`` and the "not relevant" codes of this
project's answer files (``NR-role`` ...) are missing. Every problem of the file is found before anything is
computed, and named with line and column.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np

from questionnaires.types import NotRelevant
from scoring.csv_file import Problems
from scoring.errors import InputError, Problem
from scoring.figure import Floats, Indices

MISSING_CELLS = frozenset({"", "na", "n/a", "nan", *(kind.value.lower() for kind in NotRelevant)})
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
LARGEST = 1e9  # beyond it, squares of ratings lose the digits that the statistics are made of


class RatingsFileError(InputError):
    """Problems of a file of ratings."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """``values`` persons x items, float, NaN = missing; ``group`` (persons,) indexes ``groups``.

    Groups are sorted, as numbers where all are numbers, else as text, and persons are sorted within them: the
    order of the file's rows changes nothing.
    """

    groups: tuple[str, ...]
    items: tuple[str, ...]
    group: Indices
    values: Floats


@dataclass(frozen=True, slots=True)
class _Rows:
    lines: list[int]
    groups: list[str]
    cells: list[tuple[str, ...]]


def read_ratings(
    path: Path, *, group: str, items: Sequence[str], bounds: tuple[int, int] | None = None
) -> Ratings:
    """Read the columns ``group`` and ``items`` of a CSV file (UTF-8, commas, first line = column names).

    ``bounds`` are the lowest and the highest possible answer. Raises RatingsFileError with every problem:
    an unknown or repeated column, a row of the wrong length, an empty group, a cell that is neither a number
    nor empty, a value outside the bounds, no rows.
    """
    problems = Problems(path.name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = _lines(stream, problems)
            _, header = next(lines, (1, []))
            places = _places(header, [group, *items], path.name)
            rows = _take_rows(lines, places, len(header), problems)
    except UnicodeDecodeError as error:
        message = "is not UTF-8 text: save it as CSV UTF-8"
        raise RatingsFileError([Problem(path.name, 0, "", message)]) from error
    if not rows.lines and not problems.found:
        problems.add(0, "", "has no rows below the column names: add one row a person")
    known = {cell: _number(cell) for cell in {cell for row in rows.cells for cell in row}}
    _check_groups(rows, group, problems)
    _check_cells(rows, known, items, bounds, problems)
    if problems.found:
        raise RatingsFileError(problems.all())
    values = np.array([[known[cell] for cell in row] for row in rows.cells], dtype=np.float64)
    return _sorted(rows.groups, tuple(items), values)


def _places(header: list[str], wanted: list[str], name: str) -> list[int]:
    """Return where the wanted columns stand in the header."""
    titles = [title.strip() for title in header]
    if not any(titles):
        message = "has no column names: the first line must name the columns"
        raise RatingsFileError([Problem(name, 1, "", message)])
    problems = []
    for column in dict.fromkeys(wanted):
        if wanted.count(column) > 1:
            problems.append(Problem(name, 1, column, "is asked for more than once: name each column once"))
        if column not in titles:
            message = f"is not a column of the file; its columns are {', '.join(titles)}"
            hint = "; it looks separated by semicolons or tabs: save it with commas"
            single = len(titles) == 1 and (";" in titles[0] or "\t" in titles[0])
            problems.append(Problem(name, 1, column, message + hint * single))
        elif titles.count(column) > 1:
            problems.append(Problem(name, 1, column, "stands in the first line more than once: rename one"))
    if problems:
        raise RatingsFileError(problems)
    return [titles.index(column) for column in wanted]


def _lines(stream: TextIO, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins; a cell may hold line breaks."""
    reader = csv.reader(stream, strict=True)
    start = 1
    try:
        for row in reader:
            yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        problems.add(start, "", f"is not CSV ({error}): check the quotation marks")


def _take_rows(
    lines: Iterator[tuple[int, list[str]]], places: list[int], width: int, problems: Problems
) -> _Rows:
    """Return the wanted cells of every row that is not blank; a row of another length is a problem."""
    rows = _Rows([], [], [])
    for line, row in lines:
        if not any(row) or not any(cell.strip() for cell in row):
            continue
        if len(row) != width:
            message = f"the row has {len(row)} cells, the first line {width}: quote cells with commas"
            problems.add(line, "", message)
            continue
        rows.lines.append(line)
        rows.groups.append(row[places[0]].strip())
        rows.cells.append(tuple([row[place] for place in places[1:]]))
    return rows


def _number(cell: str) -> float | None:
    """Return the number in a cell, NaN where it is missing, None where it is neither."""
    text = cell.strip()
    if text.lower() in MISSING_CELLS:
        return math.nan
    if not NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if abs(value) <= LARGEST else None


def _complaint(cell: str, value: float | None, bounds: tuple[int, int] | None) -> str:
    """Return what is wrong with a cell, empty where nothing is."""
    if value is None:
        hint = " (write the decimals after a point)" if "," in cell else ""
        return f"'{cell.strip()}' is not a number that a rating can be; correct it or leave it empty{hint}"
    if bounds and not math.isnan(value) and not bounds[0] <= value <= bounds[1]:
        return f"{cell.strip()} is outside {bounds[0]} to {bounds[1]}: correct it, or change --min and --max"
    return ""


def _check_groups(rows: _Rows, column: str, problems: Problems) -> None:
    """Refuse persons without a group."""
    for line, label in zip(rows.lines, rows.groups, strict=True):
        if not label:
            problems.add(line, column, "the group is empty: name it, or take the row out")


def _check_cells(
    rows: _Rows,
    known: dict[str, float | None],
    items: Sequence[str],
    bounds: tuple[int, int] | None,
    problems: Problems,
) -> None:
    """Refuse every cell that is not a possible answer."""
    complaints = {cell: _complaint(cell, value, bounds) for cell, value in known.items()}
    wrong = {cell for cell, complaint in complaints.items() if complaint}
    if not wrong:
        return
    for line, row in zip(rows.lines, rows.cells, strict=True):
        for item, cell in zip(items, row, strict=True):
            if cell in wrong:
                problems.add(line, item, complaints[cell])


def _sorted(labels: list[str], items: tuple[str, ...], values: Floats) -> Ratings:
    """Put groups and persons into one order that does not depend on the file's."""
    distinct = set(labels)
    numeric = all(NUMBER.fullmatch(label) for label in distinct)
    groups = sorted(distinct, key=lambda label: (float(label) if numeric else 0.0, label))
    place = {label: index for index, label in enumerate(groups)}
    group = np.array([place[label] for label in labels], dtype=np.intp)
    order = np.lexsort((*values.T[::-1], group))
    return Ratings(tuple(groups), items, group[order], values[order])
