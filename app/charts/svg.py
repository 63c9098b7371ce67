"""Any chart as SVG."""

from __future__ import annotations

from markupsafe import Markup

from app.charts import interval_svg, radar_svg
from app.charts.description import ChartDescription, RadarDescription


def draw(description: ChartDescription, prefix: str) -> Markup:
    """Return the chart's SVG; ``prefix`` makes its ids unique on a page."""
    if isinstance(description, RadarDescription):
        return radar_svg.draw(description, prefix)
    return interval_svg.draw(description, prefix)
