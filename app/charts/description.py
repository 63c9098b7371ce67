"""What a chart says, apart from how it is drawn. Both drawings, words and numbers come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Measure:
    """One axis of a radar or one row of an interval chart.

    ``value`` is None where there is nothing to show; then ``text`` says so and ``reason`` says why.
    ``text`` and ``interval_text`` are printed as they are: drawings add no digit of their own. ``note`` is
    a word beside the label, such as "not a gate". ``end`` is the end of the scale towards which a value
    that is shown as "or less" or "or more" may lie.
    """

    label: str
    value: float | None
    text: str
    interval: tuple[float, float] | None = None
    interval_text: str = ""
    note: str | None = None
    reason: str | None = None
    end: Literal["less", "more"] | None = None


@dataclass(frozen=True, slots=True)
class RadarDescription:
    """A radar of at least three axes that begin at ``minimum``, the least value an answer can have."""

    title: str
    summary: str
    axes: tuple[Measure, ...]
    minimum: int
    maximum: int
    threshold: float | None


@dataclass(frozen=True, slots=True)
class IntervalDescription:
    """Rows of a dot with its 95 % interval on one common scale."""

    title: str
    summary: str
    rows: tuple[Measure, ...]
    minimum: int
    maximum: int
    threshold: float | None


@dataclass(frozen=True, slots=True)
class ChangeMeasure:
    """One row of a change chart: a value before and now, either None where it is not shown."""

    label: str
    before: float | None
    after: float | None
    text: str  # printed beside the label, such as "3.0, then 3.8"


@dataclass(frozen=True, slots=True)
class ChangeDescription:
    """Rows of an arrow from an earlier wave's mean to a later one's, on one common scale."""

    title: str
    summary: str
    rows: tuple[ChangeMeasure, ...]
    minimum: int
    maximum: int
    threshold: float | None
    before_label: str
    after_label: str


@dataclass(frozen=True, slots=True)
class SpreadBar:
    """How many practices are shown from ``low`` to below ``high``; ``ends`` as "or less" or "or more"."""

    low: float
    high: float
    practices: int
    ends: int


@dataclass(frozen=True, slots=True)
class SpreadDescription:
    """How many practices are shown where on one scale, from its least to its largest value.

    ``most`` is the highest bar of all the charts that stand beside each other, so that they can be compared;
    ``hidden`` is of how many practices nothing is shown on this scale.
    """

    title: str
    summary: str
    bars: tuple[SpreadBar, ...]
    most: int
    hidden: int
    threshold: float | None


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One value of a heat map: ``shade`` from 0, the lightest, or None where nothing is shown."""

    text: str
    shade: int | None
    is_met: bool  # whether the gate of this column is met


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row of a heat map, a cell for each heading."""

    label: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatDescription:
    """A table of values in shades; ``steps`` says where each shade begins and ends."""

    headings: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StackRow:
    """One bar: how many of each part."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StackDescription:
    """Bars of the same length, each divided into the same parts by their share in it."""

    title: str
    summary: str
    parts: tuple[str, ...]
    rows: tuple[StackRow, ...]


ChartDescription = RadarDescription | IntervalDescription
