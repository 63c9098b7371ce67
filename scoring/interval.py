"""The interval of a practice mean: t with finite-population correction."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]


def mean_interval(
    *,
    mean: Floats,
    sd: Floats,
    n: NDArray[np.int64],
    headcount: NDArray[np.int64],
    minimum: Floats,
    maximum: Floats,
) -> tuple[Floats, Floats]:
    """Return the lower and upper end of the 95 % interval of each mean, in scale units.

    Formula: ``m +- t(.975, n-1) * s / sqrt(n) * sqrt(1 - n/N)``, clipped to the scale; ``n`` people with a
    score, ``N`` = headcount. All arrays broadcast to one shape. Where everyone has a score (n = N) the width
    is 0, also for a practice of one. NaN, which never leaves this package, where there is nothing to say:
    nobody has a score, or one of several has (no spread). Source: science of the score, section 3.

    >>> names = ("mean", "sd", "n", "headcount", "minimum", "maximum")
    >>> values = (3.6, 0.5, 5, 12, 1.0, 5.0)
    >>> low, high = mean_interval(**{name: np.array([value]) for name, value in zip(names, values)})
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (3.1258, 4.0742)
    """
    everyone = (n > 0) & (n == headcount)
    some = (n > 1) & ~everyone
    people = np.where(some, n, 2).astype(np.float64)
    staff = np.where(some, np.maximum(headcount, n), 2).astype(np.float64)
    error = np.where(some, sd, 0.0) / np.sqrt(people) * np.sqrt(1 - people / staff)
    half = np.where(everyone, 0.0, np.where(some, stdtrit(people - 1, 0.975) * error, np.nan))
    return np.maximum(mean - half, minimum), np.minimum(mean + half, maximum)
