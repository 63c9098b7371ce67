"""An item as it is asked: the programme's words filled in, the answers it offers in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from questionnaires.types import DEFAULT_LANGUAGE

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One item in one language. ``choices`` and ``other_choices`` (below a divider) are (value, label).

    ``minimum``, ``maximum``, ``integer`` and ``unit`` are a number's. ``share`` stands beside the box that
    lets others read a text, None where nobody will, and ``share_hint`` below it; ``comments_from`` is how
    many must answer before they read it without. It is hashable, so that its markup is rendered once
    (see :mod:`app.survey.widgets`).
    """

    id: str
    text: str
    hint: str | None
    choices: Choices
    other_choices: Choices
    max_length: int
    language: str = DEFAULT_LANGUAGE
    minimum: int | None = None
    maximum: int | None = None
    integer: bool = True
    unit: str | None = None
    share: str | None = None
    share_hint: str | None = None
    comments_from: int = 0

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.id, self.text, self.hint, self.choices, self.other_choices, self.language))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Every value that the question accepts, with the words shown for it."""
        return dict(self.choices + self.other_choices)


def box_of(question: Question) -> str:
    """Return the name of the box that lets others read a text. Ids of items have no hyphen."""
    return f"{question.id}-share"
