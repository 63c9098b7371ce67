"""Results by role, beside the whole practice: three answers of each colleague are left to everybody."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from app.disclosure import room
from app.disclosure.room import Cells, Flags
from tests.oracle import small
from tests.oracle.feasible import ENOUGH, Left, fewest_left
from tests.oracle.practices import all_assignments
from tests.oracle.role_worlds import World, answers_left, shown, world
from tests.oracle.roles import with_roles
from tests.oracle.test_exhaustive import EMPTY, TOO_EARLY, VALUES, Practice, case_of


def of_roles(gps: int, receptionists: int, managers: int = 0, nurses: int = 0) -> tuple[str, ...]:
    """Return the roles of so many people of each."""
    groups = {
        "gp": gps,
        "receptionist": receptionists,
        "practice_manager": managers,
        "practice_nurse": nurses,
    }
    return tuple(role for role, size in groups.items() for _ in range(size))


FIVE = Practice(of_roles(5, 5), {"coherence": VALUES}, headcount=20, alone=True)
QUICK = {
    "five and five": FIVE,
    "five and six": replace(FIVE, roles=of_roles(5, 6)),
    "five and five, some without a score": replace(FIVE, answers={"coherence": (EMPTY, *VALUES)}),
}
LONG = {
    "five, five and a manager": replace(FIVE, roles=of_roles(5, 5, 1)),
    "six and six": replace(FIVE, roles=of_roles(6, 6)),
    "six and six, some too early": replace(
        FIVE, roles=of_roles(6, 6), answers={"coherence": (TOO_EARLY, *VALUES)}
    ),
    "five, five and two others": replace(FIVE, roles=of_roles(5, 5, 0, 2)),
    "five, five and five": replace(FIVE, roles=of_roles(5, 5, 0, 5)),
    "five and five, two items": replace(FIVE, items={"coherence": 2}),
    "five and six, two items": replace(FIVE, roles=of_roles(5, 6), items={"coherence": 2}),
}


def found(practice: Practice) -> Left:
    """Return the worst that anybody is left with who sees the practice and its roles."""
    case = case_of(practice)
    people = all_assignments(case)
    with small.in_catalogue(case.instrument):
        return fewest_left(case, people, with_roles(case, people))


@pytest.mark.parametrize("name", QUICK)
def test_every_colleague_is_left_with_three_answers(name: str) -> None:
    left = found(QUICK[name])
    assert len(left.answers) >= ENOUGH, str(left)


@pytest.mark.long
@pytest.mark.parametrize("name", LONG)
def test_every_colleague_is_left_with_three_answers_in_larger_practices(name: str) -> None:
    left = found(LONG[name])
    assert len(left.answers) >= ENOUGH, str(left)


def stands_by_size(cells: Cells, group: Flags) -> Flags:
    """Return in which practices enough people are in a group, wherever its mean lies. Planted."""
    enough: Flags = np.where(group, cells.n, 0).sum(axis=1) - cells.managers >= cells.least
    return enough


def stands_anyhow(cells: Cells, group: Flags) -> Flags:
    """Return that every group may stand that is not the part asked for. Planted: the rest is forgotten."""
    enough = np.where(group, cells.n, 0).sum(axis=1) >= cells.least
    found: Flags = enough | (group.sum(axis=1) > 1)
    return found


@pytest.mark.parametrize(
    ("practice", "planted"),
    [(FIVE, stands_by_size), (replace(FIVE, roles=of_roles(7, 4)), stands_anyhow)],
)
def test_a_rule_taken_away_is_found(
    monkeypatch: pytest.MonkeyPatch, practice: Practice, planted: object
) -> None:
    monkeypatch.setattr(room, "_stands", planted)
    assert len(found(practice).answers) == 1


# A practice of one role with one GP; two more of its role elsewhere. The practice's total less the role's is
# the GP less these two: it lies at the end of what it can be, and so close that it tells of all three.
NEARLY_ALONE = world(
    {
        (1, 0): (11, 8, 14, 9, 12, 10),
        (0, 0): (20,),
        (0, 1): (11,) * 9,
        (1, 1): (4,),
        (2, 0): (9, 13, 12, 11, 8),
        (2, 1): (4,),
    },
    items=4,
)


def fewest(at: World, searches: int = 12) -> int:
    """Return the smallest number of answers that the people of any role in any practice are left with.

    So many searches are made, fewer where three are found.
    """
    left: dict[tuple[int, int], set[int]] = {}
    for seed in range(searches):
        for cell, answers in answers_left(at, random.Random(seed)).items():
            left.setdefault(cell, set()).update(answers)
        if min(map(len, left.values())) >= ENOUGH:
            break
    return min(map(len, left.values()))


def random_world(seed: int) -> World:
    """Return practices in which people of a role say nearly the same, often at an end of the scale."""
    source = random.Random(seed)
    items, practices, roles = source.choice((1, 1, 1, 2, 4)), source.choice((3, 4, 5)), source.choice((2, 3))
    cells = {}
    for place in ((practice, role) for practice in range(practices) for role in range(roles)):
        base = source.choice((1, 5, 1, 5, 3)) * items
        people = [
            min(max(base + source.choice((0, 0, 0, 1, -1)), items), 5 * items)
            for _ in range(source.choice((0, 1, 1, 2, 2, 3, 4, 6)))
        ]
        if people:
            cells[place] = tuple(people)
    order = list(cells)
    source.shuffle(order)
    return world({place: cells[place] for place in order}, items)


def test_a_group_that_can_be_made_of_practices_and_roles_keeps_a_role_from_being_shown() -> None:
    assert [text for text in shown(NEARLY_ALONE) if text.startswith("1:")] == []
    assert fewest(NEARLY_ALONE) >= ENOUGH


def test_totals_of_roles_without_that_rule_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_all_have_room", lambda *_: True)
    assert [text for text in shown(NEARLY_ALONE) if text.startswith("1:")] == ["1: 2.4"]
    assert fewest(NEARLY_ALONE, searches=1) < ENOUGH


def test_people_of_random_practices_are_left_with_three_answers() -> None:
    assert {seed: n for seed in range(10) if (n := fewest(random_world(seed))) < ENOUGH} == {}


@pytest.mark.long
def test_people_of_many_random_practices_are_left_with_three_answers() -> None:
    few = [seed for seed in range(10, 1000) if fewest(random_world(seed)) < ENOUGH]
    assert {seed: n for seed in few if (n := fewest(random_world(seed), searches=500)) < ENOUGH} == {}
