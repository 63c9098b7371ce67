"""What can go wrong in scoring.

::

    ScoringError                 anything that stops scoring; says what was wrong, where, what to do
    ├── InputError               a file that people write: every problem at once
    │   ├── AnswerFileError      answers, headcounts or core-team answers
    │   ├── RuleError            a rule file
    │   └── MatrixError          an evidence matrix
    └── TableError               answers as arrays that do not fit their instrument
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class ScoringError(Exception):
    """Anything that stops scoring."""


class TableError(ScoringError):
    """The table of answers does not fit the instrument."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file: ``line`` from 1, 0 for the whole file; ``column`` a heading or a path."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = [self.file]
        if self.line:
            where.append(f"line {self.line}")
        if self.column:
            where.append(f"column {self.column}")
        return f"{', '.join(where)}: {self.message}"


class InputError(ScoringError):
    """Every problem of the files given, in ``problems``; nothing was done with any of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class AnswerFileError(InputError):
    """Problems of answers, headcounts or core-team answers."""


class RuleError(InputError):
    """Problems of a rule file; ``column`` is the path in the file."""


class MatrixError(InputError):
    """Problems of an evidence matrix."""
