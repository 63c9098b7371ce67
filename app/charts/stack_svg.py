"""Bars of one length divided into parts, as SVG. Parts differ by pattern and not by colour alone."""

from __future__ import annotations

from markupsafe import Markup, escape

from app.charts import marks
from app.charts.description import StackDescription, StackRow
from app.charts.marks import LINE_HEIGHT, Point
from app.charts.sheet import SCREEN, Sheet

_HEIGHT = 28.0
_BETWEEN = 12.0
_DARK = "#003087"
_DIGIT = 11.0  # width that a digit of a count needs
# Full, half, striped, dotted, empty: read from dark to light in grey too. A sixth part begins again.
_FILLS = (_DARK, "#7ca6d8", "stripes", "spots", "#fff")
_PATTERNS = (
    '<pattern id="{0}-stripes" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fff"/><rect width="2.5" height="7" fill="{1}"/></pattern>'
    '<pattern id="{0}-spots" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#fff"/><circle cx="4" cy="4" r="1.5" fill="{1}"/></pattern>'
)


def draw(description: StackDescription, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the chart. ``prefix`` makes its ids unique on a page."""
    left, right = sheet.track
    drawn = ["<defs>", _PATTERNS.format(escape(prefix), _DARK), "</defs>"]
    y = 0.0
    for row in description.rows:
        total = sum(row.counts)
        practices = "practice" if total == 1 else "practices"
        drawn.append(marks.text((left, y + LINE_HEIGHT - 5), row.label, bold=True))
        drawn.append(marks.text((right, y + LINE_HEIGHT - 5), f"{total:,} {practices}", "end"))
        y += LINE_HEIGHT
        drawn += _bar(row, prefix, (left, y), right - left)
        y += _HEIGHT + _BETWEEN
    for number, part in enumerate(description.parts):
        drawn.append(marks.box((left, y + 2), (24, 14), fill_of(number, prefix)))
        drawn.append(marks.text((left + 34, y + 15), part))
        y += LINE_HEIGHT + 3
    return marks.image(prefix, description.title, description.summary, (sheet.width, y + 4), drawn)


def fill_of(number: int, prefix: str) -> str:
    """Return the fill of a part; ``prefix`` is that of the drawing that has the patterns."""
    fill = _FILLS[number % len(_FILLS)]
    return fill if fill.startswith("#") else f"url(#{prefix}-{fill})"


def _bar(row: StackRow, prefix: str, start: Point, length: float) -> list[str]:
    x, y = start
    total = max(sum(row.counts), 1)
    drawn: list[str] = []
    for number, count in enumerate(row.counts):
        width = length * count / total
        if count:
            drawn.append(marks.box((x, y), (width, _HEIGHT), fill_of(number, prefix)))
            drawn += _count(count, number, (x + width / 2, y + _HEIGHT / 2), width)
        x += width
    return drawn


def _count(count: int, number: int, middle: Point, width: float) -> list[str]:
    """Return a part's number on a clear ground, where there is room; the table has all of them."""
    words = f"{count:,}"
    needed = _DIGIT * len(words)
    if width < needed + 4:
        return []
    x, y = middle
    on_dark = _FILLS[number % len(_FILLS)] == _DARK
    ground = [] if on_dark else [marks.box((x - needed / 2, y - 10), (needed, 20), "#fff", "none")]
    return [
        *ground,
        marks.text((x, y + 6), words, "middle", bold=True, colour="#fff" if on_dark else marks.INK),
    ]
