"""How consistently the items of a scale measure: Cronbach's alpha and McDonald's omega of a pooled sample.

Both belong to a sample of at least 100 persons from many practices, never to one practice: the reasons say
so where fewer answered. Ratings are persons x items, float, NaN = missing.

Missing rule, an explicit argument: ``drop`` leaves out persons who lack any item; ``pairwise`` takes each
covariance from the persons who answered both items; n, for the interval too, counts persons with any answer,
as statistics packages do, and the reasons say how few persons some two items share.

Sources: Cronbach 1951 (alpha); Feldt 1965 (interval); McDonald 1999 (omega).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from scoring import factor_model
from scoring.agreement import keep_rows
from scoring.figure import Figure, Floats, Interval, MissingRule, no_spread

ENOUGH_PERSONS = 100
SOURCE_ALPHA = "Cronbach 1951; interval Feldt 1965"
SOURCE_OMEGA = "McDonald 1999, one factor by maximum likelihood"
MISSING_WORDS: dict[MissingRule, str] = {
    "drop": "persons who lack any item are left out",
    "pairwise": "each covariance uses the persons who answered both items; n counts persons with any answer",
}


@dataclass(frozen=True, slots=True)
class Covariance:
    """Covariances, items x items, each with divisor persons - 1.

    ``n`` persons used, ``shared`` the smallest number of them who answered the same two items. ``refusal``
    says in words why there is no matrix; then ``matrix`` is empty.
    """

    matrix: Floats
    n: int
    shared: int
    refusal: str


def covariance(ratings: Floats, missing: MissingRule) -> Covariance:
    """Return the covariance matrix of the items under the missing rule."""
    ratings = ratings[keep_rows(ratings, missing)]
    known = ~np.isnan(ratings)
    k = known.astype(np.float64)
    counts = (k.T @ k).astype(np.intp)
    n, shared = len(ratings), int(counts.min(initial=len(ratings)))
    nothing = np.empty((0, 0))
    if ratings.shape[1] < 2:
        return Covariance(nothing, n, shared, "one item: its consistency with others cannot be told")
    if shared < 2:
        return Covariance(
            nothing, n, shared, f"some two items share {shared} persons; at least two are needed"
        )
    centre = np.where(known, ratings, 0.0).sum(axis=0) / k.sum(axis=0)
    x = np.where(known, ratings - centre, 0.0)
    sums = x.T @ k
    matrix = (x.T @ x - sums * sums.T / counts) / (counts - 1)
    if float(np.trace(matrix)) * (shared - 1) <= no_spread(ratings[known]):
        return Covariance(nothing, n, shared, "every item is constant: there is no spread to explain")
    return Covariance(matrix, n, shared, "")


def alpha(ratings: Floats, *, missing: MissingRule, level: float = 0.95) -> Figure:
    """Return raw alpha with Feldt's interval.

    Formula: ``J / (J - 1) * (1 - sum of item variances / variance of the sum)``. ``ratings`` persons x items,
    NaN = missing. Range: minus infinity to 1. None where the sum of the items does not vary.

    >>> rows = [[4, 4, 5, 4], [3, 3, 4, 2], [5, 4, 5, 5], [2, 3, 2, 2], [4, 5, 4, 4], [3, 2, 3, 3]]
    >>> round(alpha(np.array(rows, dtype=float), missing="drop").value, 8)
    0.91821306
    """
    found = covariance(ratings, missing)
    if found.refusal:
        return _none(found.refusal, found.n, missing, SOURCE_ALPHA)
    items = len(found.matrix)
    own, total = float(np.trace(found.matrix)), float(found.matrix.sum())
    if total <= own * 1e-12:
        return _none("the items cancel out: their sum does not vary", found.n, missing, SOURCE_ALPHA)
    value = items / (items - 1) * (1 - own / total)
    return Figure(
        value,
        found.n,
        None,
        1.0,
        MISSING_WORDS[missing],
        SOURCE_ALPHA,
        ci=feldt_interval(value, found.n, items, level),
        reasons=_limits(found),
    )


def feldt_interval(value: float, n: int, items: int, level: float = 0.95) -> Interval:
    """Return Feldt's interval of alpha.

    Formula: ``1 - (1 - alpha) F`` with F of n - 1 and (n - 1)(J - 1) degrees of freedom (Feldt, Woodruff &
    Salih 1987, formulas 6 and 7). With alpha = 0 it is the interval that the F test of no consistency gives:

    >>> low, high = feldt_interval(0.0, 11, 3)
    >>> round(1 - low, 4), round(1 - high, 4)  # F(.975; 10, 20) and F(.025; 10, 20) of printed tables
    (2.7737, 0.2925)
    """
    tail = (1 - level) / 2
    freedom = (n - 1, (n - 1) * (items - 1))
    return (
        1 - (1 - value) * float(stats.f.ppf(1 - tail, *freedom)),
        1 - (1 - value) * float(stats.f.ppf(tail, *freedom)),
    )


def omega(ratings: Floats, *, missing: MissingRule, items: Sequence[str] | None = None) -> Figure:
    """Return omega total of a one-factor model fitted by maximum likelihood.

    Formula: ``(sum of loadings)**2 / ((sum of loadings)**2 + sum of unique variances)``, in the items' own
    units (the covariance metric, as for raw alpha). ``ratings`` persons x items, NaN = missing; ``items``
    their names for the reasons, else they are numbered from 1. Range 0 to 1. None with the reason for fewer
    than three items, a constant or repeated item, or a Heywood case.
    """
    found = covariance(ratings, missing)
    if found.refusal:
        return _none(found.refusal, found.n, missing, SOURCE_OMEGA)
    names = items or [f"item {index}" for index in range(1, len(found.matrix) + 1)]
    variance = np.diag(found.matrix)
    if float(variance.min()) <= 1e-12 * float(variance.max()):
        reason = f"{names[int(variance.argmin())]} is constant; a factor model needs items that vary"
        return _none(reason, found.n, missing, SOURCE_OMEGA)
    sd = np.sqrt(variance)
    model = factor_model.fit(found.matrix / np.outer(sd, sd), names)
    if isinstance(model, str):
        return _none(model, found.n, missing, SOURCE_OMEGA)
    common = float(np.sum(model.loadings * sd)) ** 2
    value = common / (common + float(np.sum(model.unique * variance)))
    reasons = list(_limits(found))
    if float(model.loadings.min()) < 0:
        item = names[int(model.loadings.argmin())]
        reasons.append(f"{item} runs against the others: is it worded the other way round?")
    return Figure(value, found.n, 0.0, 1.0, MISSING_WORDS[missing], SOURCE_OMEGA, reasons=tuple(reasons))


def _none(reason: str, n: int, missing: MissingRule, source: str) -> Figure:
    return Figure(None, n, None, 1.0, MISSING_WORDS[missing], source, reasons=(reason,))


def _limits(found: Covariance) -> tuple[str, ...]:
    limits = []
    if found.n < ENOUGH_PERSONS:
        limits.append(f"{found.n} persons, fewer than {ENOUGH_PERSONS}; read with care")
    if found.shared < found.n:
        limits.append(
            f"some two items share only {found.shared} of {found.n} persons: less sure than it looks"
        )
    return tuple(limits)
