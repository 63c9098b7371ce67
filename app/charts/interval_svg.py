"""Dots with their 95 % intervals as SVG, one row a measure."""

from __future__ import annotations

from markupsafe import Markup

from app.charts import marks
from app.charts.description import IntervalDescription, Measure
from app.charts.marks import LINE_HEIGHT
from app.charts.sheet import SCREEN, Sheet
from app.charts.track import BETWEEN, HEIGHT, Track

_REASON = 48  # characters of a line


def draw(description: IntervalDescription, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the chart. ``prefix`` makes its ids unique on a page. A missing value is said in words."""
    track = Track(sheet, description.minimum, description.maximum, description.threshold)
    drawn: list[str] = []
    y = 0.0
    for row in description.rows:
        row_marks, y = _row(track, row, y)
        drawn += row_marks
    drawn += track.numbers(y)
    y += LINE_HEIGHT + BETWEEN
    intervals = any(row.interval for row in description.rows)
    key = marks.Legend(description.threshold, with_interval=intervals, in_a_row=sheet.beside)
    drawn += key.draw(y)
    return marks.image(prefix, description.title, description.summary, (sheet.width, y + key.height), drawn)


def _row(track: Track, row: Measure, top: float) -> tuple[list[str], float]:
    """Return the marks of a row that begins at ``top``, and where the next begins."""
    name = f"{row.label} ({row.note})" if row.note else row.label
    value = f"{row.text} ({row.interval_text})" if row.interval_text else row.text
    drawn, (middle, end) = track.words(name, value, top)
    if row.value is None:
        return _say_why(track, row, drawn, (middle, end))
    return drawn + _track(track, row, middle), end


def _say_why(
    track: Track, row: Measure, drawn: list[str], place: tuple[float, float]
) -> tuple[list[str], float]:
    """Say in the place of the track why there is none."""
    middle, end = place
    if track.sheet.beside:
        words = marks.text((track.sheet.track[0], middle + 5), row.reason or "", colour=marks.QUIET)
        return [*drawn, words], end
    y = middle - HEIGHT / 2
    for words in marks.wrapped(row.reason or "", _REASON):
        y += LINE_HEIGHT
        drawn.append(marks.text((track.sheet.track[0], y - 4), words, colour=marks.QUIET))
    return drawn, y + BETWEEN


def _track(track: Track, row: Measure, y: float) -> list[str]:
    drawn = track.line(y, gated=row.note is None)
    if row.interval is not None:
        low, high = (track.x(value) for value in row.interval)
        drawn.append(marks.whisker((low, y), (high, y), (0, 5)))
    assert row.value is not None
    return [*drawn, marks.dot((track.x(row.value), y), 6)]
