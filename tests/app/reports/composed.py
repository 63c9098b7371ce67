"""Reports of the hand-built results, with the shipped instrument's own label."""

from __future__ import annotations

from dataclasses import replace

from app.disclosure.released import ReleasedResult
from app.reports import html
from app.reports.compose import compose
from questionnaires import catalogue
from tests.app.reports import sample


def labelled(result: ReleasedResult) -> ReleasedResult:
    """Return ``result`` as one of the shipped instrument."""
    instrument = catalogue.get("npt-core")
    return replace(result, instrument=f"{instrument.id} {instrument.version} {instrument.digest}")


def page(
    result: ReleasedResult | None = None, *, before: ReleasedResult | None = None, standalone: bool = False
) -> str:
    """Return the HTML of a report, by default of the practice that has everything, in its first wave."""
    earlier = labelled(before) if before else None
    return html.render(compose(labelled(result or sample.result()), earlier), standalone=standalone)
