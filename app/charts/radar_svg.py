"""The radar as SVG: one polygon on axes that begin at the least value an answer can have."""

from __future__ import annotations

import math
from dataclasses import dataclass

from markupsafe import Markup

from app.charts import marks
from app.charts.description import Measure, RadarDescription
from app.charts.marks import LINE_HEIGHT, Legend, Point
from app.charts.sheet import SCREEN, Sheet

_GAP = 10.0  # between the end of an axis and its label
_SIDE, _MIDDLE = 13, 30  # characters a line of a label beside, above or below the radar


def draw(description: RadarDescription, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the radar. ``prefix`` makes its ids unique on a page. A missing value leaves a gap."""
    centre = (sheet.width / 2, sheet.radius + _top_margin(description.axes[0]))
    web = _Web(description, centre, sheet.radius)
    labels, bottom = _labels(web)
    drawn = [*_grid(web), *_threshold(web), *_values(web), *labels]
    if sheet.key:
        entries = Legend(description.threshold, any(axis.interval for axis in description.axes))
        drawn += entries.draw(bottom)
        bottom += entries.height
    size = (sheet.width, bottom)
    return marks.image(prefix, description.title, description.summary, size, drawn)


def key(threshold: float | None, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the key of radars that stand side by side and have none of their own."""
    entries = Legend(threshold, with_interval=True, in_a_row=sheet.beside)
    return marks.image(prefix, "Key", "What the marks mean", (sheet.width, entries.height), entries.draw(0))


@dataclass(frozen=True, slots=True)
class _Web:
    """Where values stand: axes from ``centre``, the first upwards, clockwise, ``radius`` long."""

    of: RadarDescription
    centre: Point
    radius: float

    def at(self, index: int, value: float) -> Point:
        """Return where a value stands on an axis."""
        share = (value - self.of.minimum) / (self.of.maximum - self.of.minimum)
        return _along(self.centre, self.angle(index), self.radius * share)

    def angle(self, index: int) -> float:
        """Return the direction of an axis."""
        return 2 * math.pi * index / len(self.of.axes)


def _along(centre: Point, angle: float, distance: float) -> Point:
    """Return the point ``distance`` from the centre; angle 0 is up, clockwise."""
    return centre[0] + distance * math.sin(angle), centre[1] - distance * math.cos(angle)


def _grid(web: _Web) -> list[str]:
    description = web.of
    indices = range(len(description.axes))
    step = 1 if description.maximum - description.minimum <= 5 else 2
    rings = range(description.minimum, description.maximum + 1, step)
    drawn = [marks.shape((web.at(index, ring) for index in indices), marks.GRID) for ring in rings[1:]]
    ends = (web.at(index, description.maximum) for index in indices)
    drawn.append(marks.lines((web.centre, end) for end in ends))
    for ring in (rings[0], rings[-1]):
        x, y = web.at(0, ring)
        drawn.append(marks.text((x + 6, y + 14), str(ring), colour=marks.QUIET))
    return drawn


def _threshold(web: _Web) -> list[str]:
    level = web.of.threshold
    if level is None:
        return []
    ring = [web.at(index, level) for index in range(len(web.of.axes))]
    return [marks.shape(ring, marks.INK, 1.5, dash="5 3")]


def _values(web: _Web) -> list[str]:
    points = [
        None if axis.value is None else web.at(index, axis.value) for index, axis in enumerate(web.of.axes)
    ]
    present = [point for point in points if point is not None]
    drawn = []
    if len(present) == len(points):
        drawn.append(marks.shape(present, marks.MAIN, 2.5, fill=marks.MAIN))
    else:
        pairs = zip(points, [*points[1:], points[0]], strict=True)
        drawn += [marks.line(a, b, marks.MAIN, 2.5) for a, b in pairs if a is not None and b is not None]
    drawn += [
        _interval(web, index, axis.interval)
        for index, axis in enumerate(web.of.axes)
        if axis.interval is not None
    ]
    return drawn + [marks.dot(point) for point in present]


def _interval(web: _Web, index: int, interval: tuple[float, float]) -> str:
    low, high = (web.at(index, value) for value in interval)
    angle = web.angle(index)
    return marks.whisker(low, high, (4 * math.cos(angle), 4 * math.sin(angle)))


def _labels(web: _Web) -> tuple[list[str], float]:
    """Return the labels at the ends of the axes and the lowest line they reach."""
    drawn: list[str] = []
    lowest = web.centre[1] + web.radius
    for index, axis in enumerate(web.of.axes):
        angle = web.angle(index)
        x, y = _along(web.centre, angle, web.radius + _GAP)
        beside, above = math.sin(angle), math.cos(angle)
        anchor: marks.Anchor = "middle" if abs(beside) < 0.2 else "start" if beside > 0 else "end"
        lines = _lines(axis, _MIDDLE if anchor == "middle" else _SIDE)
        # Above the radar the last line sits on the axis's end, below it the first, beside it the middle.
        y += 5 - 5 * above - LINE_HEIGHT * (len(lines) - 1) * (1 + above) / 2
        for number, line in enumerate(lines):
            drawn.append(line.draw((x, y + number * LINE_HEIGHT), anchor))
        lowest = max(lowest, y + len(lines) * LINE_HEIGHT)
    return drawn, lowest


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    bold: bool = False
    colour: str = marks.INK

    def draw(self, at: Point, anchor: marks.Anchor) -> str:
        return marks.text(at, self.words, anchor, bold=self.bold, colour=self.colour)


def _lines(axis: Measure, characters: int) -> list[_Line]:
    lines = [_Line(words) for words in marks.wrapped(axis.label, characters)]
    lines += [_Line(words, bold=True) for words in marks.wrapped(axis.text, characters)]
    return [*lines, _Line(axis.note, colour=marks.QUIET)] if axis.note else lines


def _top_margin(axis: Measure) -> float:
    return LINE_HEIGHT * len(_lines(axis, _MIDDLE)) + _GAP
