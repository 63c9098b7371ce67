"""How far the members of one group give the same answers: r_wg, r_wg(j) and AD_M(j).

Agreement is about one group at a time: it asks whether the group's mean stands for its members. All three
take ratings as persons x items, float, NaN where an answer is missing; the functions ``rwg``,
``rwg_j`` and ``ad_m`` take one group, :func:`agreement_by_group` takes any number at once.

Missing rule, an explicit argument: ``drop`` leaves out persons who lack any item; ``pairwise`` lets every
item use the answers it has, an item with fewer than two of them is left out and the others are counted.

Sources: James, Demaree & Wolf 1984 (r_wg, r_wg(j)); Burke, Finkelstein & Dusig 1999 (AD_M); Burke & Dunlap
2002 (bound A/6); LeBreton & Senter 2008 (null distributions). science.md section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.figure import Figure, Flags, Floats, Indices, MissingRule

Null = Literal["uniform", "slight-skew"]

# Five options chosen by 5, 15, 20, 35 and 25 % of people who all shade towards agreeing: variance 1.34.
SLIGHT_SKEW_SHARES = (0.05, 0.15, 0.20, 0.35, 0.25)
ENOUGH_RATERS = 8
SOURCE_RWG = "James, Demaree & Wolf 1984"
SOURCE_AD = "Burke, Finkelstein & Dusig 1999"
CHANCE = "cannot tell chance from agreement"
MISSING_WORDS: dict[MissingRule, str] = {
    "drop": "persons who lack any item are left out",
    "pairwise": "every item uses the answers it has; items with fewer than two are left out",
}


@dataclass(frozen=True, slots=True)
class AgreementTable:
    """Agreement of many groups; arrays of one entry a group.

    ``n`` persons used; ``items`` how many items counted; ``rwg_j`` (0 to 1) and ``ad_m`` (scale points),
    NaN inside these arrays where :func:`reasons_of` says why.
    """

    n: Indices
    items: Indices
    rwg_j: Floats
    ad_m: Floats
    items_asked: int
    bounded: bool


def null_variance(options: int, null: Null) -> float:
    """Return the variance of answers that carry no agreement.

    ``uniform``: every option equally likely, ``(A**2 - 1) / 12``. ``slight-skew``: published for five
    options only; ValueError for any other number of options.

    >>> null_variance(5, "uniform"), round(null_variance(5, "slight-skew"), 2)
    (2.0, 1.34)
    """
    if options < 2:
        msg = f"agreement needs at least 2 answer options, not {options}"
        raise ValueError(msg)
    if null == "uniform":
        return (options * options - 1) / 12
    if options != len(SLIGHT_SKEW_SHARES):
        msg = f"the slight-skew null is defined for 5 answer options, not {options}: use the uniform one"
        raise ValueError(msg)
    shares = np.asarray(SLIGHT_SKEW_SHARES)
    values = np.arange(1, options + 1)
    return float(shares @ (values - shares @ values) ** 2)


def keep_rows(ratings: Floats, missing: MissingRule) -> Flags:
    """Return which persons (rows of persons x items) are used at all under the missing rule."""
    known = ~np.isnan(ratings)
    return np.asarray(known.all(axis=1) if missing == "drop" else known.any(axis=1))


def agreement_by_group(
    ratings: Floats,
    group: Indices,
    groups: int,
    *,
    missing: MissingRule,
    options: int | None,
    null: Null = "uniform",
) -> AgreementTable:
    """Return r_wg(j) and AD_M(j) of every group at once.

    ``ratings`` persons x items, NaN = missing; ``group`` (persons,) from 0 to ``groups`` - 1; ``options``
    is the number of answer options, None where it is unknown, and then there is no r_wg(j). Missing-data
    rule, formulas and sources: :func:`rwg_j` and :func:`ad_m`.
    """
    used = keep_rows(ratings, missing)
    ratings, group = ratings[used], group[used]
    variance, deviation = _spread(ratings, group, groups)
    counted = ~np.isnan(variance)
    items = counted.sum(axis=1)
    share = np.maximum(items, 1)
    none = items == 0
    ad = np.where(none, np.nan, np.where(counted, deviation, 0.0).sum(axis=1) / share)
    mean_variance = np.where(counted, variance, 0.0).sum(axis=1) / share
    rwg_values = np.full(groups, np.nan)
    if options is not None:
        rwg_values = np.where(none, np.nan, _step_up(mean_variance / null_variance(options, null), share))
    n = np.bincount(group, minlength=groups)
    return AgreementTable(n, items, rwg_values, ad, ratings.shape[1], options is not None)


def _step_up(ratio: Floats, items: Indices) -> Floats:
    """Return r_wg(j) from mean variance / null variance; 0 where the answers spread more than the null."""
    kept = np.minimum(ratio, 1.0)
    result: Floats = items * (1.0 - kept) / (items * (1.0 - kept) + kept)
    return result


def _spread(ratings: Floats, group: Indices, groups: int) -> tuple[Floats, Floats]:
    """Return sample variance and mean absolute deviation, groups x items, NaN below two answers."""
    variance = np.full((groups, ratings.shape[1]), np.nan)
    deviation = variance.copy()
    for item in range(ratings.shape[1]):
        known = ~np.isnan(ratings[:, item])
        where, values = group[known], ratings[known, item]
        count = np.bincount(where, minlength=groups)
        mean = np.bincount(where, values, groups) / np.maximum(count, 1)
        gap = values - mean[where]
        enough = count >= 2
        variance[enough, item] = np.bincount(where, gap * gap, groups)[enough] / (count[enough] - 1)
        deviation[enough, item] = np.bincount(where, np.abs(gap), groups)[enough] / count[enough]
    return variance, deviation


def reasons_of(table: AgreementTable, index: int) -> tuple[str, ...]:
    """Return why a group's figures are missing, or what limits their reading."""
    n, items = int(table.n[index]), int(table.items[index])
    if n == 0:
        return ("nobody has answers that can be used",)
    if n == 1:
        return ("one person: agreement needs two",)
    if items == 0:
        return ("no item has two answers",)
    reasons = []
    if not table.bounded:
        reasons.append("r_wg(j) needs the lowest and the highest answer of the scale")
    if items < table.items_asked:
        reasons.append(f"{items} of {table.items_asked} items have two answers or more; only these count")
    if n < ENOUGH_RATERS:
        reasons.append(f"{n} persons, fewer than {ENOUGH_RATERS}: {CHANCE}")
    return tuple(reasons)


def rwg(values: Floats, *, options: int, null: Null = "uniform") -> Figure:
    """Return r_wg of one item: ``1 - s2 / sE2``, floor 0, with s2 the sample variance (divisor k - 1).

    ``values`` (persons,), NaN = missing and left out. Range 0 (no more alike than the null) to 1 (all
    alike). Source: James, Demaree & Wolf 1984.

    >>> rwg(np.array([1.0, 2, 4, 4, 5]), options=5).value  # variance 2.7, more than the null's 2
    0.0
    """
    return rwg_j(values[:, np.newaxis], missing="drop", options=options, null=null)


def rwg_j(ratings: Floats, *, missing: MissingRule, options: int, null: Null = "uniform") -> Figure:
    """Return r_wg(j) of one group: ``J(1 - r) / (J(1 - r) + r)``, r = mean item variance / null variance.

    ``ratings`` persons x items, NaN = missing. 0 where r > 1. Range 0 to 1. Below 8 persons the reasons
    say that chance cannot be told from agreement. Source: James, Demaree & Wolf 1984.

    >>> ratings = np.array([[4.0, 3, 5], [4, 4, 4], [5, 4, 4], [4, 4, 3]])
    >>> round(rwg_j(ratings, missing="drop", options=5).value, 7)
    0.9255319
    """
    table = _one_group(ratings, missing, options, null)
    return _figure(table, float(table.rwg_j[0]), 1.0, missing, SOURCE_RWG)


def ad_m(ratings: Floats, *, missing: MissingRule) -> Figure:
    """Return AD_M(j): the mean over items of the mean absolute deviation from the item's mean.

    ``ratings`` persons x items, NaN = missing. In scale points: 0 is full agreement; by convention up to
    A / 6 (0.83 of 5 options) counts as agreement. Source: Burke, Finkelstein & Dusig 1999.

    >>> ratings = np.array([[4.0, 3, 5], [4, 4, 4], [5, 4, 4], [4, 4, 3]])
    >>> round(ad_m(ratings, missing="drop").value, 7)
    0.4166667
    """
    table = _one_group(ratings, missing, 2, "uniform")
    return _figure(table, float(table.ad_m[0]), None, missing, SOURCE_AD)


def _one_group(ratings: Floats, missing: MissingRule, options: int, null: Null) -> AgreementTable:
    together = np.zeros(len(ratings), dtype=np.intp)
    return agreement_by_group(ratings, together, 1, missing=missing, options=options, null=null)


def _figure(
    table: AgreementTable, value: float, maximum: float | None, missing: MissingRule, source: str
) -> Figure:
    known = None if np.isnan(value) else value
    reasons = reasons_of(table, 0)
    return Figure(known, int(table.n[0]), 0.0, maximum, MISSING_WORDS[missing], source, reasons=reasons)
