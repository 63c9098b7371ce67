"""Properties 8 to 12 of the score: what the numbers rest on. Numbered as in the science of the score."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.types import ScaleKind
from scoring.answers import AnswerTable
from scoring.document import canonical_bytes, to_document
from scoring.rule import shipped_rule
from scoring.wave import score_arrays, score_wave
from tests.scoring import builders
from tests.scoring.builders import (
    core_team,
    core_team_instrument,
    sheet,
)
from tests.scoring.scored import (
    SCORED,
    SURVEY,
    practice,
    score,
)
from tests.scoring.strategies import People, Wave, people, waves


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


@given(people(SURVEY, least=3), st.data())
def test_8_order_of_people_does_not_change_the_last_bit_before_rounding(
    answering: People, data: st.DataObject
) -> None:
    orders = (answering, data.draw(st.permutations(answering)))
    waves_of = [builders.table(SURVEY, {"A": (40, list(order))}) for order in orders]
    first, second = (score_arrays(SURVEY, table, shipped_rule(), None) for table in waves_of)
    for name in ("mean", "sd", "role_balanced"):
        assert getattr(first.scores, name).tobytes() == getattr(second.scores, name).tobytes()


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
