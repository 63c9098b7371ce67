"""From the text of an ``ask_if`` to its tree: a tokenizer and a recursive-descent parser, nothing evaluated.

::

    condition = all { "or" all }
    all       = one { "and" one }
    one       = "not" one | "(" condition ")" | test
    test      = "role" "in" "(" role { "," role } ")"
              | item "in" "(" option { "," option } ")"
              | item "has" option
              | item "is" "answered"
              | item sign number            sign: < <= = != >= >
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from questionnaires.conditions import (
    SIGNS,
    Both,
    ChosenIn,
    Clause,
    Compared,
    Condition,
    Either,
    IsAnswered,
    Not,
    RoleIn,
)
from questionnaires.errors import ConditionError

MAX_LENGTH = 500
MAX_DEPTH = 20
ROLE = "role"
WORDS: Final = ("and", "or", "not", "in", "has", "is", ROLE)
"""Words of the language, which cannot be ids of items or options in a condition."""

_TOKEN = re.compile(
    r"[ \t\n]*(?:(?P<number>-?[0-9]+(?:\.[0-9]+)?)(?![0-9a-z_.])|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<sign>[<>]=?|!?=)|(?P<mark>[(),])|(?P<end>$))"
)
_HOW = "has, in, is answered, or one of " + " ".join(SIGNS)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign, and the character it starts at, counted from 1."""

    kind: str
    text: str
    at: int

    @property
    def shown(self) -> str:
        """The token as a message names it."""
        return f"'{self.text}'" if self.text else "the end"


def parse_condition(text: str) -> Condition:
    """Return the condition of a text; raises :class:`ConditionError` at the first character that is wrong."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(
            MAX_LENGTH + 1, f"the condition has more than {MAX_LENGTH} characters", "Shorten it"
        )
    return Condition(text, _Parser(list(_tokens(text))).whole())


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while True:
        found = _TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            start = position + len(text[position:]) - len(text[position:].lstrip(" \t\n"))
            letter = text[start] if text[start].isprintable() else f"U+{ord(text[start]):04X}"
            raise ConditionError(start + 1, f"'{letter}' is not expected", "See docs/instruments.md, Routing")
        yield Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup) + 1)
        if found.lastgroup == "end":
            return
        position = found.end()


class _Parser:
    """One method a rule of the grammar."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def whole(self) -> Clause:
        """Read all of the text."""
        clause = self._condition()
        if self._next.kind != "end":
            raise self._unexpected("and, or, or the end")
        return clause

    def _condition(self) -> Clause:
        parts = [self._all()]
        while self._took("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self) -> Clause:
        parts = [self._one()]
        while self._took("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _one(self) -> Clause:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ConditionError(self._next.at, "the condition is nested too deeply", "Write it more simply")
        if self._took("not"):
            clause: Clause = Not(self._one())
        elif self._took("("):
            clause = self._condition()
            self._need(")")
        else:
            clause = self._test()
        self._depth -= 1
        return clause

    def _test(self) -> Clause:
        if self._took(ROLE):
            self._need("in")
            return RoleIn(self._list("a role"))
        item = self._name("an item's id, role, not or (")
        if self._took("has"):
            return ChosenIn(item, (self._name("an option's id"),), "has")
        if self._took("in"):
            return ChosenIn(item, self._list("an option's id"), "in")
        if self._took("is"):
            self._need("answered")
            return IsAnswered(item)
        if self._next.kind != "sign":
            raise self._unexpected(_HOW)
        sign = self._take().text
        if self._next.kind != "number":
            raise self._unexpected("a number")
        return Compared(item, sign, float(self._take().text))

    def _list(self, what: str) -> tuple[str, ...]:
        self._need("(")
        names = [self._name(what)]
        while self._took(","):
            names.append(self._name(what))
        self._need(")")
        return tuple(names)

    def _name(self, what: str) -> str:
        if self._next.kind != "name" or self._next.text in WORDS:
            raise self._unexpected(what)
        return self._take().text

    def _take(self) -> Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _took(self, text: str) -> bool:
        """Step over the next token if it is that one."""
        if self._next.text != text:
            return False
        self._place += 1
        return True

    def _need(self, text: str) -> None:
        if not self._took(text):
            raise self._unexpected(text)

    def _unexpected(self, wanted: str) -> ConditionError:
        return ConditionError(self._next.at, f"{self._next.shown} is not expected", f"Expected {wanted}")
