"""Small practices, every set of answers: whoever answered is left with three answers of each colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import pytest

from tests.oracle import small
from tests.oracle.display import shown_of
from tests.oracle.feasible import ENOUGH, Shown, fewest_left
from tests.oracle.practices import Case, Kinds, all_assignments, kinds

VALUES = range(1, 6)
EMPTY, NOT_MY_ROLE, TOO_EARLY = -1, -2, -3
GPS_AND_MANAGER = (*["gp"] * 5, "practice_manager")
MIXED = (*["gp"] * 3, "practice_nurse", *["receptionist"] * 2)


@dataclass(frozen=True)
class Practice:
    """What is searched: a role for everybody who answered, of how many staff, and the answers by scale."""

    roles: tuple[str, ...]
    answers: Mapping[str, Sequence[int]]
    items: Mapping[str, int] = field(default_factory=dict)
    headcount: int = 12
    minimum_group: int = 5
    alone: bool = False  # whether these scales are all that is asked


def gps(number: int) -> tuple[str, ...]:
    """Return so many people of one role."""
    return ("gp",) * number


QUICK = {
    **{f"{n} people, a gate of one item": Practice(gps(n), {"coherence": VALUES}) for n in range(5, 10)},
    **{
        f"{n} people, a gate of two items": Practice(gps(n), {"coherence": VALUES}, {"coherence": 2})
        for n in (5, 6)
    },
    "everybody answered": Practice(gps(5), {"coherence": VALUES}, {"coherence": 2}, headcount=5),
    "three people": Practice(gps(3), {"coherence": VALUES}, minimum_group=3),
    "three people, two items": Practice(gps(3), {"coherence": VALUES}, {"coherence": 2}, minimum_group=3),
    "four people": Practice(gps(4), {"coherence": VALUES}, {"coherence": 2}, minimum_group=3),
    "a manager who answered": Practice(GPS_AND_MANAGER, {"coherence": (EMPTY, *VALUES)}),
    "roles of one to three people": Practice(MIXED, {"patient_level": VALUES}),
    "empty and not relevant": Practice(gps(5), {"leadership": (EMPTY, NOT_MY_ROLE, TOO_EARLY, *VALUES)}),
    "a rating of 0 to 10": Practice(gps(4), {"use_now": range(11)}, minimum_group=3),
    "two gates at once": Practice(
        gps(4), {"coherence": VALUES, "patient_level": VALUES}, minimum_group=3, headcount=9
    ),
}
LONG = {
    "5 people, four items": Practice(gps(5), {"coherence": VALUES}, {"coherence": 4}),
    "6 people, four items": Practice(gps(6), {"coherence": VALUES}, {"coherence": 4}),
    "7 people, three items": Practice(gps(7), {"patient_level": VALUES}, {"patient_level": 3}),
    "9 people, two items": Practice(gps(9), {"coherence": VALUES}, {"coherence": 2}),
    "6 people, two reasons": Practice(gps(6), {"leadership": (EMPTY, NOT_MY_ROLE, TOO_EARLY, *VALUES)}),
    "two role groups of five": Practice(
        (*gps(5), *["receptionist"] * 5), {"leadership": (TOO_EARLY, *VALUES)}
    ),
    "two gates of five people": Practice(gps(5), {"coherence": VALUES, "patient_level": VALUES}),
    "6 people, 0 to 10": Practice(gps(6), {"use_now": range(11)}),
}


def case_of(practice: Practice) -> Case:
    """Return the practice as a case to be searched."""
    sizes = {scale: practice.items.get(scale, 1) for scale in (*practice.answers, *practice.items)}
    instrument = small.instrument(sizes, alone=practice.alone)
    return Case(
        instrument=instrument,
        scales=tuple(practice.answers),
        roles=tuple(sorted(practice.roles)),
        headcount=practice.headcount,
        kinds=kinds(instrument, practice.answers),
        minimum_group=practice.minimum_group,
    )


@dataclass(frozen=True)
class Searched:
    """A case with all sets of answers, and what is shown of each."""

    case: Case
    people: Kinds
    shown: Shown


@cache
def searched(name: str) -> Searched:
    """Return a practice of QUICK or LONG, searched once."""
    case = case_of({**QUICK, **LONG}[name])
    people = all_assignments(case)
    with small.in_catalogue(case.instrument):
        return Searched(case, people, shown_of(case, people))


def check(name: str) -> None:
    """Fail where an attacker is left with fewer answers than enough."""
    found = searched(name)
    left = fewest_left(found.case, found.people, found.shown)
    assert len(left.answers) >= ENOUGH, str(left)


@pytest.mark.parametrize("name", QUICK)
def test_every_colleague_is_left_with_three_answers_to_each_question(name: str) -> None:
    check(name)


@pytest.mark.long
@pytest.mark.parametrize("name", LONG)
def test_every_colleague_is_left_with_three_answers_in_larger_practices(name: str) -> None:
    check(name)
