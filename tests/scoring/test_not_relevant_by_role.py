"""Who says "not relevant": counts by role group, as many as for the whole practice, in documents too."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from scoring.document import canonical_bytes, from_document, to_document
from scoring.result import PracticeResult, ResultSet, RoleNotRelevant
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders
from tests.scoring.builders import cells
from tests.scoring.strategies import Wave, small_instrument, waves

SURVEY = builders.instrument()
SMALL = small_instrument()
ROLE, STAGE = -2, -3


def scored(people: list[tuple[str, list[int]]]) -> ResultSet:
    """Return the results of a practice of twelve staff, beside one in which nobody answered."""
    table = builders.table(SURVEY, {"A": (12, people), "B": (3, [])})
    return score_wave(SURVEY, table, shipped_rule(), None, None)


def coherence(result: PracticeResult) -> tuple[RoleNotRelevant, ...]:
    return result.constructs["coherence"].not_relevant_by_role


def test_each_role_group_is_counted_with_its_people_and_answers() -> None:
    gp, desk = cells(SURVEY, coherence=STAGE), cells(SURVEY, coherence=ROLE)
    items = len(next(scale for scale in SURVEY.scales if scale.id == "coherence").items)
    people = [("receptionist", desk), ("gp", gp), ("receptionist", desk), ("receptionist", cells(SURVEY))]
    first, second = sorted(coherence(scored(people).practices[0]), key=lambda each: each.group)
    assert first == RoleNotRelevant("gp", 1, items, 0, items, 0)
    assert second == RoleNotRelevant("receptionist", 3, 3 * items, 2 * items, 0, 0)


def test_a_role_group_in_which_nobody_said_it_is_left_out() -> None:
    people = [("gp", cells(SURVEY)), ("receptionist", cells(SURVEY, coherence=ROLE))]
    found = coherence(scored(people).practices[0])
    assert [each.group for each in found] == ["receptionist"]


def test_a_practice_without_answers_has_none() -> None:
    assert coherence(scored([("gp", cells(SURVEY, coherence=ROLE))]).practices[1]) == ()


@given(waves(SMALL))
def test_the_counts_of_the_groups_add_up_to_the_rates_of_the_practice(wave: Wave) -> None:
    results = score_wave(SMALL, builders.table(SMALL, wave), shipped_rule(), None, None)
    for practice in results.practices:
        for scale in {**practice.constructs, **practice.levels}.values():
            items = next(len(each.items) for each in SMALL.scales if each.id == scale.scale)
            for reason in ("role", "stage", "programme"):
                rate = getattr(scale.not_relevant, reason)
                said = sum(getattr(each, reason) for each in scale.not_relevant_by_role)
                assert (said == 0) == (not rate)
                assert rate is None or said <= round(practice.n * items)


def test_documents_carry_it_both_ways() -> None:
    results = scored([("gp", cells(SURVEY, coherence=STAGE)), ("receptionist", cells(SURVEY))])
    document = json.loads(canonical_bytes(to_document(results)))
    kept = document["practices"][0]["constructs"]["coherence"]["not_relevant_by_role"]
    assert [each["group"] for each in kept] == ["gp"]
    assert from_document(document) == results


def test_a_document_from_before_it_was_kept_is_read() -> None:
    document = json.loads(canonical_bytes(to_document(scored([("gp", cells(SURVEY, coherence=STAGE))]))))
    for group in ("constructs", "levels", "factors", "globals"):
        for scale in document["practices"][0][group].values():
            del scale["not_relevant_by_role"]
    assert coherence(from_document(document).practices[0]) == ()


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_people_does_not_matter(order: int) -> None:
    people = [("gp", cells(SURVEY, coherence=STAGE)), ("receptionist", cells(SURVEY, coherence=ROLE))]
    assert coherence(scored(people[::order]).practices[0]) == coherence(scored(people).practices[0])
