"""The nearest change turns the class, and nothing smaller of its direction does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.nearest_change import Change, GateChange, NearestChange, nearest_change
from scoring.result import Verdict
from tests.scoring.gates import RULE, class_of, gates


def nearest(understanding: Verdict = "met", /, **values: float | None) -> NearestChange:
    """The nearest change of the gates named."""
    found = gates(understanding, **values)
    return nearest_change(class_of(found), found, RULE)


def test_fully_integrated_is_lost_by_the_gate_with_the_smallest_margin() -> None:
    found = nearest(collective_action=3.75)
    assert found.up is None
    assert found.nearest == Change("down", (GateChange("collective_action", -0.25),), "partially_integrated")


def test_losing_the_patient_level_gives_not_yet() -> None:
    found = nearest(patient_level=3.6)
    assert found.nearest is not None
    assert found.nearest.gives == "not_yet"


def test_partially_becomes_full_when_all_missed_gates_rise() -> None:
    found = nearest(community_level=3.0, practice_level=3.25, patient_level=4.5)
    assert found.up == Change(
        "up", (GateChange("practice_level", 0.25), GateChange("community_level", 0.5)), "fully_integrated"
    )
    assert found.down == Change("down", (GateChange("patient_level", -1.0),), "not_yet")


def test_nearest_is_the_change_with_fewer_gates() -> None:
    assert (
        nearest(community_level=3.25, practice_level=3.25).nearest
        == nearest(community_level=3.25, practice_level=3.25).down
    )


def test_of_as_many_gates_the_smaller_change_is_nearest_and_upwards_wins_a_tie() -> None:
    near = nearest(community_level=3.25, patient_level=4.0)
    assert near.nearest == near.up
    tie = nearest(community_level=3.0, patient_level=4.0)
    assert tie.nearest == tie.up


def test_shared_understanding_is_a_gate_without_an_amount() -> None:
    found = nearest("missed", community_level=3.25)
    assert found.up is not None
    assert found.up.gates == (GateChange("community_level", 0.25), GateChange("shared_understanding", None))
    assert found.up.points == 0.25


def test_not_yet_needs_the_patient_level() -> None:
    found = nearest(patient_level=3.0, community_level=3.0)
    assert found.up == Change("up", (GateChange("patient_level", 0.5),), "partially_integrated")
    assert found.down is None
    full = nearest(patient_level=3.0).up
    assert full is not None
    assert full.gives == "fully_integrated"


def test_the_way_up_cannot_be_told_past_an_unknown_gate() -> None:
    found = nearest("unknown", community_level=3.0)
    assert found.up is None
    assert "shared_understanding" in found.reasons[0]
    assert found.down is not None


def test_cannot_tell_has_no_change_but_a_reason() -> None:
    found = nearest(community_level=None)
    assert found.nearest is None
    assert found.reasons


quarters = st.integers(4, 20).map(lambda quarter: quarter / 4)
GATE_IDS = [gate.id for gate in RULE.gates]


@given(
    st.fixed_dictionaries({gate: st.one_of(st.none(), quarters) for gate in GATE_IDS}),
    st.sampled_from(["met", "missed", "unknown"]),
)
def test_making_the_change_gives_the_class_it_says(
    values: dict[str, float | None], understanding: Verdict
) -> None:
    found = nearest(understanding, **values)
    for change in (found.up, found.down):
        if change is None:
            continue
        after, core = dict(values), understanding
        for step in change.gates:
            if step.amount is None:
                core = "met"
            else:
                beyond = 0.01 if change.direction == "down" else 0.0
                after[step.gate] = (values[step.gate] or 0.0) + step.amount - beyond
        assert class_of(gates(core, **after)) == change.gives
