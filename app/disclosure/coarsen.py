"""How numbers are made coarse enough that they cannot be turned back into answers.

A mean of whole numbers to one decimal gives their exact sum up to ten people, and "5.0 from 5 people"
gives every answer. So a mean is shown on a grid so wide that at least three sums of answers fall on every
point of it, the ends of the scale are shown as "or more" and "or less", and an interval never shows that
everybody gave the same answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

GRAINS = (0.1, 0.2, 0.5, 1.0)
SUMS_PER_POINT = 3
CLOSE, SPLIT = 0.5, 1.0  # standard deviations of persons' means, in points of a 1 to 5 scale
DISTRIBUTION_MINIMUM = 10  # people, from which something may be said of the spread of single answers


@dataclass(frozen=True, slots=True)
class CoarseValue:
    """A mean as it may be shown: a point of the grid and the words for it."""

    value: float
    text: str


def grain(n: int, items: int) -> float:
    """Return the width of the grid for a mean of ``n`` people over ``items`` items, in scale points.

    It is the first of 0.1, 0.2, 0.5 and 1 that holds at least three different sums of answers.
    """
    return next((width for width in GRAINS if width * n * items >= SUMS_PER_POINT - 1e-9), GRAINS[-1])


def coarse_mean(
    mean: float, minimum: int, maximum: int, width: float, threshold: float | None
) -> CoarseValue:
    """Return ``mean`` on the grid of ``width``, top- and bottom-coded.

    A mean on the other side of ``threshold`` than its point on the grid is worded by its side: the verdict
    beside it tells the side anyway, and a page that says "3.5: missed" of a threshold of 3.5 is not believed.
    """
    top, bottom = maximum - width, minimum + width
    if mean >= top - width / 2:
        return CoarseValue(top, f"{top:.1f} or more")
    if mean <= bottom + width / 2:
        return CoarseValue(bottom, f"{bottom:.1f} or less")
    point = _point(mean, width)
    if threshold is not None and mean < threshold <= point:
        return CoarseValue(_tidy(threshold - width / 2), f"just under {threshold:.1f}")
    if threshold is not None and point < threshold <= mean:
        return CoarseValue(_tidy(threshold), f"just over {threshold:.1f}")
    return CoarseValue(point, f"{point:.1f}")


def coarse_interval(
    interval: tuple[float, float], shown: float, minimum: int, maximum: int, width: float
) -> tuple[float, float]:
    """Return the interval widened outwards to the grid, at least one grid width either side of ``shown``."""
    low = min(math.floor(interval[0] / width + 1e-9) * width, shown - width)
    high = max(math.ceil(interval[1] / width - 1e-9) * width, shown + width)
    return _tidy(max(low, minimum)), _tidy(min(high, maximum))


def strength(sd: float | None, n: int, items: int, span: int) -> str:
    """Return in words how far people agree, by the standard deviation on a scale ``span`` points wide.

    Of a single item it is said from ten people up only: there it would be a distribution of answers.
    """
    if sd is None or (items == 1 and n < DISTRIBUTION_MINIMUM):
        return "not shown"
    relative = sd * 4 / span
    if relative < CLOSE:
        return "people agree"
    return "people differ somewhat" if relative < SPLIT else "people are split"


def _point(value: float, width: float) -> float:
    """Round half up, so that the result does not depend on the parity of the point."""
    return _tidy(math.floor(value / width + 0.5 + 1e-9) * width)


def _tidy(value: float) -> float:
    return round(value, 2)
