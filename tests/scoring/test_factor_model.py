"""The one-factor model: what is known in closed form, an independent fit, and refusals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize

from scoring.factor_model import OneFactor, fit, misfit
from scoring.figure import Floats

# Five of Holzinger & Swineford's verbal tests are close to one factor; correlations rounded to two places.
VERBAL = np.array(
    [
        [1.00, 0.66, 0.72, 0.53, 0.68],
        [0.66, 1.00, 0.71, 0.53, 0.72],
        [0.72, 0.71, 1.00, 0.59, 0.75],
        [0.53, 0.53, 0.59, 1.00, 0.53],
        [0.68, 0.72, 0.75, 0.53, 1.00],
    ]
)


def names(correlation: Floats) -> list[str]:
    """Names for the items."""
    return [f"item {index}" for index in range(1, len(correlation) + 1)]


def fitted(correlation: Floats) -> OneFactor:
    """Return the model, failing where there is none."""
    model = fit(correlation, names(correlation))
    assert isinstance(model, OneFactor)
    return model


def test_three_items_have_the_closed_form_solution() -> None:
    r12, r13, r23 = 0.42, 0.48, 0.56
    matrix = np.array([[1, r12, r13], [r12, 1, r23], [r13, r23, 1]])
    expected = [np.sqrt(r12 * r13 / r23), np.sqrt(r12 * r23 / r13), np.sqrt(r13 * r23 / r12)]
    assert fitted(matrix).loadings == pytest.approx(expected, abs=1e-6)


def test_loadings_agree_with_a_search_over_loadings_and_unique_variances_together() -> None:
    def discrepancy(parameters: Floats) -> float:
        implied = np.outer(parameters[:5], parameters[:5]) + np.diag(np.exp(parameters[5:]))
        return float(np.linalg.slogdet(implied)[1] + np.trace(VERBAL @ np.linalg.inv(implied)))

    start = np.concatenate([np.full(5, 0.7), np.log(np.full(5, 0.5))])
    found = optimize.minimize(discrepancy, start, method="BFGS", options={"gtol": 1e-8, "xrtol": 1e-12})
    assert fitted(VERBAL).loadings == pytest.approx(found.x[:5], abs=1e-4)


def test_the_slope_is_that_of_the_discrepancy() -> None:
    def discrepancy(unique: Floats) -> float:
        return misfit(unique, VERBAL)[0]

    unique = np.array([0.3, 0.4, 0.2, 0.7, 0.35])
    numeric = optimize.approx_fprime(unique, discrepancy, 1e-7)
    assert misfit(unique, VERBAL)[1] == pytest.approx(numeric, abs=1e-4)


def test_implied_variances_are_the_given_ones() -> None:
    model = fitted(VERBAL)
    assert model.loadings**2 + model.unique == pytest.approx(np.ones(5), abs=1e-6)


def test_uncorrelated_items_have_no_common_factor() -> None:
    assert fitted(np.eye(4)).loadings == pytest.approx(np.zeros(4))


def test_an_item_that_runs_against_the_others_keeps_its_sign() -> None:
    flip = np.array([1, 1, 1, 1, -1.0])
    assert fitted(VERBAL * np.outer(flip, flip)).loadings == pytest.approx(fitted(VERBAL).loadings * flip)


def test_the_same_matrix_gives_the_same_bytes() -> None:
    assert fitted(VERBAL).loadings.tobytes() == fitted(VERBAL.copy()).loadings.tobytes()


def test_two_items_are_refused() -> None:
    assert "three items" in str(fit(np.array([[1, 0.5], [0.5, 1]]), ["A", "B"]))


def test_a_repeated_item_is_refused() -> None:
    matrix = np.array([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]])
    assert "repeats others" in str(fit(matrix, names(matrix)))


def test_a_heywood_case_is_refused_and_named() -> None:
    # The closed form gives item 1 a loading of sqrt(.7 * .7 / .3) > 1.
    matrix = np.array([[1, 0.7, 0.7], [0.7, 1, 0.3], [0.7, 0.3, 1]])
    assert "item 1" in str(fit(matrix, names(matrix)))
    assert "Heywood" in str(fit(matrix, names(matrix)))
