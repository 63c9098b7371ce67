"""Dots with their 95 % intervals as SVG, one row a measure, words above each row."""

from __future__ import annotations

from markupsafe import Markup

from app.charts import marks
from app.charts.description import IntervalDescription, Measure
from app.charts.marks import LINE_HEIGHT, WIDTH

LEFT, RIGHT = 12.0, WIDTH - 12.0
_TRACK = 22.0  # height of a row's track
_BETWEEN = 12.0
_LINE, _LABEL, _SHORT = 42, 24, 14  # characters of a line, of the label in it, of a label beside a long value
_REASON = 48


def draw(description: IntervalDescription, prefix: str) -> Markup:
    """Return the chart. ``prefix`` makes its ids unique on a page. A missing value is said in words."""
    drawn: list[str] = []
    y = 0.0
    for row in description.rows:
        row_marks, y = _row(description, row, y)
        drawn += row_marks
    drawn += _numbers(description, y)
    y += LINE_HEIGHT + _BETWEEN
    intervals = any(row.interval for row in description.rows)
    drawn += marks.legend(y, description.threshold, with_interval=intervals)
    height = y + marks.legend_height(description.threshold, with_interval=intervals)
    return marks.image(prefix, description.title, description.summary, height, drawn)


def _x(description: IntervalDescription, value: float) -> float:
    span = description.maximum - description.minimum
    return LEFT + (RIGHT - LEFT) * (value - description.minimum) / span


def _row(description: IntervalDescription, row: Measure, top: float) -> tuple[list[str], float]:
    """Return the marks of a row that begins at ``top``, and where the next begins."""
    name = f"{row.label} ({row.note})" if row.note else row.label
    value = f"{row.text} ({row.interval_text})" if row.interval_text else row.text
    lines = marks.wrapped(name, max(_SHORT, min(_LABEL, _LINE - len(value))))
    drawn = [
        marks.text((LEFT, top + LINE_HEIGHT * (number + 1) - 4), words, bold=True)
        for number, words in enumerate(lines)
    ]
    drawn.append(marks.text((RIGHT, top + LINE_HEIGHT - 4), value, "end"))
    y = top + LINE_HEIGHT * len(lines)
    if row.value is None:
        return _say_why(row, drawn, y)
    return drawn + _track(description, row, y + _TRACK / 2), y + _TRACK + _BETWEEN


def _say_why(row: Measure, drawn: list[str], y: float) -> tuple[list[str], float]:
    for words in marks.wrapped(row.reason or "", _REASON):
        y += LINE_HEIGHT
        drawn.append(marks.text((LEFT, y - 4), words, colour=marks.QUIET))
    return drawn, y + _BETWEEN


def _track(description: IntervalDescription, row: Measure, y: float) -> list[str]:
    ticks = [_x(description, tick) for tick in _ticks(description)]
    drawn = [marks.lines([((LEFT, y), (RIGHT, y)), *(((x, y - 4), (x, y + 4)) for x in ticks)])]
    if description.threshold is not None and row.note is None:
        x = _x(description, description.threshold)
        drawn.append(marks.line((x, y - _TRACK / 2), (x, y + _TRACK / 2), marks.INK, 2, "5 3"))
    if row.interval is not None:
        low, high = (_x(description, value) for value in row.interval)
        drawn.append(marks.whisker((low, y), (high, y), (0, 5)))
    assert row.value is not None
    return [*drawn, marks.dot((_x(description, row.value), y), 6)]


def _ticks(description: IntervalDescription) -> range:
    step = 1 if description.maximum - description.minimum <= 5 else 2
    return range(description.minimum, description.maximum + 1, step)


def _numbers(description: IntervalDescription, top: float) -> list[str]:
    return [
        marks.text((_x(description, tick), top + 10), str(tick), "middle", colour=marks.QUIET)
        for tick in _ticks(description)
    ]
