"""Which role groups may have numbers of their own: those that leave every other group room.

Of a practice a total is shown; with a part of it shown too, the other part is known to within the steps of
the two. Across practices the same goes for the total of a role. So every group of people whose sum can be had
by adding and taking away what is shown must have room: it must be large enough, and its sum must lie further
from both ends of the scale than one person can pull it, and two answers more. Then, whatever the reader's own
answer, each of the others can have given at least three answers to each question.

The people of one role in one practice are a cell; all arrays are practices x roles. A group that can be made
of totals is the people in whom some rows and some columns differ: those of chosen practices in other roles,
and those of chosen roles in other practices. That no cell is missed is searched: tests/oracle/test_roles.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.disclosure.coarsen import SUMS_PER_POINT, Basis, between_ends, can_be_shown
from app.disclosure.not_relevant import LEAST_GROUP
from questionnaires.types import Scale

LEAST_PRACTICES = 3  # in which people of a role answered, for a number of the role across practices
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cells:
    """What the people of each role in each practice gave on one scale; ``total`` is in points.

    ``people`` answered the questionnaire, ``n`` of them have a score. ``managers``, by practice, may be among
    them in any role, since they keep the list themselves; all are taken to have a score. ``minimum`` is that
    of the wave.
    """

    scale: Scale
    people: Whole
    n: Whole
    total: Floats
    managers: Whole
    minimum: int

    @property
    def least(self) -> int:
        """How many others must be in a group, and outside it."""
        return max(LEAST_GROUP, self.minimum)

    @property
    def low(self) -> Floats:
        """How far the sum of each cell lies above the lowest it could be."""
        return self.total - self.n * self.scale.minimum

    @property
    def high(self) -> Floats:
        """How far it lies below the highest."""
        return self.n * self.scale.maximum - self.total


def shown_in_practices(cells: Cells) -> Flags:
    """Return which cells may be shown beside the totals of their practices, larger ones first."""
    shown = np.zeros(cells.people.shape, np.bool_)
    practices = np.arange(len(cells.people))
    inside = _totals(cells) & _between(cells, cells.n.sum(axis=1), cells.total.sum(axis=1))
    for roles in np.argsort(-cells.people, axis=1, kind="stable").T:
        one = np.zeros_like(shown)
        one[practices, roles] = True
        rest = ~(shown | one)
        may = (
            inside
            & _stands(cells, one)
            & _stands(cells, ~one)
            & (_stands(cells, rest) | (_sum(cells.people, rest) == 0))
        )
        shown |= one & may[:, None]
    return shown


def shown_of_all(cells: Cells, shown: Flags) -> Flags:
    """Return which roles may have a number across practices, where of these cells some are ``shown``.

    Larger roles come first; one is left out where it would leave some group without room.
    """
    found = np.zeros(cells.people.shape[1], np.bool_)
    everybody = int(cells.n.sum())
    for role in np.argsort(-cells.people.sum(axis=0), kind="stable"):
        inside = int(cells.n[:, role].sum())
        if (
            (cells.n[:, role] > 0).sum() >= LEAST_PRACTICES
            and inside > cells.least  # besides whoever of them reads it
            and (everybody == inside or everybody - inside > cells.least)
            and _between(cells, cells.n[:, role].sum(keepdims=True), cells.total[:, role].sum(keepdims=True))
            and _all_have_room(cells, shown, found, int(role))
        ):
            found[role] = True
    return found


def _totals(cells: Cells) -> Flags:
    """Return of which practices the total is shown."""
    n = cells.n.sum(axis=1)
    shown: Flags = (n - cells.managers >= cells.minimum) & _can_be_shown(cells, n)
    return shown


def _stands(cells: Cells, group: Flags) -> Flags:
    """Return in which practices enough others are in a group, and its mean is between the ends."""
    n, total = _sum(cells.n, group), np.where(group, cells.total, 0.0).sum(axis=1)
    return (n - cells.managers >= cells.least) & _between(cells, n, total)


def _sum(values: Whole, group: Flags) -> Whole:
    found: Whole = np.where(group, values, 0).sum(axis=1)
    return found


def _all_have_room(cells: Cells, shown: Flags, columns: Flags, role: int) -> bool:
    """Return whether every group has room that can be made of the totals of ``role`` and of others."""
    limit = cells.scale.maximum - cells.scale.minimum + (SUMS_PER_POINT - 1) / len(cells.scale.items)
    rows, hidden = _totals(cells), ~shown
    low, high, people = cells.low * hidden, cells.high * hidden, cells.n * hidden
    beyond_low, beyond_high = _beyond_ends(cells)
    nothing = np.zeros(len(rows))
    return all(
        _least(Room(people, people, nothing), people, rows, chosen) > cells.least
        and _least(Room(high, low, beyond_high), people, rows, chosen) > limit
        and _least(Room(low, high, beyond_low), people, rows, chosen) > limit
        for chosen in _choices(columns, role)
    )


@dataclass(frozen=True, slots=True)
class Room:
    """The room of each cell where the total of its practice is taken, and where it is not.

    ``more`` is what is known less of a practice whose total is shown as "or more" or "or less".
    """

    taken: Floats | Whole
    left: Floats | Whole
    more: Floats


def _choices(columns: Flags, role: int) -> Iterable[Flags]:
    """Yield every choice of ``role`` and any of the ``columns``."""
    others = np.flatnonzero(columns)
    for bits in range(1 << len(others)):
        chosen = np.zeros(len(columns), np.bool_)
        chosen[role] = True
        chosen[[other for place, other in enumerate(others) if bits >> place & 1]] = True
        yield chosen


def _least(room: Room, people: Whole, rows: Flags, chosen: Flags) -> float:
    """Return the least room of any group that is made of the totals of ``chosen`` roles and of some ``rows``.

    A practice whose total is taken leaves its people of other roles; one whose total is not taken leaves its
    people of the chosen roles. Each is taken or not as leaves less room, but somebody must be left.
    """
    with_total = np.where(rows, room.taken[:, ~chosen].sum(axis=1) + room.more, np.inf)
    without = room.left[:, chosen].sum(axis=1)
    taken = with_total < without
    least = np.where(taken, with_total, without)
    people_with, people_without = people[:, ~chosen].sum(axis=1), people[:, chosen].sum(axis=1)
    if np.where(taken, people_with, people_without).any():
        return float(least.sum())
    other = np.where(taken, without, with_total) - least
    return float(least.sum() + other[np.where(taken, people_without, people_with) > 0].min(initial=np.inf))


def _beyond_ends(cells: Cells) -> tuple[Floats, Floats]:
    """Return how far the total of each practice lies beyond the lower and the upper end code."""
    n, total = cells.n.sum(axis=1), cells.total.sum(axis=1)
    low, high = (np.where(n > 0, end * n, total) for end in _ends_of(cells, n).T)
    return np.maximum(low - total, 0.0), np.maximum(total - high, 0.0)


def _between(cells: Cells, n: Whole, total: Floats) -> Flags:
    """Return which sums of n people are shown as points between the ends of the scale."""
    means, ends = total / np.maximum(n, 1), _ends_of(cells, n)
    return _can_be_shown(cells, n) & (means > ends[:, 0]) & (means < ends[:, 1])


def _can_be_shown(cells: Cells, n: Whole) -> Flags:
    return np.array([size > 0 and _of_basis(_basis(cells, size))[0] for size in n.tolist()], np.bool_)


def _ends_of(cells: Cells, n: Whole) -> Floats:
    """Return for groups of n people the means between which a mean is a point, 0 for nobody."""
    ends = [_of_basis(_basis(cells, size))[1] if size else (0.0, 0.0) for size in n.tolist()]
    return np.array(ends, np.float64).reshape(-1, 2)


@lru_cache(maxsize=10_000)
def _of_basis(basis: Basis) -> tuple[bool, tuple[float, float]]:
    """Return whether a mean may be shown at all, and between which means it is a point."""
    return can_be_shown(basis), between_ends(basis)


def _basis(cells: Cells, n: int) -> Basis:
    return Basis(n, len(cells.scale.items), cells.scale.minimum, cells.scale.maximum)
