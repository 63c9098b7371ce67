"""Collecting what is wrong with a file: where it is, in words, with the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Final

from questionnaires.errors import Problem

_TYPE_NAMES: Final = {
    bool: "true or false",
    int: "a whole number",
    float: "a decimal number",
    str: "a text",
    list: "a list",
    dict: "a table",
}
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; ``item`` is the id of the item it belongs to."""

    path: str = ""
    item: str | None = None

    def key(self, name: str) -> Place:
        """Return the place of a key of this table."""
        shown = shorten(name)
        return replace(self, path=f"{self.path}.{shown}" if self.path else shown)

    def index(self, number: int) -> Place:
        """Return the place of the entry of this list at ``number``, counted from 0."""
        return replace(self, path=f"{self.path}[{number}]")


@dataclass(slots=True)
class Findings:
    """The problems found so far."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str, what_to_do: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(place.path, message, what_to_do, place.item))

    def wrong_type(self, place: Place, value: object, wanted: str, what_to_do: str) -> None:
        """Note that a value is of the wrong type."""
        found = _TYPE_NAMES.get(type(value), "a date or time")
        self.add(place, f"should be {wanted} but is {found}", what_to_do)

    def unknown(self, place: Place, what: str, name: str, known: Iterable[str]) -> None:
        """Note a name that is not one of ``known``, with the nearest of them."""
        names = list(known)
        near = get_close_matches(name[:_SHOWN], names, n=1)
        if near:
            advice = f"Did you mean '{near[0]}'?"
        elif not names:
            advice = "There is none to refer to: add it first"
        elif len(names) <= 20:
            advice = f"Use one of: {', '.join(names)}"
        else:
            advice = "See docs/instruments.md for the list"
        self.add(place, f"unknown {what} '{shorten(name)}'", advice)


def shorten(name: str) -> str:
    """Return a name fit for one line of output."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 3]}..."
