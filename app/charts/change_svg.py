"""Change between two waves as SVG: an arrow from a ring (before) to a dot (now), one row a scale.

Before and now differ in shape, and the arrow says which way, so that it is read in grey too.
"""

from __future__ import annotations

from markupsafe import Markup

from app.charts import marks
from app.charts.description import ChangeDescription, ChangeMeasure
from app.charts.marks import LINE_HEIGHT, Point
from app.charts.sheet import SCREEN, Sheet
from app.charts.track import BETWEEN, Track

_RADIUS = 6.0
_HEAD = 7.0  # length of an arrow's head


def draw(description: ChangeDescription, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the chart. ``prefix`` makes its ids unique on a page. A value that is not shown has no mark."""
    track = Track(sheet, description.minimum, description.maximum, description.threshold)
    drawn: list[str] = []
    y = 0.0
    for row in description.rows:
        words, (middle, end) = track.words(row.label, row.text, y)
        drawn += [*words, *track.line(middle, gated=True), *_marks(track, row, middle)]
        y = end
    drawn += track.numbers(y)
    y += LINE_HEIGHT + BETWEEN
    drawn += _legend(description, y)
    size = (sheet.width, y + _legend_height(description))
    return marks.image(prefix, description.title, description.summary, size, drawn)


def _marks(track: Track, row: ChangeMeasure, y: float) -> list[str]:
    before = None if row.before is None else (track.x(row.before), y)
    after = None if row.after is None else (track.x(row.after), y)
    drawn = [_arrow(before, after)] if before and after else []
    if before:
        drawn.append(marks.ring(before, _RADIUS))
    if after:
        drawn.append(marks.dot(after, _RADIUS))
    return drawn


def _arrow(before: Point, after: Point) -> str:
    """Return the arrow; without a head where there is no room for one."""
    (start, y), (end, _) = before, after
    way = 1 if end > start else -1
    tip = end - way * (_RADIUS + 1)
    segments = [(before, after)]
    if abs(end - start) > 2 * _RADIUS + _HEAD:
        segments += [((tip, y), (tip - way * _HEAD, y - 5)), ((tip, y), (tip - way * _HEAD, y + 5))]
    return marks.lines(segments, marks.MAIN, 2.5)


def _legend(description: ChangeDescription, top: float) -> list[str]:
    y = top + 12
    drawn = [marks.ring((24, y - 5), _RADIUS), marks.text((44, y), description.before_label)]
    y += LINE_HEIGHT
    drawn += [marks.dot((24, y - 5), _RADIUS), marks.text((44, y), description.after_label)]
    if description.threshold is not None:
        y += LINE_HEIGHT
        drawn.append(marks.line((13, y - 5), (35, y - 5), marks.INK, 2, "5 3"))
        drawn.append(marks.text((44, y), f"threshold {description.threshold:g}"))
    return drawn


def _legend_height(description: ChangeDescription) -> float:
    return LINE_HEIGHT * (2 + (description.threshold is not None)) + 4
