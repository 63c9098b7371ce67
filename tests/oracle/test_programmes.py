"""How reliably the practices of a programme differ tells nobody what anybody answered."""

from __future__ import annotations

import random

import numpy as np
import pytest

from scoring.programme_reliability import ScaleReliability
from tests.oracle.feasible import ENOUGH
from tests.oracle.programmes import Release, World, answers_left, reliability_shown

PRACTICES = 10


def alike(people: int, values: tuple[int, ...], items: int = 1) -> World:
    """Return a world in which the people of each practice all say the same."""
    return World(
        items, tuple(np.full(people, values[place % len(values)], np.int64) for place in range(PRACTICES))
    )


def with_changes(world: World, changes: dict[tuple[int, int], int]) -> World:
    """Return the world with other answers of some people, by practice and place."""
    practices = [practice.copy() for practice in world.practices]
    for (place, person), value in changes.items():
        practices[place][person] = value
    return World(world.items, tuple(practices))


HARD = {
    "each practice of one mind, and they differ": alike(8, (2, 3, 4)),
    "all people of one mind": alike(8, (3,)),
    "all people of one mind but the attacker": with_changes(alike(8, (3,)), {(0, 0): 1}),
    "all people of one mind but two of one practice": with_changes(alike(6, (3,)), {(4, 1): 4, (4, 3): 4}),
    "two kinds of practices": with_changes(alike(6, (8, 16), items=4), {(0, 0): 20}),
    "one question in two answered alike": alike(6, (5, 6, 7), items=2),
}


def random_world(seed: int) -> World:
    """Return a world in which people of a practice say nearly the same."""
    source = random.Random(seed)
    items, people = source.choice((1, 1, 2, 4)), source.choice((5, 6, 8, 9))
    values = source.choice(((3 * items,), (2 * items, 3 * items, 4 * items), (3 * items, 3 * items + 1)))
    changes = {
        (source.randrange(PRACTICES), source.randrange(people)): source.choice(values)
        + source.choice((-1, 1))
        for _ in range(source.randrange(12))
    }
    return with_changes(alike(people, values, items), {**changes, (0, 0): source.choice((1, 3, 5)) * items})


def fewest(world: World, release: Release = reliability_shown, searches: int = 20) -> int:
    """Return the smallest number of answers that the people of any practice are left with.

    So many searches are made, fewer where three are found.
    """
    left: list[set[int]] = [set() for _ in world.practices]
    for seed in range(searches):
        found = answers_left(world, random.Random(seed), release)
        left = [known | more for known, more in zip(left, found, strict=True)]
        if min(map(len, left)) >= ENOUGH:
            break
    return min(map(len, left))


@pytest.mark.parametrize("name", HARD)
def test_people_of_one_mind_are_left_with_three_answers(name: str) -> None:
    assert fewest(HARD[name]) >= ENOUGH


def test_people_of_random_programmes_are_left_with_three_answers() -> None:
    assert {seed: n for seed in range(40) if (n := fewest(random_world(seed))) < ENOUGH} == {}


@pytest.mark.long
def test_people_of_many_random_programmes_are_left_with_three_answers() -> None:
    assert {seed: n for seed in range(40, 2000) if (n := fewest(random_world(seed))) < ENOUGH} == {}


def rounded_only(found: ScaleReliability) -> object:
    """Return both figures rounded, with no ends: so it was shown once."""
    if found.icc1 is None:
        return "cannot be told"
    return round(found.icc1 / 0.05), None if found.icc2 is None else round(found.icc2, 1)


@pytest.mark.parametrize("name", ["each practice of one mind, and they differ", "all people of one mind"])
def test_figures_without_ends_are_found(name: str) -> None:
    """Planted: "ICC(1) about 1.00" of practices of one mind told everybody's answer."""
    assert fewest(HARD[name], rounded_only, searches=1) < ENOUGH
