"""One published number with what it takes to believe it: n, range, missing-data rule, source, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

MissingRule = Literal["drop", "pairwise"]
Interval = tuple[float, float]
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic of a group or of a sample.

    ``value`` is None where it cannot be had, and then ``reasons`` says why; it is never NaN and never
    infinite. ``minimum`` and ``maximum`` are the ends of what the value can be, None where there is no
    end. ``n`` counts persons after exclusions. ``reasons`` also carries what limits the reading of a value.
    """

    value: float | None
    n: int
    minimum: float | None
    maximum: float | None
    missing_rule: str
    source: str
    ci: Interval | None = None
    reasons: tuple[str, ...] = ()


def no_spread(values: Floats) -> float:
    """Return the sum of squares below which ``values`` are constant but for rounding.

    Means of equal numbers can differ in their last digit; a spread that small is none. The bound is
    the number of values times the square of eight rounding errors of the largest of them.
    """
    if values.size == 0:
        return 0.0
    step = 8.0 * float(np.finfo(np.float64).eps) * float(np.max(np.abs(values)))
    return values.size * step * step
