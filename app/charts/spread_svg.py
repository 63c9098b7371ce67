"""How many practices are shown where on a scale, as SVG: a bar for each half point.

The part of a bar that is shown as "or less" or "or more" is left empty: those may lie further out.
"""

from __future__ import annotations

from markupsafe import Markup

from app.charts import marks
from app.charts.description import SpreadDescription
from app.charts.marks import LINE_HEIGHT
from app.charts.sheet import SCREEN, Sheet

_HEIGHT = 96.0  # of the highest bar
_GAP = 3.0  # between bars


def draw(description: SpreadDescription, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the chart. ``prefix`` makes its ids unique on a page."""
    left, right = sheet.track
    width = (right - left) / len(description.bars)
    base = LINE_HEIGHT + _HEIGHT
    unit = _HEIGHT / max(description.most, 1)
    drawn: list[str] = []
    for place, bar in enumerate(description.bars):
        x = left + place * width
        if bar.practices:
            top = base - bar.practices * unit
            size = (width - _GAP, bar.ends * unit)
            drawn.append(marks.box((x + _GAP / 2, top), (size[0], base - top), marks.MAIN, marks.MAIN))
            drawn += [marks.box((x + _GAP / 2, top), size, "#fff", marks.MAIN)] if bar.ends else []
            drawn.append(marks.text((x + width / 2, top - 5), f"{bar.practices:,}", "middle"))
    drawn.append(marks.line((left, base), (right, base), marks.QUIET))
    drawn += _numbers(description, (left, base), width)
    drawn += _threshold(description, (left, base), width)
    size = (sheet.width, base + LINE_HEIGHT + 6)
    return marks.image(prefix, description.title, description.summary, size, drawn)


def _numbers(description: SpreadDescription, start: marks.Point, width: float) -> list[str]:
    """Return the whole points of the scale under the bars' edges."""
    left, base = start
    edges = [*(bar.low for bar in description.bars), description.bars[-1].high]
    return [
        marks.text((left + place * width, base + LINE_HEIGHT - 2), f"{edge:g}", "middle", colour=marks.QUIET)
        for place, edge in enumerate(edges)
        if edge.is_integer()
    ]


def _threshold(description: SpreadDescription, start: marks.Point, width: float) -> list[str]:
    if description.threshold is None:
        return []
    left, base = start
    first, points = description.bars[0], description.bars[0].high - description.bars[0].low
    x = left + (description.threshold - first.low) / points * width
    return [marks.line((x, 2), (x, base + 6), marks.INK, 2, "5 3")]
