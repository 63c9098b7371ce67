"""A scored wave: numbers, reasons and classes of practices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from questionnaires.types import ScaleKind
from scoring.core_team import CoreTeamAnswer
from scoring.errors import TableError
from scoring.result import PracticeResult
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders
from tests.scoring.builders import ROLES, cells, core_team, core_team_instrument, sheet

SURVEY = builders.instrument()


def practice(
    people: list[tuple[str, list[int]]],
    headcount: int = 12,
    core: list[CoreTeamAnswer] | None = None,
) -> PracticeResult:
    """The result of practice A; its core team agrees unless said otherwise."""
    table = builders.table(SURVEY, {"A": (headcount, people)})
    sheets = core_team("A") if core is None else core
    return score_wave(SURVEY, table, shipped_rule(), sheets, core_team_instrument()).practices[0]


def everybody(default: int = 4, **by_scale: int) -> list[tuple[str, list[int]]]:
    """One person of each role who all answer alike."""
    return [(role, cells(SURVEY, default, **by_scale)) for role in ROLES]


def test_practice_that_meets_every_gate_is_fully_integrated() -> None:
    result = practice(everybody())
    assert result.integration_class == "fully_integrated"
    assert {gate.verdict for gate in result.gates} == {"met"}


def test_patient_level_alone_is_partial() -> None:
    assert practice(everybody(2, patient_level=5)).integration_class == "partially_integrated"


def test_patient_level_missed_is_not_yet_and_says_that_the_study_had_none() -> None:
    result = practice(everybody(patient_level=3))
    assert result.integration_class == "not_yet"
    assert result.decides == "patient_level"
    assert any("none of the seven practices" in reason for reason in result.reasons)


def test_fewer_than_five_respondents_make_every_survey_gate_unknown_and_say_what_is_needed() -> None:
    result = practice(everybody()[:4])
    assert result.integration_class == "cannot_tell"
    assert {gate.verdict for gate in result.gates[:-1]} == {"unknown"}
    assert result.constructs["coherence"].mean == 4.0
    assert "4 people of 12 staff answered; 5 are needed (at least 1 more)" in result.reasons
    assert result.gates[0].reasons == ("4 people answered; 5 are needed",)


def test_gate_with_fewer_than_five_scores_is_unknown_though_enough_answered() -> None:
    people = everybody()
    people[0] = (ROLES[0], cells(SURVEY, coherence=-2))
    result = practice(people)
    gate = result.gates[0]
    assert (gate.verdict, gate.n, gate.answering, gate.headcount) == ("unknown", 4, 5, 12)
    assert gate.reasons[0] == "4 people of 5 can be scored; 5 are needed"
    assert result.integration_class == "cannot_tell"


def test_full_integration_is_ruled_out_by_a_missed_gate_where_the_patient_level_is_unknown() -> None:
    people = everybody(community_level=2)
    people[0] = (ROLES[0], cells(SURVEY, community_level=2, patient_level=-2))
    people.append(("gp", cells(SURVEY, community_level=2, patient_level=-2)))
    result = practice(people)
    assert result.integration_class == "cannot_tell"
    assert result.decides is None
    assert any("ruled out" in reason for reason in result.reasons)


def test_no_core_team_answers_cannot_tell_and_says_what_to_do() -> None:
    table = builders.table(SURVEY, {"A": (12, everybody())})
    result = score_wave(SURVEY, table, shipped_rule(), None, None).practices[0]
    assert result.integration_class == "cannot_tell"
    assert any("shared_understanding: no core-team answers" in reason for reason in result.reasons)


def test_missed_gate_settles_partial_though_the_core_team_is_unknown() -> None:
    assert practice(everybody(community_level=3), core=[]).integration_class == "partially_integrated"


def test_lowest_of_the_missed_margins_decides() -> None:
    people = everybody(community_level=2, practice_level=3)
    assert practice(people).decides == "practice_level"


def test_shared_understanding_decides_where_it_is_closest() -> None:
    close = [sheet("A", role, coherence=(3, 3, 3, 4)) for role in builders.CORE_ROLES]
    result = practice(everybody(), core=close)
    assert result.decides == "shared_understanding"
    assert result.gates[-1].margin == 0.25


def test_role_balanced_class_that_differs_is_said() -> None:
    people = [("receptionist", cells(SURVEY, community_level=5))] * 8
    people += [("link_practitioner", cells(SURVEY, community_level=1))]
    result = practice(people)
    assert result.integration_class == "fully_integrated"
    assert result.class_role_balanced == "partially_integrated"
    assert any("every role group weighing the same" in reason for reason in result.reasons)


def test_role_balanced_class_that_agrees_is_not_mentioned() -> None:
    assert not any("weighing the same" in reason for reason in practice(everybody()).reasons)


@pytest.mark.parametrize(("not_yet", "too_early"), [(6, False), (7, True)])
def test_too_early_is_over_30_percent_at_this_stage(not_yet: int, too_early: bool) -> None:
    coherence = [-3] * not_yet + [4] * (20 - not_yet)
    people = [("gp", [*coherence[i : i + 4], *cells(SURVEY)[4:]]) for i in range(0, 20, 4)]
    scale = practice(people).constructs["coherence"]
    assert scale.not_relevant.stage == not_yet / 20
    assert scale.too_early is too_early


def test_rates_leave_empty_cells_out_of_the_denominator() -> None:
    answers = cells(SURVEY, coherence=-1)
    answers[:2] = [-4, 3]
    rates = practice([("gp", answers)] * 5).constructs["coherence"].not_relevant
    assert (rates.role, rates.stage, rates.programme) == (0.0, 0.0, 0.5)


@pytest.mark.parametrize(
    ("people", "headcount", "reason"),
    [
        ([], 5, "nobody answered"),
        ([("gp", cells(SURVEY, -1))] * 5, 9, "everybody left these statements empty"),
        ([("gp", cells(SURVEY, -2))] * 5, 9, 'every answer says "not relevant"'),
        ([("gp", cells(SURVEY))], 9, "1 person has a score: no spread and no interval"),
        ([("gp", cells(SURVEY))] * 5, 5, "everyone answered: the interval has no width"),
        ([("gp", cells(SURVEY))] * 5, 9, "all 5 people have the same score"),
    ],
)
def test_reason_stands_beside_what_is_missing_or_has_no_width(
    people: list[tuple[str, list[int]]], headcount: int, reason: str
) -> None:
    scale = practice(people, headcount).constructs["coherence"]
    assert any(said.startswith(reason) for said in scale.reasons)


def test_people_below_the_missing_policy_are_counted_in_the_reason() -> None:
    answers = cells(SURVEY)
    answers[:3] = [-1, -1, -1]
    scale = practice([("gp", answers), *everybody()]).constructs["coherence"]
    assert scale.n == 5
    assert scale.reasons[0] == "1 of 6 people answered too few of these statements for a score"


def test_score_100_stands_beside_the_mean() -> None:
    result = practice(everybody())
    assert (result.constructs["coherence"].score_100, result.globals["use_now"].score_100) == (75.0, 70.0)


def test_gate_of_a_scale_that_the_instrument_lacks_is_unknown() -> None:
    small = builders.instrument([("coherence", ScaleKind.CONSTRUCT, 4)])
    table = builders.table(small, {"A": (12, [("gp", [4, 4, 4, 4])] * 5)})
    gates = score_wave(small, table, shipped_rule(), None, None).practices[0].gates
    assert [gate.verdict for gate in gates] == ["met", *["unknown"] * 6]
    assert gates[1].reasons == ("the instrument has no scale cognitive_participation",)


def test_stricter_rule_asks_for_more_people() -> None:
    table = builders.table(SURVEY, {"A": (12, everybody())})
    rule = replace(shipped_rule(), minimum_respondents=6)
    core = core_team("A")
    result = score_wave(SURVEY, table, rule, core, core_team_instrument()).practices[0]
    assert result.integration_class == "cannot_tell"


def test_result_names_instruments_and_rule_with_their_digests() -> None:
    table = builders.table(SURVEY, {"A": (12, everybody())})
    results = score_wave(SURVEY, table, shipped_rule(), core_team("A"), core_team_instrument())
    assert results.instrument == f"small 1.0.0 {'0' * 64}"
    assert results.rule == f"npt-integration 1.0.0 {shipped_rule().digest}"
    assert results.core_team_instrument == f"small 1.0.0 {'0' * 64}"


def test_practice_with_more_respondents_than_staff_is_refused() -> None:
    with pytest.raises(TableError, match="more respondents than staff"):
        practice(everybody(), headcount=4)


def test_core_team_sheet_of_an_unknown_practice_is_refused() -> None:
    with pytest.raises(TableError, match="'B', which is not in the wave"):
        practice(everybody(), core=core_team("B"))


def test_core_team_answers_without_their_instrument_are_refused() -> None:
    table = builders.table(SURVEY, {"A": (12, everybody())})
    with pytest.raises(TableError, match="need the instrument"):
        score_wave(SURVEY, table, shipped_rule(), core_team("A"), None)


def test_practice_named_twice_is_refused() -> None:
    table = replace(builders.table(SURVEY, {"A": (12, everybody())}), practices=("A", "A"))
    with pytest.raises(TableError, match="named once"):
        score_wave(SURVEY, replace(table, headcount=np.array([9, 9])), shipped_rule(), None, None)
