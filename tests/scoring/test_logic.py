"""Three-valued logic."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from scoring.logic import MET, MISSED, UNKNOWN, WORDS, all_of, reaches


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((MET, MET, MET), MET),
        ((MET, UNKNOWN, MET), UNKNOWN),
        ((MET, UNKNOWN, MISSED), MISSED),
        ((UNKNOWN, UNKNOWN, UNKNOWN), UNKNOWN),
        ((), MET),
    ],
)
def test_one_missed_part_settles_and_unknown_never_counts_as_met(parts: tuple[int, ...], whole: int) -> None:
    assert {all_of(order) for order in permutations(parts)} == {whole}


def test_threshold_itself_is_met_and_unknown_stays_unknown() -> None:
    values = np.array([3.5, 3.49, 5.0, np.nan])
    known = np.array([True, True, False, False])
    truths = reaches(values, 3.5, known)
    assert [WORDS[truth] for truth in truths] == ["met", "missed", "unknown", "unknown"]
