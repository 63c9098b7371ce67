"""Any chart as SVG."""

from __future__ import annotations

from markupsafe import Markup

from app.charts import change_svg, interval_svg, radar_svg, spread_svg, stack_svg
from app.charts.description import (
    ChangeDescription,
    ChartDescription,
    RadarDescription,
    SpreadDescription,
    StackDescription,
)
from app.charts.sheet import SCREEN, Sheet

Description = ChartDescription | ChangeDescription | SpreadDescription | StackDescription


def draw(description: Description, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the chart's SVG for ``sheet``; ``prefix`` makes its ids unique on a page."""
    if isinstance(description, RadarDescription):
        return radar_svg.draw(description, prefix, sheet)
    if isinstance(description, ChangeDescription):
        return change_svg.draw(description, prefix, sheet)
    if isinstance(description, SpreadDescription):
        return spread_svg.draw(description, prefix, sheet)
    if isinstance(description, StackDescription):
        return stack_svg.draw(description, prefix, sheet)
    return interval_svg.draw(description, prefix, sheet)
