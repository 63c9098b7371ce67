"""What stands behind a class, from a table of answers to the words."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.answers import AnswerTable
from scoring.robustness import Robustness, robustness
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders as b

SMALL = b.instrument()
RULE = shipped_rule()
CORE = b.core_team_instrument()
ROLES = ("lead_gp", "link_practitioner", "practice_manager", "gp", "gp", "receptionist", "receptionist")


def found(table: AnswerTable, *, resamples: int = 400) -> tuple[Robustness, ...]:
    """Score the table with every core team in agreement, and ask what the classes can bear."""
    sheets = [sheet for practice in table.practices for sheet in b.core_team(practice)]
    results = score_wave(SMALL, table, RULE, sheets, CORE).practices
    return robustness(SMALL, table, RULE, results, resamples=resamples)


def practice(headcount: int, *coherence: int) -> tuple[int, list[tuple[str, list[int]]]]:
    """A practice with these answers to coherence, and 4 elsewhere."""
    roles = ROLES[: len(coherence)]
    return headcount, [
        (role, b.cells(SMALL, coherence=value)) for role, value in zip(roles, coherence, strict=True)
    ]


def test_equal_answers_well_above_every_threshold_are_clear() -> None:
    one = found(b.table(SMALL, {"p": practice(30, 4, 4, 4, 4, 4, 4, 4)}))[0]
    assert (one.share.share, one.share.reading) == (1, "clear_fully")
    assert (one.stability.low, one.stability.high) == (1, 4)
    assert one.smallest_margin == "coherence"


def test_a_split_gate_close_to_its_threshold_is_borderline_and_named() -> None:
    one = found(b.table(SMALL, {"p": practice(40, 5, 2, 5, 2, 5, 2, 5)}))[0]
    assert one.share.reading == "borderline"
    assert one.smallest_margin == "coherence"
    assert one.gate_shares["coherence"] == one.share.share
    assert one.gate_shares["patient_level"] == 1
    assert one.nearest.nearest is not None
    assert one.nearest.nearest.gates[0].gate == "coherence"


def test_everyone_answered_leaves_nothing_to_chance() -> None:
    one = found(b.table(SMALL, {"p": practice(7, 5, 2, 5, 2, 5, 2, 5)}))[0]
    assert one.share.share == 1


def test_too_few_people_have_no_share_but_a_reason() -> None:
    one = found(b.table(SMALL, {"p": practice(30, 4, 4, 4)}))[0]
    assert one.share.share is None
    assert one.share.reasons
    assert set(one.gate_shares.values()) == {None}
    assert one.stability.reasons
    assert one.nearest.reasons


def test_results_keep_their_order_and_do_not_depend_on_the_tables() -> None:
    of = {"b": practice(40, 5, 2, 5, 2, 5, 2, 5), "a": practice(30, 4, 3, 4, 3, 5)}
    first = found(b.table(SMALL, of))
    second = found(b.table(SMALL, dict(reversed(of.items()))))
    assert [one.practice for one in first] == ["a", "b"]
    assert first == second


def test_reflexive_monitoring_and_context_move_nothing() -> None:
    headcount, people = practice(40, 5, 2, 5, 2, 5, 2, 5)
    other = dict.fromkeys((*b.FACTORS, "reflexive_monitoring"), 1)
    worse = [(role, b.cells(SMALL, coherence=cells[0], **other)) for role, cells in people]
    assert found(b.table(SMALL, {"p": (headcount, people)})) == found(
        b.table(SMALL, {"p": (headcount, worse)})
    )


answer = st.sampled_from([-4, -3, -2, -1, 1, 2, 3, 4, 5])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(b.ROLES), answer, answer), max_size=8), st.integers(0, 4))
def test_any_answers_give_a_share_or_a_reason(people: list[tuple[str, int, int]], extra: int) -> None:
    rows = [(role, b.cells(SMALL, coherence=first, community_level=second)) for role, first, second in people]
    one = found(b.table(SMALL, {"p": (len(people) + extra, rows)}), resamples=50)[0]
    assert one.share.reasons if one.share.share is None else 0 <= one.share.share <= 1
    assert all(share is None or math.isfinite(share) for share in one.gate_shares.values())
