"""The pictures of a comparison: the practices of a page one by one, or all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.charts import describe_many, radar_svg, row_svg, svg
from app.charts.description import HeatDescription, Measure, SpreadDescription
from app.charts.sheet import ONE_OF_MANY
from app.disclosure.headings import Heading
from app.disclosure.summaries import Summarised
from app.disclosure.summary import Summary


@dataclass(frozen=True, slots=True)
class Line:
    """One practice of the page; ``title`` is that of its class."""

    name: str
    slug: str
    title: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Spread:
    """All chosen practices at once: a chart of each scale, whose bars stand for the ``steps``."""

    charts: tuple[tuple[SpreadDescription, Markup], ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Radars:
    """A radar for each line, None where there are not enough answers, and one key for all."""

    drawn: tuple[tuple[Line, Markup | None], ...]
    key: Markup


@dataclass(frozen=True, slots=True)
class Panel:
    """One scale: the measure of each line and its drawing, on one axis."""

    id: str
    title: str
    threshold: float | None
    axis: Markup
    rows: tuple[tuple[Measure, Markup], ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """A panel for each scale."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat map; ``threshold`` is the common one of its gates."""

    map: HeatDescription
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The scales that stand in the columns of the table."""

    headings: tuple[Heading, ...]


Picture = Spread | Radars | Dots | Heat | Numbers


def picture(
    view: str, headings: Sequence[Heading], lines: Sequence[Line], chosen: Sequence[Summarised]
) -> Picture:
    """Return the picture of a view: of the ``lines`` of a page, or of all that are ``chosen``."""
    if view == "spread":
        return spread(headings, (practice.read() for practice in chosen))
    return _OF_LINES[view](headings, lines)


def spread(headings: Sequence[Heading], summaries: Iterable[Summary]) -> Spread:
    """Return how many practices are shown where on each scale."""
    described = describe_many.spreads(headings, summaries)
    charts = tuple(
        (each, svg.draw(each, f"spread-{heading.id}"))
        for heading, each in zip(headings, described, strict=True)
    )
    steps = describe_many.heat(headings, ()).steps
    return Spread(charts, steps)


def radars(headings: Sequence[Heading], lines: Sequence[Line]) -> Radars:
    """Return the radars of the constructs."""
    drawn = tuple((line, _radar(line, headings)) for line in lines)
    return Radars(drawn, radar_svg.key(describe_many.common_threshold(headings), "radars-key"))


def dots(headings: Sequence[Heading], lines: Sequence[Line]) -> Dots:
    """Return dots with intervals, a panel a scale."""
    practices = [(line.name, line.summary) for line in lines]
    return Dots(tuple(_panel(heading, practices) for heading in headings))


def heat(headings: Sequence[Heading], lines: Sequence[Line]) -> Heat:
    """Return the heat map of all scales."""
    practices = [(line.name, line.summary) for line in lines]
    return Heat(describe_many.heat(headings, practices), describe_many.common_threshold(headings))


def numbers(headings: Sequence[Heading], _lines: Sequence[Line]) -> Numbers:
    """Return what the table needs beside the lines."""
    return Numbers(tuple(headings))


_OF_LINES: dict[str, Callable[[Sequence[Heading], Sequence[Line]], Picture]] = {
    "radars": radars,
    "dots": dots,
    "heat": heat,
    "table": numbers,
}


def _radar(line: Line, headings: Sequence[Heading]) -> Markup | None:
    if line.summary.integration_class is None:
        return None
    described = describe_many.radar(line.name, line.summary, headings)
    return svg.draw(described, f"radar-{line.slug}", ONE_OF_MANY)


def _panel(heading: Heading, practices: Sequence[tuple[str, Summary]]) -> Panel:
    described = describe_many.dots(heading, practices)
    rows = tuple((row, row_svg.draw(row, described)) for row in described.rows)
    return Panel(heading.id, described.title, described.threshold, row_svg.axis(described), rows)
