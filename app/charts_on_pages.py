"""A chart on a page: drawn by the server, and the figure by which a script may take its place."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app.charts import plotly_figure, svg
from app.charts.description import ChartDescription


@dataclass(frozen=True, slots=True)
class ChartOnPage:
    """``svg`` is there without scripts; ``figure`` is Plotly's, as JSON would have it. ``name`` is its id."""

    name: str
    title: str
    svg: Markup
    figure: plotly_figure.Figure


def chart_on_page(description: ChartDescription, name: str) -> ChartOnPage:
    """Return both drawings of one description; ``name`` makes its ids unique on a page."""
    return ChartOnPage(
        name, description.title, svg.draw(description, name), plotly_figure.figure(description)
    )
