"""When a page or a question is asked: the conditions of ``ask_if``, as trees.

A clause is True, False or None. None is *cannot tell*: the answer that it asks about was not given. ``not``,
``and`` and ``or`` follow Kleene's three-valued logic. Only True is fulfilled, so neither ``use_now >= 5`` nor
``not use_now >= 5`` is fulfilled while ``use_now`` has no answer.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

Heard = float | frozenset[str]
"""An answer as conditions see it: a number, or the options chosen (none of them for a text)."""

SIGNS: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {
        "<": operator.lt,
        "<=": operator.le,
        "=": operator.eq,
        "!=": operator.ne,
        ">=": operator.ge,
        ">": operator.gt,
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the person who is asked.

    ``ahead``: nobody has answered yet, so that an unanswered question may still be answered either way.
    """

    role: str
    answers: Mapping[str, Heard] = field(default_factory=dict)
    ahead: bool = False


class Clause(Protocol):
    """A node of the tree."""

    def value(self, asked: Asked) -> bool | None:
        """Return whether it holds, None where that cannot be told."""


@dataclass(frozen=True, slots=True)
class RoleIn:
    """``role in (gp, lead_gp)``."""

    roles: tuple[str, ...]

    def value(self, asked: Asked) -> bool | None:
        """Return whether the person's role is one of the roles."""
        return asked.role in self.roles


@dataclass(frozen=True, slots=True)
class Compared:
    """``use_now >= 5``."""

    item: str
    sign: str
    number: float

    def value(self, asked: Asked) -> bool | None:
        """Compare the answer with the number."""
        answer = asked.answers.get(self.item)
        return SIGNS[self.sign](answer, self.number) if isinstance(answer, float | int) else None


@dataclass(frozen=True, slots=True)
class ChosenIn:
    """``place in (town, village)`` of a single choice, ``role_scope has crisis_care`` of a multiple one."""

    item: str
    options: tuple[str, ...]
    word: str  # in or has

    def value(self, asked: Asked) -> bool | None:
        """Return whether one of the options was chosen."""
        answer = asked.answers.get(self.item)
        return not answer.isdisjoint(self.options) if isinstance(answer, frozenset) else None


@dataclass(frozen=True, slots=True)
class IsAnswered:
    """``use_now is answered``; "not relevant" and "would rather not say" are not answers."""

    item: str

    def value(self, asked: Asked) -> bool | None:
        """Return whether there is an answer; that can be told of everybody, once they were asked."""
        return self.item in asked.answers or (None if asked.ahead else False)


@dataclass(frozen=True, slots=True)
class Not:
    """``not CLAUSE``."""

    inner: Clause

    def value(self, asked: Asked) -> bool | None:
        """Return the opposite; of what cannot be told it cannot be told either."""
        inner = self.inner.value(asked)
        return None if inner is None else not inner


@dataclass(frozen=True, slots=True)
class Both:
    """``CLAUSE and CLAUSE``."""

    parts: tuple[Clause, ...]

    def value(self, asked: Asked) -> bool | None:
        """Return False where a part is False, else None where a part cannot be told, else True."""
        return _joined((part.value(asked) for part in self.parts), settles=False)


@dataclass(frozen=True, slots=True)
class Either:
    """``CLAUSE or CLAUSE``."""

    parts: tuple[Clause, ...]

    def value(self, asked: Asked) -> bool | None:
        """Return True where a part is True, else None where a part cannot be told, else False."""
        return _joined((part.value(asked) for part in self.parts), settles=True)


def parts_of(clause: Clause) -> Iterator[Clause]:
    """Yield a clause and every clause in it."""
    yield clause
    inner: tuple[Clause, ...] = ()
    if isinstance(clause, Not):
        inner = (clause.inner,)
    elif isinstance(clause, Both | Either):
        inner = clause.parts
    for part in inner:
        yield from parts_of(part)


def _joined(values: Iterable[bool | None], *, settles: bool) -> bool | None:
    """Join truth values, one of which (False for *and*, True for *or*) settles the whole."""
    found = set(values)
    if settles in found:
        return settles
    return None if None in found else not settles


@dataclass(frozen=True, slots=True)
class Condition:
    """An ``ask_if``: its text and its tree."""

    text: str
    clause: Clause

    def holds(self, asked: Asked) -> bool:
        """Return whether the condition is fulfilled."""
        return self.clause.value(asked) is True

    def may_hold(self, role: str) -> bool:
        """Return whether somebody of that role may come to fulfil it, whatever they answer."""
        return self.clause.value(Asked(role, ahead=True)) is not False
