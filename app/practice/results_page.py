"""What the results page of a practice is given: released texts, charts of them, and findings."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app.charts import describe, svg
from app.charts_on_pages import ChartOnPage, chart_on_page
from app.disclosure.change import release_change
from app.disclosure.released import ReleasedChange, ReleasedResult
from app.reports import method
from app.reports.context import Explained, Method
from app.reports.explanation import explain
from scoring.resampling import READINGS, Reading

_COLOURS: dict[Reading, str] = {
    "clear_fully": "green",
    "leaning_fully": "aqua-green",
    "borderline": "orange",
    "clear_partially": "blue",
    "clear_not_fully": "blue",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one scale."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Sureness:
    """The word for how sure the verdict is, and whether the label must not be acted on."""

    word: str
    colour: str
    borderline: bool


@dataclass(frozen=True, slots=True)
class SinceLastTime:
    """What changed since the wave before; no chart where one of the two had too few answers."""

    change: ReleasedChange
    chart: Markup | None


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything on the page of a practice with enough answers. ``since`` is None in its first wave."""

    result: ReleasedResult
    sureness: Sureness | None
    since: SinceLastTime | None
    radar: ChartOnPage
    levels: ChartOnPage
    not_relevant: tuple[Finding, ...]
    explained: tuple[Explained, ...]
    method: Method


def results_page(result: ReleasedResult, before: ReleasedResult | None) -> ResultsPage:
    """Return the page of a result with enough answers; ``before`` is what is shown of the wave before."""
    scales = (*result.constructs, *result.levels, *result.factors, *result.overall)
    return ResultsPage(
        result=result,
        sureness=sureness(result),
        since=since_last_time(before, result) if before else None,
        radar=chart_on_page(describe.constructs_radar(result), "constructs-radar"),
        levels=chart_on_page(describe.levels_intervals(result), "levels-intervals"),
        not_relevant=tuple(
            Finding(scale.title, scale.not_relevant) for scale in scales if scale.not_relevant
        ),
        explained=explain((*result.constructs, *result.levels)),
        method=method.describe(result.instrument, result.rule),
    )


def sureness(result: ReleasedResult) -> Sureness | None:
    """Return the word for the share of resamples, None where it is not shown."""
    word = result.robustness.reading if result.robustness else None
    reading = next((reading for reading, words in READINGS.items() if words == word), None)
    if word is None or reading is None:
        return None
    return Sureness(f"{word[0].upper()}{word[1:]}", _COLOURS[reading], reading == "borderline")


def since_last_time(before: ReleasedResult, result: ReleasedResult) -> SinceLastTime:
    """Return the change between two waves in words and as a chart."""
    change = release_change(before, result)
    chart = svg.draw(describe.change(before, result), "change") if change.scales else None
    return SinceLastTime(change, chart)
