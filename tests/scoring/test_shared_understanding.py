"""The gate of the core team."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.core_team import CoreTeamAnswer
from scoring.errors import TableError
from scoring.logic import WORDS
from scoring.rule import shipped_rule
from scoring.shared_understanding import CoreTeamGate, judge_core_teams
from tests.scoring.builders import CORE_ROLES, LEVELS, core_team, core_team_instrument, instrument, sheet

GATE = shipped_rule().shared_understanding


def judge(*sheets: CoreTeamAnswer) -> CoreTeamGate:
    return judge_core_teams(["A"], sheets, core_team_instrument(), GATE)["A"]


def with_sheet(other: CoreTeamAnswer) -> CoreTeamGate:
    """A core team in agreement but for one role."""
    return judge(*(other if role == other.role else sheet("A", role) for role in CORE_ROLES))


def test_core_roles_that_name_all_levels_and_are_coherent_meet_it() -> None:
    gate = judge(*core_team("A"))
    assert (WORDS[gate.truth], gate.value, gate.margin, gate.respondents) == ("met", 4.0, 1.0, 3)


def test_role_that_omits_a_level_misses_it_whatever_its_coherence() -> None:
    gate = with_sheet(sheet("A", "lead_gp", scope=["patient_level"], coherence=(5, 5, 5, 5)))
    assert WORDS[gate.truth] == "missed"
    assert gate.margin is None
    assert gate.result.reasons[0] == (
        "lead_gp does not name practice_level, community_level as part of the job"
    )


def test_coherence_of_exactly_three_is_enough_and_below_is_not() -> None:
    assert WORDS[with_sheet(sheet("A", "lead_gp", coherence=(3, 3, 3, 3))).truth] == "met"
    below = with_sheet(sheet("A", "lead_gp", coherence=(3, 3, 3, 2)))
    assert (WORDS[below.truth], below.value, below.margin) == ("missed", 2.75, -0.25)


def test_missing_core_role_is_unknown_with_a_reason() -> None:
    gate = judge(sheet("A", "lead_gp"), sheet("A", "link_practitioner"))
    assert (WORDS[gate.truth], gate.value, gate.margin) == ("unknown", None, None)
    assert gate.result.reasons == ("nobody answered as practice_manager",)


def test_present_role_that_omits_a_level_settles_it_though_another_is_missing() -> None:
    assert WORDS[judge(sheet("A", "lead_gp", scope=["patient_level"])).truth] == "missed"


@pytest.mark.parametrize(
    "silent",
    [sheet("A", "lead_gp", scope=None), sheet("A", "lead_gp", coherence=(-1, -1, -1, 4))],
    ids=["scope", "coherence"],
)
def test_role_that_leaves_its_part_empty_is_unknown(silent: CoreTeamAnswer) -> None:
    gate = with_sheet(silent)
    assert WORDS[gate.truth] == "unknown"
    assert "lead_gp" in gate.result.reasons[0]


def test_scope_of_several_people_is_what_all_of_them_name() -> None:
    gate = judge(*core_team("A"), sheet("A", "lead_gp", scope=[*LEVELS[:2], "crisis_care"]))
    assert gate.result.roles[0].scope == ("patient_level", "practice_level")
    assert WORDS[gate.truth] == "missed"


def test_coherence_of_several_people_is_their_mean() -> None:
    gate = judge(*core_team("A"), sheet("A", "lead_gp", coherence=(2, 2, 2, 2)))
    assert (gate.result.roles[0].coherence, gate.result.roles[0].respondents) == (3.0, 2)
    assert WORDS[gate.truth] == "met"


@pytest.mark.parametrize(("lowest", "flagged"), [((4, 4, 4, 4), False), ((4, 4, 4, 3), True)])
def test_gap_over_one_point_is_a_flag_and_no_gate(lowest: tuple[int, ...], flagged: bool) -> None:
    others = [sheet("A", role, coherence=(5, 5, 5, 5)) for role in CORE_ROLES[1:]]
    gate = judge(sheet("A", "lead_gp", coherence=lowest), *others)
    assert gate.result.gap_flag is flagged
    assert WORDS[gate.truth] == "met"


def test_shared_leadership_is_reported_and_moves_nothing() -> None:
    gate = with_sheet(sheet("A", "lead_gp", leadership=(1, 1, 1, 1)))
    assert gate.result.roles[0].shared_leadership == 1.0
    assert WORDS[gate.truth] == "met"


def test_practice_without_a_sheet_is_unknown() -> None:
    gates = judge_core_teams(["A", "B"], core_team("A"), core_team_instrument(), GATE)
    assert WORDS[gates["B"].truth] == "unknown"
    assert [role.respondents for role in gates["B"].result.roles] == [0, 0, 0]


def test_order_of_sheets_does_not_matter() -> None:
    sheets = [*core_team("A"), sheet("A", "lead_gp", scope=["patient_level"], coherence=(1, 2, 3, 3))]
    assert judge(*sheets) == judge(*reversed(sheets))


def test_instrument_that_lacks_what_the_gate_asks_for_is_refused() -> None:
    with pytest.raises(TableError, match="multiple-choice item role_scope"):
        judge_core_teams(["A"], [], instrument(), GATE)
    gate = replace(GATE, required_scope=("moon_level",))
    with pytest.raises(TableError, match="option moon_level of role_scope"):
        judge_core_teams(["A"], [], core_team_instrument(), gate)
