"""The properties that every score must have (science of the score, section 7), numbered as there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.types import ScaleKind
from scoring.answers import AnswerTable
from scoring.core_team import CoreTeamAnswer
from scoring.document import canonical_bytes, to_document
from scoring.result import PracticeResult, ResultSet
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders
from tests.scoring.builders import CORE_ROLES, FACTORS, LEVELS, cells, core_team, core_team_instrument, sheet
from tests.scoring.strategies import People, Wave, answers, people, small_instrument, waves

SURVEY = small_instrument()
SCORED = [item for item in SURVEY.items if item.is_scored]
GATED = tuple(gate.scale for gate in shipped_rule().gates)
GATED_PLACES = [place for place, item in enumerate(SCORED) if item.scale in GATED]
OTHER_PLACES = [place for place in range(len(SCORED)) if place not in GATED_PLACES]
REVERSED = {place for place, item in enumerate(SCORED) if item.reversed}


def score(wave: Wave, core: Sequence[CoreTeamAnswer] | None = None) -> ResultSet:
    """Score with core teams that agree unless said otherwise."""
    sheets = [s for practice in wave for s in core_team(practice)] if core is None else core
    table = builders.table(SURVEY, wave)
    return score_wave(SURVEY, table, shipped_rule(), sheets, core_team_instrument())


def practice(
    answering: People, headcount: int = 40, core: Sequence[CoreTeamAnswer] | None = None
) -> PracticeResult:
    return score({"A": (headcount, answering)}, core).practices[0]


def good(count: int = 6) -> People:
    """People who find everything in place (2 on the reversed item says 4)."""
    return [("gp", [2 if place in REVERSED else 4 for place in range(len(SCORED))]) for _ in range(count)]


@st.composite
def near_the_threshold(draw: st.DrawFn) -> People:
    """Five to seven people around 3.5, so that classes of all kinds turn up."""
    size = draw(st.integers(5, 7))
    means = {scale.id: draw(st.sampled_from([3, 4, 4])) for scale in SURVEY.scales}
    step = st.sampled_from([-1, 0, 0, 0, 1])
    answering = []
    for _ in range(size):
        given_answers = [means[item.scale or ""] + draw(step) for item in SCORED]
        flipped = [6 - v if place in REVERSED else v for place, v in enumerate(given_answers)]
        answering.append((draw(st.sampled_from(SURVEY.roles)), flipped))
    return answering


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


@given(waves(SURVEY), st.data())
def test_8_order_of_people_items_practices_roles_and_sheets_does_not_change_a_byte(
    wave: Wave, data: st.DataObject
) -> None:
    table = builders.table(SURVEY, wave)
    core = [s for name in wave for s in core_team(name) if data.draw(st.booleans())]
    core += [sheet(name, "lead_gp", coherence=(1, 2, 3, 3)) for name in wave]
    people_order = np.array(data.draw(st.permutations(range(len(table.answers)))), np.intp)
    items = np.array(data.draw(st.permutations(range(len(table.items)))), np.intp)
    practices = np.array(data.draw(st.permutations(range(len(table.practices)))), np.intp)
    roles = np.array(data.draw(st.permutations(range(len(table.roles)))), np.intp)
    shuffled = AnswerTable(
        practices=tuple(table.practices[i] for i in practices),
        headcount=table.headcount[practices],
        roles=tuple(table.roles[i] for i in roles),
        items=tuple(table.items[i] for i in items),
        practice=np.argsort(practices)[table.practice[people_order]],
        role=np.argsort(roles)[table.role[people_order]],
        answers=table.answers[people_order][:, items],
    )
    first = score_wave(SURVEY, table, shipped_rule(), core, core_team_instrument())
    second = score_wave(SURVEY, shuffled, shipped_rule(), core[::-1], core_team_instrument())
    assert canonical_bytes(to_document(first)) == canonical_bytes(to_document(second))


@given(people(SURVEY, least=5), st.integers(0, 20))
def test_9_everybody_twice_with_twice_the_staff_keeps_scores_and_narrows_intervals(
    answering: People, silent: int
) -> None:
    staff = len(answering) + silent
    once, twice = practice(answering, staff), practice([*answering, *answering], 2 * staff)
    for group in ("constructs", "levels", "factors", "globals"):
        for scale, before in getattr(once, group).items():
            after = getattr(twice, group)[scale]
            assert (before.mean, before.role_balanced_mean) == (after.mean, after.role_balanced_mean)
            if before.ci is not None and after.ci is not None:
                assert after.ci[1] - after.ci[0] <= before.ci[1] - before.ci[0]
            if before.n > 1 and before.sd and before.n < staff and before.ci[0] > before.minimum:
                assert after.ci[0] > before.ci[0]
    if all(gate.verdict != "unknown" for gate in once.gates):
        assert once.integration_class == twice.integration_class


@given(
    st.lists(
        st.lists(st.sampled_from([-2, -3, -4]), min_size=len(SCORED), max_size=len(SCORED)),
        min_size=1,
        max_size=8,
    )
)
def test_10_all_not_relevant_cannot_tell_without_zero_or_nan(rows: list[list[int]]) -> None:
    answering = [("gp", row) for row in rows]
    result = practice(answering)
    assert result.integration_class == "cannot_tell"
    document = json.loads(
        canonical_bytes(to_document(score({"A": (40, answering)}))), parse_constant=pytest.fail
    )
    for group in ("constructs", "levels", "factors", "globals"):
        for scale in document["practices"][0][group].values():
            assert [scale[key] for key in ("mean", "sd", "ci", "score_100", "role_balanced_mean")] == [
                None
            ] * 5
            assert scale["reasons"]
            assert sum(scale["not_relevant"].values()) == pytest.approx(1)


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4), st.sets(st.integers(1, 4)))
def test_11_reversed_item_flips_exactly_once(values: list[int], flipped: set[int]) -> None:
    size = [("coherence", ScaleKind.CONSTRUCT, 4)]
    plain = builders.instrument(size)
    turned = builders.instrument(size, flipped=[f"coherence_{number}" for number in flipped])
    by_hand = [6 - value if number in flipped else value for number, value in enumerate(values, 1)]
    means = [
        score_wave(of, builders.table(of, {"A": (1, [("gp", row)])}), shipped_rule(), None, None)
        for of, row in ((plain, by_hand), (turned, values))
    ]
    assert means[0].practices[0].constructs["coherence"] == means[1].practices[0].constructs["coherence"]


@given(waves(SURVEY))
def test_12_score_carries_its_evidence(wave: Wave) -> None:
    results = score(wave)
    assert results.instrument.split() == [SURVEY.id, SURVEY.version, SURVEY.digest]
    assert results.rule.split() == [shipped_rule().id, shipped_rule().version, shipped_rule().digest]
    for found in results.practices:
        assert (found.headcount, found.n) == (wave[found.practice][0], len(wave[found.practice][1]))
        assert found.reasons
        for gate in found.gates:
            assert gate.source.startswith("S4")
            assert gate.n <= gate.answering <= gate.headcount or gate.id == "shared_understanding"
            assert gate.reasons or gate.verdict != "unknown"


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
