"""Alpha with Feldt's interval and omega: published values, missing rules, what cannot be had."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.figure import Floats, MissingRule
from scoring.reliability import alpha, covariance, feldt_interval, omega

# science.md section 4: six persons x four items.
SIX = np.array(
    [[4, 4, 5, 4], [3, 3, 4, 2], [5, 4, 5, 5], [2, 3, 2, 2], [4, 5, 4, 4], [3, 2, 3, 3]], dtype=float
)
NAN = float("nan")


def one_factor_sample(n: int = 400) -> Floats:
    """Persons with one trait, items with loadings 0.9, 0.7, 0.5 and 0.8 and different spreads."""
    source = np.random.default_rng(11)
    trait = source.normal(size=(n, 1))
    loadings = np.array([0.9, 0.7, 0.5, 0.8])
    noise = source.normal(size=(n, 4)) * np.sqrt(1 - loadings**2)
    return np.asarray((trait * loadings + noise) * np.array([1.0, 2.0, 0.5, 1.0]))


def test_published_alpha() -> None:
    assert alpha(SIX, missing="drop").value == pytest.approx(0.91821306, abs=1e-8)


def test_feldt_interval_inverts_the_f_distribution() -> None:
    low, high = feldt_interval(0.85, 89, 7)
    assert stats.f.cdf((1 - low) / 0.15, 88, 528) == pytest.approx(0.975)
    assert stats.f.cdf((1 - high) / 0.15, 88, 528) == pytest.approx(0.025)
    assert (low, high) == pytest.approx((0.797, 0.893), abs=1e-3)  # R package statpsych, ci.cronbach


def test_feldt_interval_uses_the_persons_left_after_dropping() -> None:
    with_gaps = np.vstack([SIX, np.full((50, 4), NAN)])
    assert alpha(with_gaps, missing="drop").ci == alpha(SIX, missing="drop").ci
    assert alpha(with_gaps, missing="drop").n == 6


def test_pairwise_takes_each_covariance_from_those_who_answered_both() -> None:
    ratings = SIX.copy()
    ratings[0, 1] = ratings[5, 2] = NAN
    found = covariance(ratings, "pairwise")
    assert (found.n, found.shared) == (6, 4)
    assert found.matrix[0, 1] == pytest.approx(np.cov(SIX[1:, 0], SIX[1:, 1])[0, 1])
    assert found.matrix[1, 2] == pytest.approx(np.cov(SIX[1:5, 1], SIX[1:5, 2])[0, 1])
    assert found.matrix[0, 3] == pytest.approx(np.cov(SIX[:, 0], SIX[:, 3])[0, 1])
    assert found.matrix[1, 1] == pytest.approx(np.var(SIX[1:, 1], ddof=1))


def test_pairwise_equals_drop_where_nothing_is_missing() -> None:
    assert alpha(SIX, missing="pairwise").value == pytest.approx(alpha(SIX, missing="drop").value)


def test_pairwise_counts_persons_with_any_answer_and_says_how_few_two_items_share() -> None:
    ratings = np.vstack([SIX, np.full((3, 4), NAN)])
    ratings[0, 1] = ratings[5, 2] = NAN
    figure = alpha(ratings, missing="pairwise")
    assert figure.n == 6
    assert figure.ci == feldt_interval(figure.value or 0, 6, 4)
    assert any("share only 4 of 6 persons" in reason for reason in figure.reasons)


def test_an_item_that_nobody_answered_has_a_reason_under_pairwise() -> None:
    ratings = np.hstack([SIX, np.full((6, 1), NAN)])
    for figure in (alpha(ratings, missing="pairwise"), omega(ratings, missing="pairwise")):
        assert figure.value is None
        assert "share 0 persons" in figure.reasons[0]


def test_reasons_name_the_item() -> None:
    ratings = np.hstack([SIX, np.full((6, 1), 3.0)])
    figure = omega(ratings, missing="drop", items=["A", "B", "C", "D", "E"])
    assert figure.reasons[0].startswith("E is constant")


def test_negative_alpha_is_not_clipped() -> None:
    ratings = np.array([[1, 5], [5, 2], [2, 4], [4, 1]], dtype=float)
    assert (alpha(ratings, missing="drop").value or 0) < 0


@pytest.mark.parametrize(
    ("ratings", "reason"),
    [
        (SIX[:, :1], "one item"),
        (SIX[:1], "share 1 persons"),
        (SIX[:0], "share 0 persons"),
        (np.full((6, 3), 4.0), "constant"),
        (np.array([[1.0, 5], [5, 1], [2, 4]]), "cancel out"),
        (np.full((6, 3), NAN), "share 0 persons"),
    ],
)
def test_alpha_that_cannot_be_had_is_none_with_a_reason(ratings: Floats, reason: str) -> None:
    figure = alpha(ratings, missing="drop")
    assert figure.value is None
    assert figure.ci is None
    assert reason in figure.reasons[0]


def test_one_constant_item_counts_in_alpha_and_stops_omega() -> None:
    ratings = np.hstack([SIX, np.full((6, 1), 3.0)])
    assert alpha(ratings, missing="drop").value == pytest.approx(5 / 4 * 3 / 4 * 0.91821306, abs=1e-7)
    figure = omega(ratings, missing="drop")
    assert figure.value is None
    assert "item 5 is constant" in figure.reasons[0]


def test_omega_recovers_the_model_that_made_the_data() -> None:
    loadings, spread = np.array([0.9, 0.7, 0.5, 0.8]), np.array([1.0, 2.0, 0.5, 1.0])
    common = float(np.sum(loadings * spread)) ** 2
    true = common / (common + float(np.sum((1 - loadings**2) * spread**2)))
    assert omega(one_factor_sample(20_000), missing="drop").value == pytest.approx(true, abs=0.01)


def test_omega_is_in_the_items_own_units() -> None:
    sample = one_factor_sample()
    standardised = sample / sample.std(axis=0)
    assert omega(sample, missing="drop").value != pytest.approx(
        omega(standardised, missing="drop").value, abs=0.01
    )


def test_omega_of_parallel_items_equals_alpha() -> None:
    source = np.random.default_rng(2)
    errors = np.linalg.qr(source.normal(size=(100, 5)) - 0)[0]
    errors -= errors.mean(axis=0)
    exact = np.linalg.qr(errors)[0]  # five columns, orthonormal and centred: parallel items without chance
    items = exact[:, :1] * 1.5 + exact[:, 1:]
    assert omega(items, missing="drop").value == pytest.approx(alpha(items, missing="drop").value, abs=1e-5)


def test_a_heywood_case_is_none_with_a_reason() -> None:
    figure = omega(SIX, missing="drop")
    assert figure.value is None
    assert "Heywood" in figure.reasons[0]


def test_an_item_worded_the_other_way_round_is_pointed_out() -> None:
    sample = one_factor_sample()
    sample[:, 2] *= -1
    assert any("item 3 runs against" in reason for reason in omega(sample, missing="drop").reasons)


@pytest.mark.parametrize(("n", "noted"), [(99, True), (100, False)])
def test_fewer_than_a_hundred_persons_are_noted(n: int, noted: bool) -> None:
    sample = one_factor_sample(n)
    for figure in (alpha(sample, missing="drop"), omega(sample, missing="drop")):
        assert any("fewer than 100" in reason for reason in figure.reasons) is noted


cells = st.one_of(st.none(), st.integers(1, 5))


@given(st.lists(st.lists(cells, min_size=4, max_size=4), max_size=10), st.sampled_from(["drop", "pairwise"]))
def test_finite_or_a_reason(rows: list[list[int | None]], missing: MissingRule) -> None:
    ratings = np.array([[NAN if cell is None else cell for cell in row] for row in rows], dtype=float)
    for figure in (
        alpha(ratings.reshape(-1, 4), missing=missing),
        omega(ratings.reshape(-1, 4), missing=missing),
    ):
        if figure.value is None:
            assert figure.reasons
        else:
            assert all(math.isfinite(value) for value in (figure.value, *(figure.ci or ())))
            assert figure.value <= 1 + 1e-12
