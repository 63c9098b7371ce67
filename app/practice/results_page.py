"""What the results page of a practice is given: released texts, charts of them, and findings."""

from __future__ import annotations

from dataclasses import dataclass

from app.charts import describe
from app.charts_on_pages import ChartOnPage, chart_on_page
from app.disclosure.released import ReleasedResult
from app.reports import method
from app.reports.context import Explained, Method
from app.reports.explanation import explain


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one scale."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything on the page of a practice with enough answers."""

    result: ReleasedResult
    radar: ChartOnPage
    levels: ChartOnPage
    not_relevant: tuple[Finding, ...]
    explained: tuple[Explained, ...]
    method: Method


def results_page(result: ReleasedResult) -> ResultsPage:
    """Return the page of a result with enough answers."""
    scales = (*result.constructs, *result.levels, *result.factors, *result.overall)
    return ResultsPage(
        result=result,
        radar=chart_on_page(describe.constructs_radar(result), "constructs-radar"),
        levels=chart_on_page(describe.levels_intervals(result), "levels-intervals"),
        not_relevant=tuple(
            Finding(scale.title, scale.not_relevant) for scale in scales if scale.not_relevant
        ),
        explained=explain((*result.constructs, *result.levels)),
        method=method.describe(result.instrument, result.rule),
    )
