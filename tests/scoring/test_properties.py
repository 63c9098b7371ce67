"""Properties 1 to 7 of the score: what may move a class. Numbered as in the science of the score."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from scoring.answers import AnswerTable
from scoring.core_team import CoreTeamAnswer
from tests.scoring.builders import (
    CORE_ROLES,
    FACTORS,
    LEVELS,
    cells,
    sheet,
)
from tests.scoring.scored import (
    GATED,
    GATED_PLACES,
    OTHER_PLACES,
    REVERSED,
    SCORED,
    SURVEY,
    good,
    near_the_threshold,
    practice,
)
from tests.scoring.strategies import People, answers


@given(near_the_threshold(), st.data())
def test_1_reflexive_monitoring_and_context_never_move_a_class(
    answering: People, data: st.DataObject
) -> None:
    changed = []
    for role, before in answering:
        after = list(before)
        other = data.draw(answers(SURVEY))
        for place in OTHER_PLACES:
            after[place] = other[place]
        changed.append((role, after))
    first, second = practice(answering), practice(changed)
    assert first.integration_class == second.integration_class
    assert first.class_role_balanced == second.class_role_balanced
    assert (first.gates, first.decides) == (second.gates, second.decides)


@given(st.data())
def test_2_patient_level_alone_never_gives_full_integration(data: st.DataObject) -> None:
    low = data.draw(st.sampled_from([scale for scale in GATED if scale != "patient_level"]))
    by_scale = {scale: data.draw(st.integers(1, 5)) for scale in GATED} | {"patient_level": 5, low: 3}
    result = practice([("gp", cells(SURVEY, **by_scale))] * 6)
    assert result.integration_class == "partially_integrated"


@given(near_the_threshold(), st.integers(7, 500))
def test_3_size_of_the_practice_moves_the_interval_only(answering: People, headcount: int) -> None:
    first, second = practice(answering, 7), practice(answering, headcount)
    assert first.integration_class == second.integration_class
    assert [gate.value for gate in first.gates] == [gate.value for gate in second.gates]


def test_3_list_size_ethnicity_and_training_status_are_no_inputs() -> None:
    known = {field.name for kind in (AnswerTable, CoreTeamAnswer) for field in fields(kind)}
    assert known == {
        *("practices", "headcount", "roles", "items", "practice", "role", "answers"),
        *("scope", "values"),
    }


ORDER = {"partially_integrated": 0, "fully_integrated": 1}


@given(near_the_threshold(), st.data())
def test_4_raising_a_gated_score_never_takes_full_integration_away(
    answering: People, data: st.DataObject
) -> None:
    before = practice(answering)
    raised = [(role, list(row)) for role, row in answering]
    for _ in range(data.draw(st.integers(1, 6))):
        row = raised[data.draw(st.integers(0, len(raised) - 1))][1]
        place = data.draw(st.sampled_from(GATED_PLACES))
        row[place] = max(1, row[place] - 1) if place in REVERSED else min(5, row[place] + 1)
    after = practice(raised)
    if before.integration_class in ORDER and after.integration_class in ORDER:
        assert ORDER[before.integration_class] <= ORDER[after.integration_class]
    assert (before.integration_class, after.integration_class) != ("fully_integrated", "not_yet")
    for gate_before, gate_after in zip(before.gates, after.gates, strict=True):
        assert not (gate_before.verdict == "met" and gate_after.verdict == "missed")


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4), st.integers(1, 6))
def test_5_turnover_and_other_innovations_never_force_partial(values: list[int], hit: int) -> None:
    changed = good()
    for _, row in changed[:hit]:
        for factor, value in zip(FACTORS, values, strict=True):
            row[[item.scale for item in SCORED].index(factor)] = value
    assert practice(changed).integration_class == "fully_integrated"


@given(st.sampled_from(CORE_ROLES), st.sets(st.sampled_from(LEVELS), max_size=2))
def test_6_high_coherence_with_disjoint_scopes_is_partial(role: str, scope: set[str]) -> None:
    core = [sheet("A", other, coherence=(5, 5, 5, 5)) for other in CORE_ROLES if other != role]
    core.append(sheet("A", role, scope=sorted(scope), coherence=(5, 5, 5, 5)))
    result = practice(good(), core=core)
    assert result.integration_class == "partially_integrated"
    assert result.decides == "shared_understanding"


@given(near_the_threshold(), st.sampled_from([-1, -2, -3, -4]), st.sampled_from(GATED))
def test_7_gate_without_data_never_gives_full_integration(answering: People, code: int, scale: str) -> None:
    for _, row in answering:
        for place, item in enumerate(SCORED):
            if item.scale == scale:
                row[place] = code
    assert practice(answering).integration_class != "fully_integrated"


def test_7_missing_community_data_with_everything_else_good_cannot_tell() -> None:
    answering = [("gp", cells(SURVEY, community_level=-1))] * 6
    for _, row in answering:
        for place in REVERSED:
            row[place] = 2
    assert practice(answering).integration_class == "cannot_tell"


def test_class_is_never_given_below_the_minimum_group() -> None:
    for size in range(5):
        assert practice(good(size)).integration_class == "cannot_tell"
    assert practice(good(5)).integration_class == "fully_integrated"


def test_random_practices_reach_every_class() -> None:
    """The strategies above would prove nothing if they only ever met one class."""
    seen = set()

    @given(near_the_threshold())
    def collect(answering: People) -> None:
        seen.add(practice(answering).integration_class)

    collect()
    assert seen >= {"fully_integrated", "partially_integrated", "not_yet"}
