"""What can be wrong with an instrument.

``QuestionnaireError``
    ``InstrumentError``    a file is not a usable instrument; carries every problem found in it
    ``UnknownInstrument``  no shipped instrument has that id or version
    ``ConditionError``     a text is not a condition of the routing language
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with an instrument file.

    ``path`` says where in the file (``items[3].provenance[0]``, counted from 0; ``line 3, column 5``
    where the file is not TOML; empty for the whole file), ``message`` what is wrong, ``what_to_do``
    what puts it right, and ``item`` the id of the item concerned, if there is one.
    """

    path: str
    message: str
    what_to_do: str
    item: str | None = None

    @property
    def place(self) -> str:
        """The path, with the item's id beside it where there is one."""
        return f"{self.path} ({self.item})" if self.item else self.path

    def __str__(self) -> str:
        end = "" if self.what_to_do.endswith("?") else "."
        text = f"{self.message}. {self.what_to_do}{end}"
        return f"{self.place}: {text}" if self.place else text


class QuestionnaireError(Exception):
    """Anything that questionnaires/ raises on purpose."""


class InstrumentError(QuestionnaireError):
    """A file is not a usable instrument. ``problems`` lists all that is wrong with it."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{path}: {problem}" for problem in self.problems))


class UnknownInstrument(QuestionnaireError):
    """No shipped instrument has that id or version."""


class ConditionError(QuestionnaireError):
    """A text is not a condition. ``at`` is the character where it goes wrong, counted from 1."""

    def __init__(self, at: int, message: str, what_to_do: str) -> None:
        self.at = at
        self.message = message
        self.what_to_do = what_to_do
        super().__init__(f"character {at}: {message}. {what_to_do}.")
