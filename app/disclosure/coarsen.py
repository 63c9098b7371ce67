"""How numbers are made coarse enough that they cannot be turned back into answers.

A mean of whole numbers to one decimal gives their exact sum up to ten people; "5.0 from 5 people" gives every
answer; and an interval gives the spread, which with the mean gives away the one who differs. So a mean is
shown on a grid, the ends of the scale are shown as "or more" and "or less", and spread is shown in bands,
from which the interval is computed, and not near the ends. That whoever answered and sees all this is left
with at least three possible answers of each colleague to each question is not argued but searched: see
tests/app/disclosure/test_feasible.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scoring.interval import mean_interval

GRAINS = (0.1, 0.2, 0.5, 1.0)
SUMS_PER_POINT = 3
SPREAD_BANDS = (0.5, 0.75, 1.0, 1.25)  # standard deviations of persons' means on a scale of 1 to 5
SPREAD_ROOM = 0.7  # how far from an end of that scale a mean must be for anything to be said of the spread
NOT_SHOWN = "not shown"
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Basis:
    """What a mean rests on: ``n`` people, each with ``items`` answers from ``minimum`` to ``maximum``."""

    n: int
    items: int
    minimum: int
    maximum: int

    @property
    def span(self) -> int:
        """The width of the scale in points."""
        return self.maximum - self.minimum


@dataclass(frozen=True, slots=True)
class CoarseValue:
    """A mean as it may be shown: a point of the grid, the words for it, and whether it is an end code."""

    value: float
    text: str
    grain: float
    is_end_code: bool


def grain(basis: Basis) -> float:
    """Return the width of the grid for a mean, in scale points.

    It is the first of 0.1, 0.2, 0.5 and 1 that holds at least three different sums of answers.
    """
    return next(
        (width for width in GRAINS if width * basis.n * basis.items >= SUMS_PER_POINT - _EPSILON), GRAINS[-1]
    )


def end_codes(basis: Basis) -> tuple[float, float]:
    """Return the points of the grid from which a mean is shown as "or less" and as "or more".

    One person alone can move the mean by ``span / n``. Whoever gave the lowest answers and saw a mean near
    the highest that was then possible would know that all the others gave the highest. So all the means
    that one person can make of unanimous others, and two sums more, are one point: it starts at or below
    ``maximum - span / n - 2 / (n items)``.
    """
    width = grain(basis)
    reach = basis.span / basis.n + (SUMS_PER_POINT - 1) / (basis.n * basis.items)
    # The cell of a point begins half a width below it.
    steps = math.floor((basis.maximum - reach) / width + 0.5 + _EPSILON)
    top = min(_tidy(steps * width), basis.maximum - width)
    return _tidy(basis.minimum + basis.maximum - top), _tidy(top)


def can_be_shown(basis: Basis) -> bool:
    """Return whether the two end codes leave each other room.

    Three people with one answer each have no mean that can be shown: either end would tell of everybody.
    """
    bottom, top = end_codes(basis)
    return top - bottom >= grain(basis) - _EPSILON


def between_ends(basis: Basis) -> tuple[float, float]:
    """Return the two means between which, and not at which, a mean is shown as a point of its own."""
    bottom, top = end_codes(basis)
    half = grain(basis) / 2
    return bottom + half + _EPSILON, top - half - _EPSILON


def coarse_mean(mean: float, basis: Basis, threshold: float | None) -> CoarseValue:
    """Return a mean on its grid, top- and bottom-coded.

    A mean stays on its side of ``threshold``: the verdict beside it tells the side anyway, and a page that
    says "3.5: missed" of a threshold of 3.5 is not believed.
    """
    width = grain(basis)
    bottom, top = end_codes(basis)
    low, high = between_ends(basis)
    if mean >= high:
        return CoarseValue(top, f"{top:.1f} or more", width, is_end_code=True)
    if mean <= low:
        return CoarseValue(bottom, f"{bottom:.1f} or less", width, is_end_code=True)
    point = _tidy(math.floor(mean / width + 0.5 + _EPSILON) * width)
    if threshold is not None and mean < threshold <= point:
        point = _tidy(point - width)
    elif threshold is not None and point < threshold <= mean:
        point = _tidy(point + width)
    return CoarseValue(point, f"{point:.1f}", width, is_end_code=False)


def spread_band(sd: float | None, basis: Basis, shown: CoarseValue) -> int | None:
    """Return the band of a standard deviation, 0 the narrowest; None where nothing may be said of the spread.

    Nothing is said of a single item (there the spread is one of answers) and beside an end code (there it
    would tell who differs from all the others). Near an end neither: whoever gave low answers, and saw a
    mean of 4.4 with little spread, would know that each of the others gave 4 or 5; and great spread there
    would tell that everybody gave the lowest or the highest.
    """
    room = min(shown.value - basis.minimum, basis.maximum - shown.value) * 4 / basis.span
    if sd is None or basis.items == 1 or shown.is_end_code or room < SPREAD_ROOM - _EPSILON:
        return None
    return sum(sd * 4 / basis.span >= edge - _EPSILON for edge in SPREAD_BANDS)


def strength(band: int | None) -> str:
    """Return in words how far people agree."""
    if band is None:
        return NOT_SHOWN
    return ("people agree", *["people differ somewhat"] * 2, *["people are split"] * 2)[band]


def sd_at_most(band: int | None, basis: Basis, shown: CoarseValue) -> float | None:
    """Return the largest standard deviation that goes with what is shown, in scale points.

    It is that of the band; where nothing is said of the spread, the largest that any answers with such a
    mean can have. None for a single item and beside an end code.
    """
    if basis.items == 1 or shown.is_end_code:
        return None
    if band is not None and band < len(SPREAD_BANDS):
        return SPREAD_BANDS[band] * basis.span / 4
    return widest_sd(shown, basis)


def widest_sd(shown: CoarseValue, basis: Basis) -> float:
    """Return the largest standard deviation that answers with a shown mean can have: all at the two ends.

    Formula: ``sqrt((m - minimum) (maximum - m) n / (n - 1))``, with the m of the mean's cell that is nearest
    to the middle.
    """
    middle = (basis.minimum + basis.maximum) / 2
    nearest = min(max(middle, shown.value - shown.grain), shown.value + shown.grain)
    return math.sqrt((nearest - basis.minimum) * (basis.maximum - nearest) * basis.n / (basis.n - 1))


def coarse_interval(
    shown: CoarseValue, sd: float | None, basis: Basis, headcount: int
) -> tuple[float, float] | None:
    """Return an interval that holds the exact one, computed from what is shown; None without ``sd``.

    ``sd`` is the largest that goes with what is shown. The interval takes the ends of the point's cell; so
    it is wider than the exact one and tells nothing that the mean and the band did not tell.
    """
    if sd is None:
        return None
    low, high = mean_interval(
        mean=np.array([shown.value - shown.grain, shown.value + shown.grain]),
        sd=np.array(sd),
        n=np.array(basis.n),
        headcount=np.array(headcount),
        minimum=np.array(float(basis.minimum)),
        maximum=np.array(float(basis.maximum)),
    )
    return _tidy(math.floor(low[0] * 10 + _EPSILON) / 10), _tidy(math.ceil(high[1] * 10 - _EPSILON) / 10)


def _tidy(value: float) -> float:
    return round(value, 2)
