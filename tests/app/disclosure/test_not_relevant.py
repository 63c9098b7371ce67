"""Who says "not relevant" is told of large role groups only, and nothing of small ones by what is left."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from flask import Flask

from app.disclosure import not_relevant
from app.disclosure.not_relevant import Answering, may_be_named, not_relevant_finding
from questionnaires.types import NotRelevant
from scoring.result import NotRelevantRates, RoleNotRelevant
from tests.app import builder
from tests.app.disclosure.test_release import closed
from tests.app.responses import core_team, respond

ITEMS = 4
ROLES = ("gp", "receptionist", "administrator")


def finding(
    sizes: tuple[int, ...], said: tuple[int, ...], managers: int = 0, items: int = ITEMS
) -> str | None:
    """Return what is shown of groups of ``sizes`` people of whom ``said`` found all items too early."""
    groups = tuple(
        RoleNotRelevant(role, size, size * items, 0, many * items, 0)
        for role, size, many in zip(ROLES, sizes, said, strict=True)
        if many
    )
    people = sum(sizes) + managers
    rates = NotRelevantRates(0.0, sum(said) / people, 0.0)
    return not_relevant_finding(
        rates, too_early=True, by_role=groups, answering=Answering(people, managers, 5, items)
    )


def told_apart(sizes: tuple[int, ...], managers: int = 0) -> bool:
    """Return whether the sentence tells more than how many said it in all, whoever they were."""
    seen: dict[int, set[str | None]] = {}
    for said in itertools.product(*(range(size + 1) for size in sizes)):
        seen.setdefault(sum(said), set()).add(finding(sizes, said, managers))
    return any(len(texts) > 1 for texts in seen.values())


def test_a_large_group_is_named_in_words() -> None:
    assert "mostly from people with the role “Receptionist”" in str(finding((2, 6, 3), (0, 5, 1)))


@pytest.mark.parametrize(
    ("sizes", "managers"),
    [
        ((4, 4, 4), 0),  # no group is large enough
        ((2, 6, 2), 0),  # the large one leaves four
        ((0, 6, 4), 1),  # of the five that it leaves one is the manager
        ((0, 5, 0), 1),  # it leaves the manager alone
    ],
)
def test_where_no_group_may_be_named_nothing_is_told_of_who_said_it(
    sizes: tuple[int, ...], managers: int
) -> None:
    assert not told_apart(sizes, managers)


@pytest.mark.parametrize("sizes", [(2, 6, 3), (5, 5, 0)])
def test_where_a_group_may_be_named_it_is_told(sizes: tuple[int, ...]) -> None:
    assert told_apart(sizes)


@pytest.mark.parametrize(
    "leak",
    [
        lambda group, answering: True,
        lambda group, answering: group.people >= 5,  # forgets what is left
        lambda group, answering: answering.people - group.people >= 5,  # forgets the group itself
    ],
)
def test_a_planted_leak_is_found(
    monkeypatch: pytest.MonkeyPatch, leak: Callable[[RoleNotRelevant, Answering], bool]
) -> None:
    monkeypatch.setattr(not_relevant, "may_be_named", leak)
    monkeypatch.setattr(not_relevant, "_leaves_room", lambda group, total, items: True)
    assert told_apart((4, 4, 4)) or told_apart((2, 6, 2))


@pytest.mark.parametrize(
    ("people", "of", "expected"), [(5, 10, True), (5, 5, True), (5, 9, False), (4, 10, False), (5, 6, False)]
)
def test_a_group_and_what_is_left_are_five_or_nobody(people: int, of: int, expected: bool) -> None:
    group = RoleNotRelevant("receptionist", people, people, 0, people, 0)
    assert may_be_named(group, Answering(of, 0, 5)) is expected


def test_a_lower_minimum_of_the_programme_does_not_make_groups_smaller() -> None:
    group = RoleNotRelevant("receptionist", 4, 4, 0, 4, 0)
    assert not may_be_named(group, Answering(12, 0, 3))
    assert not may_be_named(RoleNotRelevant("receptionist", 6, 6, 0, 6, 0), Answering(13, 0, 8))


def test_it_goes_all_the_way_from_answers_to_the_release(sqlite_app: Flask) -> None:
    built = builder.open_wave()
    for role, value in (("receptionist", NotRelevant.STAGE), ("gp", 4)):
        for _ in range(5):
            respond(built.practice, built.wave, role, 4, scales={"coherence": value})
    core_team(built.practice, built.wave)
    result = closed(built)
    coherence = next(scale for scale in result.constructs if scale.id == "coherence")
    assert "mostly from people with the role “Receptionist”" in str(coherence.not_relevant)


@pytest.mark.parametrize(("said", "named"), [((3, 0, 2), True), ((4, 0, 2), False)])
def test_a_group_is_not_named_where_that_would_tell_of_all_of_it_but_one(
    said: tuple[int, ...], named: bool
) -> None:
    """One of five who gave a score would else know that the other four gave none."""
    assert ("mostly" in str(finding((5, 0, 5), said, items=1))) is named


def test_one_reason_is_said_even_where_two_are_many() -> None:
    """Two of them together leave so little room that whoever gave a score would know that nobody else did."""
    both = str(not_relevant_finding(NotRelevantRates(0.4, 0.4, 0.0), too_early=True))
    assert "at this stage" in both
    assert "role" not in both
