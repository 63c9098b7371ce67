"""Descriptions of charts of many practices, from what is written down of what is shown of each.

Practices stand in the order they are given in, which is that of their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from app.charts.describe import NOT_SHOWN, in_words
from app.charts.description import (
    HeatCell,
    HeatDescription,
    HeatRow,
    IntervalDescription,
    Measure,
    RadarDescription,
    SpreadBar,
    SpreadDescription,
    StackDescription,
    StackRow,
)
from app.disclosure.headings import Heading
from app.disclosure.summary import OR_LESS, OR_MORE, Summary, SummaryScale
from app.disclosure.threshold import SCALE_HIDDEN

STEPS_A_POINT = 2  # of a spread's bars and of a heat map's shades: thresholds are whole or half points
NAMED_IN_WORDS = 8  # practices of which a chart's words say the value; a table has them all
Practices = Sequence[tuple[str, Summary]]


def radar(practice: str, summary: Summary, headings: Sequence[Heading]) -> RadarDescription:
    """Describe the radar of the constructs of one of many practices."""
    constructs = [heading for heading in headings if heading.is_construct]
    axes = tuple(
        measure(summary.scales.get(heading.id), heading.title, None if heading.threshold else "not a gate")
        for heading in constructs
    )
    minimum, maximum, threshold = constructs[0].minimum, constructs[0].maximum, common_threshold(headings)
    words = in_words(axes, minimum, maximum, threshold)
    return RadarDescription(f"The four constructs at {practice}", words, axes, minimum, maximum, threshold)


def dots(heading: Heading, practices: Practices) -> IntervalDescription:
    """Describe one scale of many practices as dots with intervals, a row a practice."""
    rows = tuple(measure(summary.scales.get(heading.id), name) for name, summary in practices)
    words = in_words(rows[:NAMED_IN_WORDS], heading.minimum, heading.maximum, heading.threshold)
    return IntervalDescription(
        heading.title, words, rows, heading.minimum, heading.maximum, heading.threshold
    )


def heat(headings: Sequence[Heading], practices: Practices) -> HeatDescription:
    """Describe many practices by all scales."""
    rows = (
        HeatRow(name, tuple(_cell(heading, summary) for heading in headings)) for name, summary in practices
    )
    return HeatDescription(
        headings=tuple(heading.title for heading in headings),
        rows=tuple(rows),
        steps=tuple(step_text(low, high, headings[0].maximum) for low, high in steps(headings[0])),
    )


def spreads(headings: Sequence[Heading], summaries: Iterable[Summary]) -> tuple[SpreadDescription, ...]:
    """Describe for each scale how many practices are shown where; the bars of all are of one scale.

    ``summaries`` are looked at one after another, so that thousands need not be there at once.
    """
    counted = [_Counted(heading) for heading in headings]
    for summary in summaries:
        for each in counted:
            each.add(summary)
    most = max((max(each.practices) for each in counted), default=0)
    return tuple(each.spread(most) for each in counted)


def shares(title: str, parts: Sequence[str], rows: Iterable[tuple[str, Sequence[int]]]) -> StackDescription:
    """Describe how many practices are in each of the ``parts``, a row (label, counts) a wave."""
    stacked = tuple(StackRow(label, tuple(counts)) for label, counts in rows)
    words = "; ".join(
        f"{row.label}: " + ", ".join(f"{part} {count}" for part, count in zip(parts, row.counts, strict=True))
        for row in stacked
    )
    return StackDescription(title, f"{words}.", tuple(parts), stacked)


def measure(scale: SummaryScale | None, label: str, note: str | None = None) -> Measure:
    """Return a shown scale as a chart draws it; None is one that the wave did not ask about."""
    if scale is None or scale.mean is None:
        return Measure(label, None, NOT_SHOWN, note=note, reason=SCALE_HIDDEN)
    interval_text = scale.interval_text if scale.interval else ""
    return Measure(
        label, scale.mean, scale.mean_text, scale.interval, interval_text, note, end=end_of(scale.mean_text)
    )


def end_of(mean_text: str) -> Literal["less", "more"] | None:
    """Return towards which end of the scale a mean may lie that is shown as "or less" or "or more"."""
    if mean_text.endswith(OR_MORE):
        return "more"
    return "less" if mean_text.endswith(OR_LESS) else None


def common_threshold(headings: Sequence[Heading]) -> float | None:
    """Return the threshold that all gates share, None where they differ."""
    thresholds = {heading.threshold for heading in headings if heading.threshold is not None}
    return thresholds.pop() if len(thresholds) == 1 else None


def steps(heading: Heading) -> Sequence[tuple[float, float]]:
    """Return the ends of the half points of a scale."""
    count = (heading.maximum - heading.minimum) * STEPS_A_POINT
    edges = [heading.minimum + place / STEPS_A_POINT for place in range(count + 1)]
    return list(pairwise(edges))


def step_text(low: float, high: float, maximum: int) -> str:
    """Return a half point in words; means are shown in tenths at the finest."""
    return f"{low:.1f} to {high if high == maximum else high - 0.1:.1f}"


def step_of(mean: float, heading: Heading) -> int:
    """Return which half point a mean is in; the largest value is in the last."""
    last = (heading.maximum - heading.minimum) * STEPS_A_POINT - 1
    return min(int((mean - heading.minimum) * STEPS_A_POINT + 1e-9), last)


def _cell(heading: Heading, summary: Summary) -> HeatCell:
    scale = summary.scales.get(heading.id)
    if scale is None or scale.mean is None:
        return HeatCell(NOT_SHOWN, None, is_met=False)
    is_met = heading.threshold is not None and scale.mean >= heading.threshold
    return HeatCell(scale.mean_text, step_of(scale.mean, heading), is_met)


class _Counted:
    """How many practices are shown in each half point of a scale, and how many are not shown."""

    def __init__(self, heading: Heading) -> None:
        self.heading = heading
        self.practices = [0] * len(steps(heading))
        self.ends = [0] * len(self.practices)
        self.hidden = 0

    def add(self, summary: Summary) -> None:
        """Count one practice."""
        scale = summary.scales.get(self.heading.id)
        if scale is None or scale.mean is None:
            self.hidden += 1
            return
        place = step_of(scale.mean, self.heading)
        self.practices[place] += 1
        if end_of(scale.mean_text):
            self.ends[place] += 1

    def spread(self, most: int) -> SpreadDescription:
        """Return the description of what was counted; ``most`` is the highest bar of all scales."""
        edges = steps(self.heading)
        bars = tuple(
            SpreadBar(low, high, practices, ends)
            for (low, high), practices, ends in zip(edges, self.practices, self.ends, strict=True)
        )
        words = _spread_in_words(bars, self.heading)
        return SpreadDescription(self.heading.title, words, bars, most, self.hidden, self.heading.threshold)


def _spread_in_words(bars: Iterable[SpreadBar], heading: Heading) -> str:
    shown = [
        f"{step_text(bar.low, bar.high, heading.maximum)}: {bar.practices}" for bar in bars if bar.practices
    ]
    words = "; ".join(shown) or "Nothing is shown"
    return f"{words}." if heading.threshold is None else f"{words}. The threshold is {heading.threshold:g}."
