"""Reading a CSV file that a person made: headings checked, lines counted, every problem kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.errors import Problem

MOST_KEPT = 1000  # problems of one file told one by one: one wrong column of a long file must not fill memory

Numbered = Iterator[tuple[int, list[str]]]  # the cells of each line with its number


@dataclass(slots=True)
class Problems:
    """The problems of one file as they are found."""

    file: str
    kept: list[Problem] = field(default_factory=list)
    found: int = 0

    def add(self, line: int, column: str, message: str) -> None:
        """Keep one problem."""
        self.found += 1
        if self.found <= MOST_KEPT:
            self.kept.append(Problem(self.file, line, column, message))

    def all(self) -> list[Problem]:
        """Return them in the order of lines, with a last one that says how many more there are."""
        kept = sorted(self.kept, key=lambda problem: problem.line)
        if self.found > MOST_KEPT:
            kept.append(Problem(self.file, 0, "", f"and {self.found - MOST_KEPT} more; correct these first"))
        return kept


@dataclass(slots=True)
class Line:
    """One line of a file: its number, counted from 1, and its cells."""

    number: int
    cells: list[str]
    columns: dict[str, int]
    problems: Problems

    def has(self, column: str) -> bool:
        """Return whether the file has that column."""
        return column in self.columns

    def cell(self, column: str) -> str:
        """Return a cell without the spaces around it."""
        return self.cells[self.columns[column]].strip()

    def problem(self, column: str, message: str) -> None:
        """Say what is wrong in a column of this line."""
        self.problems.add(self.number, column, message)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file's known columns (heading to position) and its lines."""

    columns: dict[str, int]
    width: int
    _lines: Numbered
    _problems: Problems

    def lines(self, kept: Callable[[Numbered, Problems], Numbered] | None = None) -> Iterator[Line]:
        """Yield each line that holds anything; a ragged one is a problem and skipped.

        ``kept`` takes away lines that are none of the table, however many cells they have.
        """
        for number, cells in kept(self._lines, self._problems) if kept else self._lines:
            if len(cells) == self.width:
                yield Line(number, cells, self.columns, self._problems)
            else:
                self._problems.add(number, "", f"has {len(cells)} cells; the heading has {self.width}")


def open_csv(
    path: Path, required: Sequence[str], optional: Sequence[str], problems: Problems
) -> CsvFile | None:
    """Open a file and check its heading; None where nothing more can be read of it.

    A missing, unknown or repeated column is a problem; the known ones can still be read, to find what else
    is wrong.
    """
    lines = _lines(path, problems)
    first = next(lines, None)
    if first is None:
        if not problems.found:
            problems.add(0, "", f"is empty; its first line must be the heading {','.join(required)}")
        return None
    number, heading = first[0], [cell.strip() for cell in first[1]]
    known = {*required, *optional}
    columns = {name: position for position, name in reversed([*enumerate(heading)]) if name in known}
    for position, name in enumerate(heading):
        if name not in known:
            shown = name or f"{position + 1} (without a name)"
            problems.add(number, shown, "is not a column of this file; correct its spelling or take it out")
        elif columns[name] != position:
            problems.add(number, name, f"is there twice, as column {position + 1} too; keep one")
    for name in required:
        if name not in columns:
            hint = "separate columns by commas, not semicolons" if ";" in heading[0] else "add it"
            problems.add(number, name, f"is missing; {hint}")
    return CsvFile(columns, len(heading), lines, problems)


def _lines(path: Path, problems: Problems) -> Numbered:
    """Yield each line that is not blank; a line's number is that of its first row in the file."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        byte = error.start - before.rfind(b"\n")
        problems.add(before.count(b"\n") + 1, f"at byte {byte}", "is not UTF-8; save the file as CSV UTF-8")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        problems.add(start, "", f"cannot be read as CSV ({error}); check its quotation marks")
