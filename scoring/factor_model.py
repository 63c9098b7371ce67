"""The one-factor model: every item is one common factor times a loading, plus something of its own.

Fitted by maximum likelihood to a correlation matrix. For given unique variances the best loadings are known
in closed form (Lawley & Maxwell 1971), so only the unique variances are searched for; the start is fixed, and
the same matrix gives the same loadings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from scoring.figure import Floats

LEAST_UNIQUE = 1e-3  # share of an item's variance below which the fit is a Heywood case
SINGULAR = 1e-10  # smallest eigenvalue of a correlation matrix that still has an inverse


@dataclass(frozen=True, slots=True)
class OneFactor:
    """Loadings and unique variances (items,) in units of the correlation matrix."""

    loadings: Floats
    unique: Floats


def fit(correlation: Floats, names: Sequence[str]) -> OneFactor | str:
    """Return the maximum-likelihood one-factor model, or in words why there is none.

    ``correlation``: items x items, at least three items, ones on its diagonal; ``names`` of the items.

    >>> loadings = np.array([0.8, 0.7, 0.6, 0.5])
    >>> matrix = np.outer(loadings, loadings) + np.diag(1 - loadings**2)
    >>> fit(matrix, list('abcd')).loadings.round(4).tolist()
    [0.8, 0.7, 0.6, 0.5]
    """
    items = len(correlation)
    if items < 3:
        return "a one-factor model needs at least three items"
    if float(np.linalg.eigvalsh(correlation)[0]) < SINGULAR:
        return "an item repeats others, or there are too few persons for this many items"
    if float(np.abs(correlation - np.diag(np.diag(correlation))).max()) < SINGULAR:
        return OneFactor(np.zeros(items), np.ones(items))  # nothing in common; any single loading would do
    start = np.clip((1 - 0.5 / items) / np.diag(np.linalg.inv(correlation)), LEAST_UNIQUE, 1.0)
    found = optimize.minimize(
        misfit,
        start,
        args=(correlation,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST_UNIQUE, 1.0)] * items,
        options={"maxiter": 2000, "ftol": 1e-15, "gtol": 1e-9},
    )
    unique = np.asarray(found.x, dtype=np.float64)
    if float(unique.min()) <= LEAST_UNIQUE * 1.01:
        item = names[int(unique.argmin())]
        return f"the one-factor model leaves {item} no variance of its own (a Heywood case)"
    return OneFactor(_loadings(unique, correlation)[0], unique)


def _loadings(unique: Floats, correlation: Floats) -> tuple[Floats, Floats]:
    """Return the best loadings for given unique variances, and the eigenvalues behind them (ascending)."""
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
    first = vectors[:, -1]
    sign = 1.0 if float(first.sum()) >= 0 else -1.0
    return sign * root * first * np.sqrt(max(float(values[-1]) - 1.0, 0.0)), values


def misfit(unique: Floats, correlation: Floats) -> tuple[float, Floats]:
    """Return the likelihood discrepancy at the best loadings, and its slope in the unique variances.

    ``unique`` (items,), ``correlation`` items x items; the slope is (items,).
    """
    loadings, values = _loadings(unique, correlation)
    others = values[:-1]
    discrepancy = float(np.sum(others - np.log(others) - 1.0))
    last = float(values[-1])
    if last < 1.0:  # no common factor at these unique variances: the first eigenvalue misfits as well
        discrepancy += last - float(np.log(last)) - 1.0
    slope = (loadings**2 + unique - np.diag(correlation)) / unique**2
    return discrepancy, slope
