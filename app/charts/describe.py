"""Descriptions of charts from what has been released. A chart tells no more than the texts beside it."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.description import (
    ChangeDescription,
    ChangeMeasure,
    IntervalDescription,
    Measure,
    RadarDescription,
)
from app.disclosure.released import ReleasedResult, ReleasedScale
from scoring.rule import shipped_rule

NOT_SHOWN = "not shown"


def constructs_radar(result: ReleasedResult) -> RadarDescription:
    """Describe the radar of the constructs of a practice."""
    measures = _measures(result, result.constructs)
    minimum, maximum = _bounds(result.constructs)
    threshold = common_threshold(result.rule)
    return RadarDescription(
        title=f"The four constructs at {result.practice}",
        summary=in_words(measures, minimum, maximum, threshold),
        axes=measures,
        minimum=minimum,
        maximum=maximum,
        threshold=threshold,
    )


def levels_intervals(result: ReleasedResult) -> IntervalDescription:
    """Describe the three levels of the work at a practice as dots with intervals."""
    return intervals(f"The three levels at {result.practice}", result, result.levels)


def intervals(
    title: str, result: ReleasedResult, scales: Sequence[ReleasedScale], *, gated: bool = True
) -> IntervalDescription:
    """Describe ``scales`` (of one range) of ``result`` as dots; ``gated`` draws the rule's threshold."""
    measures = _measures(result, scales) if gated else tuple(_measure(scale) for scale in scales)
    minimum, maximum = _bounds(scales)
    threshold = common_threshold(result.rule) if gated else None
    summary = in_words(measures, minimum, maximum, threshold)
    return IntervalDescription(title, summary, measures, minimum, maximum, threshold)


def change(before: ReleasedResult, after: ReleasedResult) -> ChangeDescription:
    """Describe the constructs and levels of a practice in an earlier wave and in a later one.

    A scale that only one of the waves has is left out.
    """
    earlier = {scale.id: scale for scale in (*before.constructs, *before.levels)}
    scales = [scale for scale in (*after.constructs, *after.levels) if scale.id in earlier]
    rows = tuple(_change_row(earlier[scale.id], scale) for scale in scales)
    minimum, maximum = _bounds(scales)
    threshold = common_threshold(after.rule)
    shown = "; ".join(f"{row.label} {row.text}" for row in rows)
    return ChangeDescription(
        title=f"{after.practice}: wave {before.wave} and wave {after.wave}",
        summary=f"{shown}. The scale goes from {minimum} to {maximum}.",
        rows=rows,
        minimum=minimum,
        maximum=maximum,
        threshold=threshold,
        before_label=f"wave {before.wave}",
        after_label=f"wave {after.wave}",
    )


def common_threshold(rule_label: str) -> float | None:
    """Return the threshold that the gates of a rule ("id version digest") share, None where they differ."""
    rule_id, version, *_ = rule_label.split()
    thresholds = {gate.threshold for gate in shipped_rule(rule_id, version).gates}
    return thresholds.pop() if len(thresholds) == 1 else None


def _measures(result: ReleasedResult, scales: Sequence[ReleasedScale]) -> tuple[Measure, ...]:
    gates = {gate.id for gate in result.gates}
    return tuple(_measure(scale, None if scale.id in gates else "not a gate") for scale in scales)


def _measure(scale: ReleasedScale, note: str | None = None) -> Measure:
    if scale.mean is None:
        return Measure(scale.title, None, NOT_SHOWN, note=note, reason=scale.hidden_reason)
    interval_text = scale.interval_text if scale.interval else ""
    return Measure(scale.title, scale.mean, scale.mean_text, scale.interval, interval_text, note)


def _change_row(before: ReleasedScale, after: ReleasedScale) -> ChangeMeasure:
    same = before.mean_text == after.mean_text
    text = f"{after.mean_text} in both" if same else f"{before.mean_text}, then {after.mean_text}"
    return ChangeMeasure(after.title, before.mean, after.mean, text)


def _bounds(scales: Sequence[ReleasedScale]) -> tuple[int, int]:
    bounds = {(scale.minimum, scale.maximum) for scale in scales}
    if len(bounds) != 1:
        ranges = ", ".join(f"{scale.id} {scale.minimum} to {scale.maximum}" for scale in scales)
        raise ValueError(f"One chart has one range, but these differ: {ranges}. Draw a chart for each range.")
    return bounds.pop()


def in_words(measures: Sequence[Measure], minimum: int, maximum: int, threshold: float | None) -> str:
    """Return what a chart of measures shows, for those who do not see it."""
    shown = "; ".join(f"{each.label} {each.text}" for each in measures if each.value is not None)
    missing = [f"{each.label} is {each.text}{_because(each)}." for each in measures if each.value is None]
    sentences = [f"{shown}." if shown else "No value can be shown."]
    sentences += [*missing, f"The scale goes from {minimum} to {maximum}."]
    if threshold is not None:
        sentences.append(f"The threshold of the gates is {threshold:g}.")
    return " ".join(sentences)


def _because(measure: Measure) -> str:
    return f": {measure.reason.rstrip('.')}" if measure.reason else ""
