"""What is left possible to whoever answered and sees what is shown: what each colleague may have answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.oracle.practices import NO_VALUE_BIT, Case, Kinds

ENOUGH = 3
Shown = NDArray[np.int64]  # sets of answers: the number of what is shown of each


@dataclass(frozen=True, slots=True)
class Left:
    """What an attacker is left with: the possible answers of a colleague to one question, and where."""

    answers: tuple[str, ...]
    attacker: str
    own: dict[str, int]
    colleague: str
    scale: str
    shown: int
    example: int  # one of the sets of answers

    def __str__(self) -> str:
        return (
            f"{self.attacker} who answered {self.own} knows of {self.colleague} on {self.scale}: "
            f"{' or '.join(self.answers)} (set {self.example}, shown {self.shown})"
        )


def fewest_left(case: Case, people: Kinds, shown: Shown) -> Left:
    """Return the worst that any attacker is left with, over all sets of answers and all own answers."""
    return min(_all_left(case, people, shown), key=lambda left: len(left.answers))


def answers_left(
    case: Case, people: Kinds, shown: Shown, answer: int, attacker: int
) -> Iterator[tuple[str, int]]:
    """Yield how many answers of each role's colleagues to each question one person is left with.

    The person is number ``attacker`` of the set of answers ``answer``.
    """
    role, own = case.roles[attacker], int(people[answer, attacker])
    here = np.array([each == role for each in case.roles])
    rows = np.flatnonzero((shown == shown[answer]) & (people[:, here] == own).any(axis=1))
    for left in _left_with(case, people, shown, role, own, rows):
        yield str(left), len(left.answers)


def _all_left(case: Case, people: Kinds, shown: Shown) -> Iterator[Left]:
    """Yield, for each attacker's role, own answers, colleague's role and question, the smallest set left."""
    for role in sorted(set(case.roles)):
        here = np.array([each == role for each in case.roles])
        for own in range(len(case.kinds)):
            rows = np.flatnonzero((people[:, here] == own).any(axis=1))
            if rows.size:
                yield from _left_with(case, people, shown, role, own, rows)


def _left_with(
    case: Case, people: Kinds, shown: Shown, role: str, own: int, rows: NDArray[np.intp]
) -> Iterator[Left]:
    order = rows[np.argsort(shown[rows], kind="stable")]
    starts = np.flatnonzero(np.r_[True, np.diff(shown[order]) != 0])
    for colleague in sorted(set(case.roles)):
        columns = np.array([each == colleague for each in case.roles])
        others = people[np.ix_(order, np.flatnonzero(columns))]
        if colleague == role:
            if columns.sum() == 1:
                continue
            others = _without_one(others, own)
        for place, scale in enumerate(case.scales):
            masks = np.array([kind.masks[place] for kind in case.kinds], np.int64)
            together = np.bitwise_or.reduce(masks[others], axis=1)
            left = np.bitwise_or.reduceat(together, starts)
            worst = int(np.argmin(_bits(left)))
            yield Left(
                answers=_answers(int(left[worst])),
                attacker=role,
                own=dict(case.kinds[own].cells),
                colleague=colleague,
                scale=scale,
                shown=int(shown[order[starts[worst]]]),
                example=int(order[starts[worst]]),
            )


def _without_one(others: Kinds, own: int) -> Kinds:
    """Return the people without one who answered ``own``: the attacker."""
    first = (others == own).argmax(axis=1)
    keep = np.ones(others.shape, bool)
    keep[np.arange(len(others)), first] = False
    return others[keep].reshape(len(others), -1)


def _bits(masks: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.array([int(mask).bit_count() for mask in masks.tolist()], np.int64)


def _answers(mask: int) -> tuple[str, ...]:
    named = ["no value" if bit == NO_VALUE_BIT else str(bit - 1) for bit in range(mask.bit_length())]
    return tuple(name for bit, name in enumerate(named) if mask >> bit & 1)
