"""How much of the difference between persons is a difference between groups: ICC(1) and ICC(2).

Both come from a one-way random-effects analysis of variance of one number a person (here: the person's scale
mean), with ``n = N / k``, persons divided by groups, as the size of a group: the arithmetic mean size, also
where groups differ. Neither is clipped: a negative value says that persons of the same group differ more than
persons of different groups.

Missing rule: persons without a number are left out before; groups without persons do not count.

Sources: Shrout & Fleiss 1979 (formulas, F intervals); McGraw & Wong 1996 (intervals); Bliese 2000 (names, n).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from scoring.figure import Floats, Indices, Interval, no_spread

ENOUGH_GROUPS = 10


@dataclass(frozen=True, slots=True)
class OneWay:
    """A one-way analysis of variance: mean squares between and within, None without degrees of freedom.

    ``groups`` with persons (k), ``persons`` (N), ``equal`` whether all groups are of one size.
    """

    msb: float | None
    msw: float | None
    groups: int
    persons: int
    equal: bool

    @property
    def size(self) -> float:
        """Mean persons a group, N / k."""
        return self.persons / self.groups


@dataclass(frozen=True, slots=True)
class Icc:
    """ICC(1), one person's number, and ICC(2), the group mean, with 95 % intervals; None with a reason.

    ``icc1`` lies between -1 / (n - 1) and 1, ``icc2`` between minus infinity and 1.
    """

    icc1: float | None
    icc1_ci: Interval | None
    icc2: float | None
    icc2_ci: Interval | None
    table: OneWay
    reasons: tuple[str, ...]


def one_way(values: Floats, group: Indices) -> OneWay:
    """Return the analysis of variance of ``values`` (persons,) by ``group`` (persons,), any labels from 0 up.

    >>> table = one_way(np.array([9.0, 2, 5, 8, 6, 1, 3, 2]), np.repeat([0, 1], 4))
    >>> table.msb, table.msw
    (18.0, 7.333333333333333)
    """
    counts = np.bincount(group)
    counts = counts[counts > 0]
    groups, persons = len(counts), len(values)
    if persons == 0:
        return OneWay(None, None, 0, 0, equal=True)
    count = np.bincount(group)
    means = np.bincount(group, values) / np.maximum(count, 1)
    centred = means - values.mean()
    within = float(np.sum((values - means[group]) ** 2))
    between = float(np.sum(count * centred**2 * (count > 0)))
    floor = no_spread(values)
    msb = _mean_square(between, floor, groups - 1)
    msw = _mean_square(within, floor, persons - groups)
    return OneWay(msb, msw, groups, persons, equal=bool((counts == counts[0]).all()))


def _mean_square(total: float, floor: float, freedom: int) -> float | None:
    if freedom < 1:
        return None
    return 0.0 if total <= floor else total / freedom


def icc(values: Floats, group: Indices, *, level: float = 0.95) -> Icc:
    """Return ICC(1) = (MSB - MSW) / (MSB + (n - 1) MSW) and ICC(2) = (MSB - MSW) / MSB with F intervals.

    ``values`` (persons,) without NaN; ``group`` (persons,). The F interval is exact for groups of one
    size and approximate otherwise, which the reasons then say.

    Shrout & Fleiss 1979, six targets as groups of four:

    >>> rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> result = icc(np.array(rows, dtype=float).ravel(), np.repeat(np.arange(6), 4))
    >>> round(result.icc1, 7), round(result.icc2, 7)
    (0.1657418, 0.4427971)
    """
    table = one_way(values, group)
    refusal = _refusal(table)
    if refusal or table.msb is None or table.msw is None:
        return Icc(None, None, None, None, table, (refusal,))
    msb, msw, size = table.msb, table.msw, table.size
    icc1 = (msb - msw) / (msb + (size - 1) * msw)
    reasons = [*_limits(table)]
    icc2 = None
    if msb > 0:
        icc2 = (msb - msw) / msb
    else:
        reasons.insert(0, "icc2: the group means do not differ at all, so there is nothing to divide by")
    if msw == 0:
        reasons.insert(0, "icc1_ci: nobody differs from the own group, so F has no bound")
        return Icc(icc1, None, icc2, None, table, tuple(reasons))
    low, high = _f_interval(msb / msw, table, level)
    ci1 = ((low - 1) / (low + size - 1), (high - 1) / (high + size - 1))
    ci2 = (1 - 1 / low, 1 - 1 / high) if low > 0 and math.isfinite(1 / low) else None
    return Icc(icc1, ci1, icc2, ci2, table, tuple(reasons))


def _refusal(table: OneWay) -> str:
    if table.groups == 0:
        return "icc1, icc2: nobody has answers that can be used"
    if table.groups == 1:
        return "icc1, icc2: one group only; groups cannot be compared"
    if table.msw is None:
        return "icc1, icc2: every group has one person; the spread within groups is unknown"
    if table.msb == 0 and table.msw == 0:
        return "icc1, icc2: everybody has the same score; there is no spread to divide"
    return ""


def _limits(table: OneWay) -> tuple[str, ...]:
    limits = []
    if not table.equal:
        mean = f"{table.size:.4g}"
        limits.append(f"icc1_ci: groups differ in size (mean {mean}); the F interval is approximate")
    if table.groups < ENOUGH_GROUPS:
        limits.append(f"icc1, icc2: {table.groups} groups, fewer than {ENOUGH_GROUPS}; read with care")
    return tuple(limits)


def _f_interval(ratio: float, table: OneWay, level: float) -> Interval:
    """Return the interval of the true ratio of mean squares, as Shrout & Fleiss 1979 give it."""
    between, within = table.groups - 1, table.persons - table.groups
    tail = 1 - (1 - level) / 2
    low = ratio / float(stats.f.ppf(tail, between, within))
    return low, ratio * float(stats.f.ppf(tail, within, between))


def icc2_from(icc1: float, groups: int, persons: int, *, level: float = 0.95) -> tuple[float, Interval]:
    """Return the ICC(2) and its F interval that go with an ICC(1) of ``persons`` in ``groups``, below 1.

    Formula: ``F = (1 + (n - 1) ICC(1)) / (1 - ICC(1))``, n persons a group; ICC(2) = 1 - 1 / F, which is the
    Spearman-Brown formula.

    >>> value, (low, high) = icc2_from(0.1657418, 6, 24)
    >>> round(value, 5), round(low, 2), round(high, 2)
    (0.4428, -0.88, 0.91)
    """
    table = OneWay(None, None, groups, persons, equal=True)
    ratio = (1 + (table.size - 1) * icc1) / (1 - icc1)
    low, high = _f_interval(ratio, table, level)
    return 1 - 1 / ratio, (1 - 1 / low, 1 - 1 / high)


def people_needed(icc1: float, icc2: float = 0.70) -> int | None:
    """Return how many answers each group needs for ICC(2) to reach ``icc2``, by the Spearman-Brown formula.

    Formula: the least whole n with ``n >= icc2 (1 - icc1) / ((1 - icc2) icc1)``. None where ICC(1) is 0 or
    less: no number of answers would do. ValueError for an ICC that cannot be.

    >>> [people_needed(icc1) for icc1 in (0.05, 0.10, 0.15, 0.20, 0.25, 0.30)]
    [45, 21, 14, 10, 7, 6]
    """
    if not (-1 <= icc1 <= 1 and 0 < icc2 < 1):
        msg = f"ICC(1) of {icc1} and ICC(2) of {icc2} cannot be had together"
        raise ValueError(msg)
    if icc1 <= 0:
        return None
    return max(1, math.ceil(round(icc2 * (1 - icc1) / ((1 - icc2) * icc1), 9)))
