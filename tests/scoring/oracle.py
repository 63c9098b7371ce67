"""Practice scores computed a second time, person by person in exact fractions: the arrays must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import mean, stdev

from scipy.stats import t

from questionnaires.types import Instrument, Scale


@dataclass(frozen=True)
class Expected:
    """One scale of one practice."""

    n: int
    mean: float | None
    sd: float | None
    ci: tuple[float, float] | None
    role_balanced: float | None


def person(instrument: Instrument, scale: Scale, cells: Sequence[int]) -> Fraction | None:
    """One person's mean of the answered items, None below the policy."""
    items = [item for item in instrument.items if item.is_scored]
    values = []
    for item, cell in zip(items, cells, strict=True):
        if item.id in scale.items and cell >= 0:
            values.append(scale.minimum + scale.maximum - cell if item.reversed else cell)
    if not values or len(values) < scale.min_answered * len(scale.items):
        return None
    return Fraction(sum(values), len(values))


def expected(
    instrument: Instrument, scale: Scale, people: Sequence[tuple[str, Sequence[int]]], headcount: int
) -> Expected:
    """One scale of one practice from ``(role, answers)`` of each person."""
    scores = [(role, person(instrument, scale, cells)) for role, cells in people]
    known = [(role, score) for role, score in scores if score is not None]
    values = [score for _, score in known]
    if not values:
        return Expected(0, None, None, None, None)
    groups = [mean(s for r, s in known if r == role) for role in sorted({role for role, _ in known})]
    n, middle = len(values), float(mean(values))
    sd = stdev([float(value) for value in values]) if n > 1 else None
    ci = None
    if n == headcount:
        ci = (middle, middle)
    elif sd is not None:
        half = float(t.ppf(0.975, n - 1)) * sd / sqrt(n) * sqrt(1 - n / headcount)
        ci = (max(middle - half, scale.minimum), min(middle + half, scale.maximum))
    return Expected(n, middle, sd, ci, float(mean(groups)))
