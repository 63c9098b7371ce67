"""ICC(1) and ICC(2): published values, what cannot be had, and no clipping."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.icc import icc, one_way

# Shrout & Fleiss 1979, table 2: six targets x four judges; targets are groups here.
TARGETS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
VALUES = np.array(TARGETS, dtype=float).ravel()
GROUP = np.repeat(np.arange(6), 4)


def test_mean_squares_of_shrout_and_fleiss() -> None:
    table = one_way(VALUES, GROUP)
    assert table.msb == pytest.approx(11.241667, abs=1e-6)
    assert table.msw == pytest.approx(6.2638889, abs=1e-7)


def test_icc_of_shrout_and_fleiss() -> None:
    result = icc(VALUES, GROUP)
    assert result.icc1 == pytest.approx(0.1657418, abs=1e-7)
    assert result.icc2 == pytest.approx(0.4427971, abs=1e-7)


def test_f_intervals_of_shrout_and_fleiss_as_statistics_packages_print_them() -> None:
    # Function ICC of the R package psych on these data: ICC1 -0.133 to 0.72, ICC1k -0.884 to 0.91.
    result = icc(VALUES, GROUP)
    assert result.icc1_ci == pytest.approx((-0.133, 0.72), abs=5e-3)
    assert result.icc2_ci == pytest.approx((-0.884, 0.91), abs=5e-3)


def test_icc1_of_three_groups_of_four_as_another_package_prints_it() -> None:
    # Function ShroutFleissICC1 of the R package superb, its own example: 0.434343434.
    values = np.array([2.0, 4, 4, 6, 4, 5, 8, 8, 5, 8, 9, 9])
    assert icc(values, np.repeat([1, 2, 3], 4)).icc1 == pytest.approx(0.434343434, abs=1e-9)


def test_negative_values_are_not_clipped() -> None:
    result = icc(np.array([1.0, 5, 2, 4]), np.array([0, 0, 1, 1]))
    assert result.icc1 == pytest.approx(-1.0)
    values = np.array([1.0, 5, 1, 4])
    assert (icc(values, np.array([0, 0, 1, 1])).icc2 or 0) < -1


def test_unequal_groups_use_persons_per_group_and_say_the_interval_is_approximate() -> None:
    values, group = np.array([1.0, 2, 4, 5, 6, 3]), np.array([0, 0, 1, 1, 1, 2])
    result = icc(values, group)
    msb, msw = result.table.msb, result.table.msw
    assert msb is not None
    assert msw is not None
    assert result.table.size == 2
    assert result.icc1 == pytest.approx((msb - msw) / (msb + msw))
    assert any("approximate" in reason for reason in result.reasons)


def test_equal_groups_have_no_such_note() -> None:
    assert not any("approximate" in reason for reason in icc(VALUES, GROUP).reasons)


def test_unused_group_numbers_do_not_count() -> None:
    result = icc(VALUES, GROUP * 3 + 2)
    assert result.icc1 == pytest.approx(icc(VALUES, GROUP).icc1)
    assert result.table.groups == 6


@pytest.mark.parametrize(
    ("values", "group", "reason"),
    [
        ([], [], "nobody"),
        ([1, 2, 3], [0, 0, 0], "one group only"),
        ([1, 2, 3], [0, 1, 2], "every group has one person"),
        ([3, 3, 3, 3], [0, 0, 1, 1], "the same score"),
    ],
)
def test_what_cannot_be_had_is_none_with_a_reason(values: list[float], group: list[int], reason: str) -> None:
    result = icc(np.array(values, dtype=float), np.array(group, dtype=np.intp))
    assert (result.icc1, result.icc2, result.icc1_ci, result.icc2_ci) == (None, None, None, None)
    assert reason in result.reasons[0]


def test_constant_means_of_thirds_are_constant_in_spite_of_rounding() -> None:
    values = np.array([(1 + 2 + 2) / 3, 1 / 3 + 4 / 3, 5 / 3, 0.1 + 1.5666666666666667])
    assert icc(values, np.array([0, 0, 1, 1])).icc1 is None


def test_no_spread_within_groups_is_icc_1_without_an_interval() -> None:
    result = icc(np.array([1.0, 1, 3, 3]), np.array([0, 0, 1, 1]))
    assert (result.icc1, result.icc2, result.icc1_ci) == (1, 1, None)
    assert "F has no bound" in result.reasons[0]


def test_equal_group_means_leave_icc2_without_a_value() -> None:
    result = icc(np.array([1.0, 5, 2, 4]), np.array([0, 0, 1, 1]))
    assert result.icc2 is None
    assert any(reason.startswith("icc2") for reason in result.reasons)


@pytest.mark.parametrize(("groups", "noted"), [(9, True), (10, False)])
def test_fewer_than_ten_groups_are_noted(groups: int, noted: bool) -> None:
    values = np.tile([1.0, 2, 4], groups) + np.repeat(np.arange(groups), 3)
    reasons = icc(values, np.repeat(np.arange(groups), 3)).reasons
    assert any("fewer than 10" in reason for reason in reasons) is noted


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=12))
def test_finite_or_a_reason(people: list[tuple[int, int]]) -> None:
    group = np.array([person[0] for person in people], dtype=np.intp)
    result = icc(np.array([person[1] / 3 for person in people], dtype=float), group)
    ends = [*(result.icc1_ci or ()), *(result.icc2_ci or ())]
    given_values = [value for value in (result.icc1, result.icc2) if value is not None]
    assert all(math.isfinite(value) for value in [*ends, *given_values])
    assert all(value <= 1 + 1e-12 for value in given_values)
    if None in (result.icc1, result.icc2, result.icc1_ci, result.icc2_ci):
        assert result.reasons
