"""The one place where a computed number becomes a number of a result."""

from __future__ import annotations

import math

PLACES = 10  # far finer than any answer; hides the last bits in which mathematical libraries differ


def plain(value: float) -> float:
    """Return the number rounded to PLACES decimals, never -0.0.

    >>> plain(3.6 - 3.5)
    0.1
    """
    return round(float(value), PLACES) + 0.0


def plain_or_none(value: float) -> float | None:
    """Return the number as :func:`plain` does, None in place of NaN."""
    return None if math.isnan(value) else plain(value)
