"""Threshold stability: the class is what the range says it is, inside and outside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.result import Verdict
from scoring.rounding import plain
from scoring.rule import Rule
from scoring.stability import Stability, smallest_margin, stability
from tests.scoring.gates import RULE, class_of, gates


def ranged(understanding: Verdict = "met", rule: Rule = RULE, /, **values: float | None) -> Stability:
    """The stability of the gates named."""
    found = gates(understanding, rule, **values)
    return stability(class_of(found, rule), found, rule, minimum=1, maximum=5)


def test_fully_integrated_holds_up_to_the_lowest_value() -> None:
    found = ranged(coherence=3.75, patient_level=4.5)
    assert (found.low, found.high, found.shifts) == (1, 3.75, False)


def test_partially_holds_from_the_lowest_value_to_that_of_the_patient_level() -> None:
    found = ranged(community_level=2.5, patient_level=4.25)
    assert (found.low, found.high) == (2.5, 4.25)


def test_partially_by_shared_understanding_holds_down_to_the_end_of_the_scale() -> None:
    found = ranged("missed", community_level=2.5)
    assert (found.low, found.high) == (1, 4)


def test_partially_rests_on_the_gates_that_are_known() -> None:
    found = ranged("unknown", community_level=2.5, practice_level=None)
    assert (found.low, found.high) == (2.5, 4)


def test_not_yet_holds_above_the_patient_level() -> None:
    found = ranged(patient_level=3.25)
    assert (found.low, found.high) == (3.25, 5)


def test_cannot_tell_has_no_range_but_a_reason() -> None:
    found = ranged(community_level=None)
    assert (found.low, found.high) == (None, None)
    assert found.reasons


def test_different_thresholds_are_shifted_together() -> None:
    first, *others = RULE.gates
    rule = replace(RULE, gates=(replace(first, threshold=3.0), *others))
    found = ranged("met", rule, coherence=3.25)
    assert found.shifts
    assert [found.low, found.high] == pytest.approx([-2.5, 0.25])


quarters = st.integers(4, 20).map(lambda quarter: quarter / 4)
GATE_IDS = [gate.id for gate in RULE.gates]


@given(
    st.fixed_dictionaries({gate: st.one_of(st.none(), quarters) for gate in GATE_IDS}),
    st.sampled_from(["met", "missed", "unknown"]),
    st.integers(9, 39).map(lambda eighth: eighth / 8),
)
def test_the_class_is_kept_within_the_range_and_lost_outside(
    values: dict[str, float | None], understanding: Verdict, threshold: float
) -> None:
    found = ranged(understanding, **values)
    before = class_of(gates(understanding, **values))
    if found.low is None or found.high is None:
        assert before == "cannot_tell"
        return
    moved = replace(RULE, gates=tuple(replace(gate, threshold=threshold) for gate in RULE.gates))
    after = class_of(gates(understanding, moved, **values), moved)
    begins = found.low if found.low == 1 else plain(found.low + 1e-6)
    assert (after == before) is (begins <= threshold <= found.high)


def test_smallest_margin_is_the_gate_nearest_its_threshold_on_either_side() -> None:
    closest = smallest_margin(gates(coherence=3.25, collective_action=3.6, community_level=2.0), RULE)
    assert closest is not None
    assert closest.id == "collective_action"


def test_smallest_margin_is_none_where_no_gate_is_known() -> None:
    assert smallest_margin(gates(**dict.fromkeys(GATE_IDS)), RULE) is None
