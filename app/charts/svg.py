"""Any chart as SVG."""

from __future__ import annotations

from markupsafe import Markup

from app.charts import change_svg, interval_svg, radar_svg
from app.charts.description import ChangeDescription, ChartDescription, RadarDescription
from app.charts.sheet import SCREEN, Sheet


def draw(description: ChartDescription | ChangeDescription, prefix: str, sheet: Sheet = SCREEN) -> Markup:
    """Return the chart's SVG for ``sheet``; ``prefix`` makes its ids unique on a page."""
    if isinstance(description, RadarDescription):
        return radar_svg.draw(description, prefix, sheet)
    if isinstance(description, ChangeDescription):
        return change_svg.draw(description, prefix, sheet)
    return interval_svg.draw(description, prefix, sheet)
