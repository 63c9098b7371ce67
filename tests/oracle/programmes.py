"""A programme of ten practices: is there another set of answers that shows the same of each, and of all?

Too many sets to list, so others are constructed: every practice is shaken into other answers that show the
same mean and spread, then one after the other is shaken until the reliability of the programme shows the same
too. Whatever anybody has in one of the sets found is an answer that the attacker must reckon with. A search
that finds nothing proves nothing; one that finds three answers of everybody proves the promise.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.disclosure.coarsen import Basis, coarse_mean, spread_band
from app.disclosure.ranking import LEAST_WITHIN, release_reliability
from scoring.icc import one_way
from scoring.programme_reliability import ScaleReliability
from tests.oracle.feasible import ENOUGH

THRESHOLD, SPAN = 3.5, 4
PATIENCE = 300  # steps of one search
# By how much three people of a practice change together.
MOVES = [
    (1, 0, 0),
    (-1, 0, 0),
    (1, -1, 0),
    (1, -1, 0),
    (2, -1, -1),
    (-2, 1, 1),
    (2, -2, 0),
    (1, 1, 0),
    (-1, -1, 0),
]
Sums = NDArray[np.int64]
Release = Callable[[ScaleReliability], object]


@dataclass(frozen=True)
class World:
    """What everybody gave on a scale of ``items`` questions, by practice; the very first is the attacker."""

    items: int
    practices: tuple[Sums, ...]


def reliability_shown(found: ScaleReliability) -> object:
    """Return what is shown of the reliability of a scale."""
    return release_reliability("Scale", found)


def shown_of_practice(sums: Sums, items: int) -> tuple[str, int | None]:
    """Return what is shown of one practice: its mean and band of spread."""
    basis = Basis(len(sums), items, 1, 5)
    mean = coarse_mean(sums.sum() / (len(sums) * items), basis, THRESHOLD)
    return mean.text, spread_band(float(sums.std(ddof=1)) / items, basis, mean)


def reliability(world: World) -> ScaleReliability:
    """Return the exact reliability of the programme, without intervals: they follow from the rest."""
    values = np.concatenate(world.practices) / world.items
    sizes = [len(practice) for practice in world.practices]
    table = one_way(values, np.repeat(np.arange(len(sizes)), sizes))
    between, inside = table.msb or 0.0, table.msw or 0.0
    spread = between + (table.size - 1) * inside
    return ScaleReliability(
        icc1=(between - inside) / spread if spread else None,
        icc1_ci=None,
        icc2=(between - inside) / between if between else None,
        icc2_ci=None,
        practices=table.groups,
        people=table.persons,
        reasons=(),
        within=inside * (table.persons - table.groups),
    )


def answers_left(world: World, source: random.Random, release: Release = reliability_shown) -> list[set[int]]:
    """Return for each practice the answers to one question that its people may have given."""
    places = range(len(world.practices))
    left = [_answers(world, place) for place in places]
    for start, changed in chain(_with_one_shaken(world, source), _with_all_shaken(world, source)):
        if min(len(left[place]) for place in changed) < ENOUGH:
            other = _tuned(start, world, source, release)
            if other is not None:
                left = [known | _answers(other, place) for place, known in enumerate(left)]
    return left


def _with_one_shaken(world: World, source: random.Random) -> Iterator[tuple[World, Sequence[int]]]:
    """Yield worlds in which one practice gave other answers, a little and much, and which that is."""
    for place in range(len(world.practices)):
        for steps in (1, 1, 1, 1, 1, 1, 2, 2, 4, 8):
            changed = list(world.practices)
            changed[place] = _shaken(world, place, source, steps)
            yield World(world.items, tuple(changed)), (place,)


def _with_all_shaken(world: World, source: random.Random) -> Iterator[tuple[World, Sequence[int]]]:
    """Yield worlds in which all practices gave other answers."""
    places = range(len(world.practices))
    for steps in (1, 3, 12, 40, 12, 3):
        yield World(world.items, tuple(_shaken(world, place, source, steps) for place in places)), places


def _tuned(start: World, world: World, source: random.Random, release: Release) -> World | None:
    """Return a world near ``start`` whose reliability shows what that of ``world`` does."""
    target = reliability(world)
    wanted, found = release(target), start
    away = _distance(reliability(found), target)
    for _ in range(PATIENCE):
        if release(reliability(found)) == wanted:
            return found
        place = source.randrange(len(found.practices))
        changed = list(found.practices)
        change = source.choice((_shaken, _calmed))
        changed[place] = change(found, place, source, 2)
        other = World(found.items, tuple(changed))
        if (distance := _distance(reliability(other), target)) <= away or source.random() < 0.01:
            found, away = other, distance
    return None


def _distance(found: ScaleReliability, target: ScaleReliability) -> float:
    """Return how far a reliability is from one that shows the same: where little is within, by that."""
    inside, wanted = found.within or 0.0, target.within or 0.0
    if wanted < LEAST_WITHIN * SPAN**2:
        return max(inside - wanted, 0.0)
    return abs((found.icc1 or 0.0) - (target.icc1 or 0.0))


def _shaken(world: World, place: int, source: random.Random, steps: int) -> Sums:
    """Return other answers of one practice that show the same; the attacker keeps their own."""
    sums = world.practices[place]
    wanted = shown_of_practice(sums, world.items)
    for _ in range(steps):
        other = sums.copy()
        people = source.sample(range(1 if place == 0 else 0, len(sums)), 3)
        other[people] += np.array(source.choice(MOVES))
        if other.min() < world.items or other.max() > 5 * world.items:
            continue
        if shown_of_practice(other, world.items) == wanted:
            sums = other
    return sums


def _calmed(world: World, place: int, source: random.Random, people: int) -> Sums:
    """Return answers of one practice in which some people come nearer to the others, if it shows the same."""
    sums = world.practices[place]
    other, middle = sums.copy(), round(float(np.median(sums)))
    differing = [each for each in range(1 if place == 0 else 0, len(sums)) if sums[each] != middle]
    for person in source.sample(differing, min(people, len(differing))):
        other[person] += 1 if other[person] < middle else -1
    same = shown_of_practice(other, world.items) == shown_of_practice(sums, world.items)
    return other if same else sums


def _answers(world: World, place: int) -> set[int]:
    """Return which answers to one question the sums of a practice's people leave open."""
    others = world.items - 1
    people: Sequence[int] = world.practices[place][1 if place == 0 else 0 :].tolist()
    return {value for each in people for value in range(1, 6) if others <= each - value <= 5 * others}
