"""What a chart says, apart from how it is drawn. Both drawings, words and numbers come from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One axis of a radar or one row of an interval chart.

    ``value`` is None where there is nothing to show; then ``text`` says so and ``reason`` says why.
    ``text`` and ``interval_text`` are printed as they are: drawings add no digit of their own. ``note`` is
    a word beside the label, such as "not a gate".
    """

    label: str
    value: float | None
    text: str
    interval: tuple[float, float] | None = None
    interval_text: str = ""
    note: str | None = None
    reason: str | None = None


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


ChartDescription = RadarDescription | IntervalDescription
