"""An item as it is asked: the programme's words filled in, the answers it offers in order."""

from __future__ import annotations

from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One item in one language. ``choices`` and ``other_choices`` (below a divider) are (value, label).

    It is hashable, so that its markup is rendered once (see :mod:`app.survey.widgets`).
    """

    id: str
    text: str
    hint: str | None
    choices: Choices
    other_choices: Choices
    max_length: int

    @property
    def labels(self) -> dict[str, str]:
        """Every value that the question accepts, with the words shown for it."""
        return dict(self.choices + self.other_choices)
