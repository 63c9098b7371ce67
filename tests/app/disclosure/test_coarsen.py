"""What is shown of a number: coarse, on the right side of the threshold, never narrower than the truth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure.coarsen import (
    GRAINS,
    SUMS_PER_POINT,
    Basis,
    coarse_interval,
    coarse_mean,
    end_codes,
    grain,
    sd_at_most,
    spread_band,
    strength,
)
from scoring.interval import mean_interval


@given(st.integers(3, 60), st.integers(1, 12))
def test_a_point_of_the_grid_holds_at_least_three_sums_of_answers(n: int, items: int) -> None:
    width = grain(Basis(n, items, 1, 5))
    assert width in GRAINS
    assert round(width * n * items, 6) >= SUMS_PER_POINT


@pytest.mark.parametrize(
    ("n", "items", "width"), [(5, 4, 0.2), (5, 3, 0.2), (8, 4, 0.1), (5, 1, 1.0), (30, 1, 0.1)]
)
def test_few_people_and_few_items_make_the_grid_wide(n: int, items: int, width: float) -> None:
    assert grain(Basis(n, items, 1, 5)) == width


@pytest.mark.parametrize(("n", "items"), [(5, 4), (5, 3), (6, 1), (9, 3), (10, 4)])
def test_no_text_tells_the_sum_of_all_answers(n: int, items: int) -> None:
    for threshold, least in ((None, SUMS_PER_POINT), (3.5, 2)):
        sums: dict[str, int] = {}
        for total in range(n * items, 5 * n * items + 1):
            text = coarse_mean(total / (n * items), Basis(n, items, 1, 5), threshold).text
            sums[text] = sums.get(text, 0) + 1
        assert min(sums.values()) >= least


@pytest.mark.parametrize(("n", "items", "top"), [(5, 4, 4.2), (5, 1, 4.0), (10, 4, 4.6), (40, 4, 4.9)])
def test_what_one_person_can_make_of_unanimous_others_is_one_point(n: int, items: int, top: float) -> None:
    assert end_codes(Basis(n, items, 1, 5)) == (round(6 - top, 2), top)
    basis = Basis(n, items, 1, 5)
    unanimous_but_one = (5 * (n - 1) + 1) / n
    assert coarse_mean(5.0, basis, None) == coarse_mean(unanimous_but_one, basis, None)


@given(st.floats(1, 5), st.integers(5, 40), st.integers(1, 6))
def test_a_shown_number_is_on_the_side_of_the_threshold_that_the_mean_is_on(
    mean: float, n: int, items: int
) -> None:
    assert (coarse_mean(mean, Basis(n, items, 1, 5), 3.5).value >= 3.5) == (mean >= 3.5)


def widest(mean: float, basis: Basis) -> float:
    """Return the largest standard deviation of answers with that mean: all at the two ends."""
    return math.sqrt(max((mean - 1) * (5 - mean), 0) * basis.n / (basis.n - 1))


@given(st.floats(1, 5), st.floats(0, 3), st.integers(5, 30), st.integers(0, 30))
def test_a_shown_interval_holds_the_exact_one(mean: float, sd: float, n: int, more: int) -> None:
    basis = Basis(n, 4, 1, 5)
    shown = coarse_mean(mean, basis, 3.5)
    sd = min(sd, widest(mean, basis))
    widest_shown = sd_at_most(spread_band(sd, basis, shown), basis, shown)
    interval = coarse_interval(shown, widest_shown, basis, n + more)
    if interval is not None:
        each = {"n": np.array([n]), "headcount": np.array([n + more])}
        ends = {"minimum": np.array([1.0]), "maximum": np.array([5.0])}
        low, high = mean_interval(mean=np.array([mean]), sd=np.array([sd]), **each, **ends)
        assert interval[0] <= low[0] + 1e-6
        assert interval[1] >= high[0] - 1e-6
        assert all(math.isclose(end * 10, round(end * 10), abs_tol=1e-6) for end in interval)


def test_nothing_is_said_of_the_spread_of_a_single_item_or_near_an_end() -> None:
    basis, single = Basis(12, 4, 1, 5), Basis(12, 1, 1, 5)
    middle, near, end = (coarse_mean(mean, basis, None) for mean in (3.0, 4.4, 5.0))
    assert spread_band(0.3, single, middle) is None
    assert [spread_band(0.3, basis, shown) for shown in (middle, near, end)] == [0, None, None]
    assert spread_band(None, basis, middle) is None
    assert strength(None) == "not shown"


def test_near_an_end_the_interval_is_the_widest_that_the_mean_allows() -> None:
    basis = Basis(12, 4, 1, 5)
    near, end = coarse_mean(4.4, basis, None), coarse_mean(5.0, basis, None)
    widest_shown = sd_at_most(None, basis, near)
    assert widest_shown is not None
    assert widest_shown >= widest(4.4, basis)
    assert coarse_interval(near, widest_shown, basis, 20) == (3.6, 5.0)
    assert sd_at_most(None, basis, end) is None
    assert coarse_interval(end, None, basis, 20) is None


@pytest.mark.parametrize(
    ("sd", "words"), [(0.0, "people agree"), (0.9, "people differ somewhat"), (1.3, "people are split")]
)
def test_strength_says_how_far_people_agree(sd: float, words: str) -> None:
    basis = Basis(9, 4, 1, 5)
    assert strength(spread_band(sd, basis, coarse_mean(3.0, basis, None))) == words


def test_a_wider_scale_has_wider_bands() -> None:
    basis = Basis(9, 2, 0, 10)
    middle = coarse_mean(5.0, basis, None)
    assert spread_band(1.2, basis, middle) == 0
    assert spread_band(1.3, basis, middle) == 1
