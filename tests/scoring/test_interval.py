"""The interval of a practice mean."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t

from scoring.interval import mean_interval


def interval(mean: float, sd: float, n: int, headcount: int) -> tuple[float, float]:
    low, high = mean_interval(
        mean=np.array([mean]),
        sd=np.array([sd]),
        n=np.array([n]),
        headcount=np.array([headcount]),
        minimum=np.array([1.0]),
        maximum=np.array([5.0]),
    )
    return float(low[0]), float(high[0])


@pytest.mark.parametrize(("n", "headcount"), [(2, 3), (5, 12), (8, 9), (20, 200)])
def test_interval_is_t_with_finite_population_correction(n: int, headcount: int) -> None:
    half = float(t.ppf(0.975, n - 1)) * 0.1 / n**0.5 * (1 - n / headcount) ** 0.5
    assert interval(3.0, 0.1, n, headcount) == pytest.approx((3.0 - half, 3.0 + half), abs=1e-12)


def test_interval_is_clipped_to_the_scale() -> None:
    assert interval(4.8, 1.0, 3, 30)[1] == 5.0
    assert interval(1.2, 1.0, 3, 30)[0] == 1.0


def test_interval_has_no_width_where_everyone_answered() -> None:
    assert interval(3.4, 1.0, 6, 6) == (3.4, 3.4)
    assert interval(3.4, np.nan, 1, 1) == (3.4, 3.4)


def test_one_of_several_and_nobody_have_no_interval() -> None:
    assert np.isnan(interval(3.4, np.nan, 1, 6)).all()
    assert np.isnan(interval(np.nan, np.nan, 0, 6)).all()


def test_simulated_coverage_of_five_of_twelve_is_near_95_percent() -> None:
    draw = np.random.default_rng(7)
    covered = []
    for _ in range(400):
        staff = draw.normal(3.0, 0.4, 12)
        said = draw.choice(staff, 5, replace=False)
        low, high = interval(float(said.mean()), float(said.std(ddof=1)), 5, 12)
        covered.append(low <= staff.mean() <= high)
    assert 0.92 <= np.mean(covered) <= 0.98
