"""Practices and roles: is there another set of answers that shows the same of every practice and every role?

Others are constructed, as in tests/oracle/programmes.py: somebody's answer is changed, and further answers
are until all that is shown is the same again, in the practices as across them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.disclosure.coarsen import Basis, coarse_mean, spread_band
from app.disclosure.room import Cells, shown_in_practices, shown_of_all
from questionnaires.types import Scale
from tests.oracle import small

THRESHOLD = 3.5
Numbers = NDArray[np.int64]
Shown = tuple[str, ...]


@dataclass(frozen=True)
class World:
    """Everybody's sum on a scale of ``items`` questions, and whose it is; the very first is the attacker."""

    items: int
    sums: Numbers
    practice: Numbers
    role: Numbers

    @property
    def groups(self) -> tuple[int, int]:
        """How many practices and roles there are."""
        return int(self.practice.max()) + 1, int(self.role.max()) + 1


def world(cells: dict[tuple[int, int], tuple[int, ...]], items: int = 1) -> World:
    """Return a world from the sums of each practice's roles; the attacker is the first of the first cell."""
    people = [(each, *place) for place, sums in cells.items() for each in sums]
    sums, practice, role = np.array(people, np.int64).T
    return World(items, sums, practice, role)


@cache
def scale(items: int) -> Scale:
    """Return a scale of so many questions."""
    return small.instrument({"coherence": items}).scale("coherence")


def shown(at: World) -> Shown:
    """Return all that is shown: of each practice as a whole, of its roles, and of roles across practices."""
    cells = _cells(at)
    parts = shown_in_practices(cells)
    across = shown_of_all(cells, parts)
    n, total = cells.n, cells.total
    practices = [_practice(at.sums[at.practice == place], at.items) for place in range(len(n))]
    in_practices = [
        f"{place}: {_mean(n[place], total[place], at.items)}"
        for place in zip(*np.nonzero(parts), strict=True)
    ]
    roles = [
        f"{role}: {_mean(n[:, role].sum(), total[:, role].sum(), at.items)}"
        for role in np.flatnonzero(across)
    ]
    return (*practices, *in_practices, *roles)


def answers_left(
    at: World, source: random.Random, show: Callable[[World], Shown] = shown, tries: int = 400
) -> dict[tuple[int, int], set[int]]:
    """Return the answers to one question that people of each cell may have given; the attacker is known."""
    left: dict[tuple[int, int], set[int]] = {}
    _note(left, at)
    wanted, known = show(at), [at]
    for _ in range(tries):
        if all(len(each) >= 3 for each in left.values()):
            break
        other: World | None = source.choice(known)
        for _ in range(source.choice((1, 1, 2, 3))):  # some ways lead over what shows something else
            other = other and _changed(other, source)
        if other is not None and show(other) == wanted:
            _note(left, other)
            known.append(other)
    return left


def _changed(at: World, source: random.Random) -> World | None:
    """Return a world in which one person, or several who make up for each other, answered otherwise."""
    sums = at.sums.copy()
    for person, step in _moves(at, source):
        sums[person] += step
    inside = sums.min() >= at.items and sums.max() <= 5 * at.items
    return replace(at, sums=sums) if inside else None


def _moves(at: World, source: random.Random) -> Iterator[tuple[int, int]]:
    """Yield whose sum changes by how much."""
    step = source.choice((-2, -1, 1, 2))
    one = source.randrange(1, len(at.sums))
    if source.randrange(4) == 0:  # a leap: some people of a practice say something else altogether
        together = [each for each in range(1, len(at.sums)) if at.practice[each] == at.practice[one]]
        for each in source.sample(together, min(len(together), source.choice((2, 3, 4)))):
            yield each, source.randint(at.items, 5 * at.items) - int(at.sums[each])
        return
    kind = source.randrange(6)
    if kind == 5:  # two of a practice move apart or together: its sum stays, and roles trade
        step = source.choice((-1, 1)) * source.randint(1, 2 * at.items)
    yield one, step
    others = [each for each in range(1, len(at.sums)) if each != one]
    in_practice = [each for each in others if at.practice[each] == at.practice[one]]
    of_role = [each for each in others if at.role[each] == at.role[one]]
    if kind == 1:
        yield from _one_of([each for each in in_practice if at.role[each] == at.role[one]], -step, source)
    if kind in (2, 3, 4, 5):
        yield from (first := list(_one_of(in_practice, -step, source)))
    if kind in (3, 4):
        yield from (second := list(_one_of(of_role, -step, source)))
    if kind == 4 and first and second:  # no sum of a practice or of a role moves
        practice, role = at.practice[second[0][0]], at.role[first[0][0]]
        fourth = [each for each in others if (at.practice[each], at.role[each]) == (practice, role)]
        yield from _one_of(fourth, step, source)


def _one_of(people: list[int], step: int, source: random.Random) -> Iterator[tuple[int, int]]:
    if people:
        yield source.choice(people), step


def _cells(at: World) -> Cells:
    people = np.zeros(at.groups, np.int64)
    np.add.at(people, (at.practice, at.role), 1)
    total = np.zeros(at.groups)
    np.add.at(total, (at.practice, at.role), at.sums / at.items)
    return Cells(scale(at.items), people, people, total, np.zeros(len(people), np.int64), 5)


def _practice(sums: Numbers, items: int) -> str:
    if len(sums) < 5:
        return "too few"
    basis = Basis(len(sums), items, 1, 5)
    mean = coarse_mean(sums.sum() / (len(sums) * items), basis, THRESHOLD)
    return f"{mean.text}, {spread_band(float(sums.std(ddof=1)) / items, basis, mean)}"


def _mean(n: int, total: float, items: int) -> str:
    return coarse_mean(total / n, Basis(int(n), items, 1, 5), None).text


def _note(left: dict[tuple[int, int], set[int]], at: World) -> None:
    for person in range(1, len(at.sums)):
        others, each = at.items - 1, int(at.sums[person])
        found = {value for value in range(1, 6) if others <= each - value <= 5 * others}
        left.setdefault((int(at.practice[person]), int(at.role[person])), set()).update(found)
