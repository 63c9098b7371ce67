"""Classes and what decides them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from scoring.logic import MET, MISSED, UNKNOWN
from scoring.verdict import CLASSES, classify, deciding_gate

BASE = 1


def class_of(*gates: int) -> str:
    return CLASSES[int(classify(np.array([gates], np.int8), BASE)[0])]


def decides(gates: list[int], margins: list[float]) -> int:
    return int(deciding_gate(np.array([gates], np.int8), np.array([margins]), BASE)[0])


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        ((MET, MET, MET), "fully_integrated"),
        ((MET, MET, MISSED), "partially_integrated"),
        ((UNKNOWN, MET, MISSED), "partially_integrated"),
        ((UNKNOWN, MET, MET), "cannot_tell"),
        ((MET, MISSED, MET), "not_yet"),
        ((UNKNOWN, MISSED, MISSED), "not_yet"),
        ((MISSED, UNKNOWN, MET), "cannot_tell"),
        ((UNKNOWN, UNKNOWN, UNKNOWN), "cannot_tell"),
    ],
)
def test_class_of_met_missed_and_unknown_gates(gates: tuple[int, ...], expected: str) -> None:
    assert class_of(*gates) == expected


def test_finding_out_an_unknown_gate_never_overturns_a_class_that_was_given() -> None:
    for gates in product((MISSED, UNKNOWN, MET), repeat=3):
        before = class_of(*gates)
        if before != "cannot_tell":
            known = [(MISSED, MET) if gate == UNKNOWN else (gate,) for gate in gates]
            assert {class_of(*found) for found in product(*known)} == {before}


def test_missed_gate_with_the_smallest_margin_decides() -> None:
    assert decides([MISSED, MET, MISSED], [-0.4, 0.01, -0.1]) == 2


def test_smallest_margin_decides_where_all_are_met() -> None:
    assert decides([MET, MET, MET], [0.4, 0.3, 0.2]) == 2


def test_patient_level_decides_where_it_is_missed() -> None:
    assert decides([MISSED, MISSED, MET], [-0.1, -0.9, 1.0]) == BASE


def test_missed_gate_without_margin_decides_only_alone() -> None:
    assert decides([MISSED, MET, MISSED], [-0.4, 0.1, np.nan]) == 0
    assert decides([MET, MET, MISSED], [0.1, 0.1, np.nan]) == 2


def test_nothing_decides_where_the_class_cannot_be_told() -> None:
    assert decides([UNKNOWN, MET, MET], [0.1, 0.1, 0.1]) == -1
    assert decides([MISSED, UNKNOWN, MET], [-0.1, 0.1, 0.1]) == -1


def test_unknown_gate_never_decides() -> None:
    assert decides([MISSED, MET, UNKNOWN], [-0.4, 0.1, -0.01]) == 0


def test_earlier_gate_wins_a_tie() -> None:
    assert decides([MISSED, MET, MISSED], [-0.2, 0.1, -0.2]) == 0
