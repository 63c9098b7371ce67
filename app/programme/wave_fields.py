"""The field of a wave's form by which networks, regions and practices are picked, few or thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field

MOST_BOXES = 40  # more names than these are written down, one a line
MOST_NAMED = 3  # of the lines that are wrong


@dataclass(frozen=True, slots=True)
class Known:
    """Something to pick: its value, how it is shown, and what else may be written for it."""

    value: str
    shown: str
    names: tuple[str, ...]


class PickField(Field):  # type: ignore[misc]  # WTForms has no types
    """Some of what is known: ticked in boxes, or written one a line where there are too many for boxes."""

    def __init__(self, label: str, what: str, **options: object) -> None:
        super().__init__(label, default=(), **options)
        self.what = what
        self.known: Sequence[Known] = ()
        self._values: set[str] = set()
        self._by_name: dict[str, set[str]] = {}

    def know(self, known: Sequence[Known]) -> None:
        """Set what there is to pick from."""
        self.known = known
        self._values = {each.value for each in known}
        for each in known:
            for name in each.names:
                self._by_name.setdefault(name.casefold(), set()).add(each.value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the ticked values or the written lines, each once."""
        lines = (" ".join(line.split()) for text in valuelist for line in text.splitlines())
        self.data = tuple(dict.fromkeys(filter(None, lines)))

    @property
    def has_boxes(self) -> bool:
        """Whether there are so few that each has a box."""
        return len(self.known) <= MOST_BOXES

    @property
    def picked(self) -> tuple[str, ...]:
        """The values that were picked, in the order of what is known; what is not known is left out."""
        wanted = {value for line in self.data for value in self._found(line) if len(self._found(line)) == 1}
        return tuple(each.value for each in self.known if each.value in wanted)

    @property
    def written(self) -> str:
        """What was picked, one a line, as it was written or as it is shown."""
        shown = {each.value: each.shown for each in self.known}
        return "\n".join(shown.get(line, line) for line in self.data)

    @property
    def items(self) -> list[dict[str, Any]]:
        """The design system's parameters of the boxes."""
        picked = set(self.picked)
        return [
            {"value": each.value, "text": each.shown, "checked": each.value in picked} for each in self.known
        ]

    @property
    def problem(self) -> str | None:
        """What is wrong with what was picked, None where it can be taken."""
        if not self.data:
            return f"Choose at least one {self.what}"
        twice = [line for line in self.data if len(self._found(line)) > 1]
        if twice:
            return f"{_quoted(twice)}: there is more than one such {self.what}. Write its ODS code"
        unknown = [line for line in self.data if not self._found(line)]
        return f"{_quoted(unknown)}: there is no such {self.what} in the programme" if unknown else None

    def _found(self, line: str) -> set[str]:
        return {line} if line in self._values else self._by_name.get(line.casefold(), set())


def _quoted(lines: Sequence[str]) -> str:
    named = ", ".join(f"“{line[:60]}”" for line in lines[:MOST_NAMED])
    more = len(lines) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named
