"""From a released result to the context of its report."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts import describe as charts
from app.charts import svg
from app.charts.sheet import PAPER, PAPER_RADAR
from app.disclosure import actions
from app.disclosure.change import release_change
from app.disclosure.released import ReleasedCoreRole, ReleasedGate, ReleasedResult, ReleasedScale
from app.reports import method
from app.reports.context import CoreRoleLine, GateLine, Group, ReportContext, Results, SinceLastTime
from app.reports.explanation import explain
from scoring.resampling import READINGS
from scoring.result import Verdict

MARKS: dict[Verdict, str] = {"met": "✓", "missed": "✗", "unknown": "?"}
MOST_ACTIONS = 5  # on their page; the practice has all of them on the screen
_CELLS = {True: "✓ yes", False: "✗ no", None: "no answer"}


def compose(released: ReleasedResult, before: ReleasedResult | None = None) -> ReportContext:
    """Return everything the report of ``released`` says, in the order of its pages.

    ``before`` is what was released of the same practice in the wave before, None in its first.
    """
    return ReportContext(
        title=f"Readiness report: {released.practice}, {released.wave}",
        language="en",
        created=released.published_on.isoformat(),
        published=f"{released.published_on.day} {released.published_on:%B %Y}",
        released=released,
        results=_results(released, before) if released.enough else None,
        method=method.describe(released.instrument, released.rule),
    )


def _results(released: ReleasedResult, before: ReleasedResult | None) -> Results:
    scales = (*released.constructs, *released.levels, *released.factors, *released.overall)
    core_team = released.shared_understanding
    word = released.robustness.reading if released.robustness else None
    advice = actions.advice(released, for_leads=False)  # the report is the practice's own
    return Results(
        people=released.people,
        radar=svg.draw(charts.constructs_radar(released), "radar", PAPER_RADAR),
        gates=tuple(_gate_line(gate) for gate in released.gates),
        sure=word and f"{word[0].upper()}{word[1:]}",
        borderline=word == READINGS["borderline"],
        since=_since(before, released) if before else None,
        constructs=_group(released, "The four constructs", released.constructs, gated=True),
        levels=_group(released, "The three levels", released.levels, gated=True),
        factors=_group(released, "What surrounds the work", released.factors, gated=False),
        overall=_group(released, "Overall ratings", released.overall, gated=False),
        core_team=tuple(_core_role(role) for role in core_team.roles) if core_team else (),
        not_relevant=tuple(scale for scale in scales if scale.not_relevant),
        actions=advice[:MOST_ACTIONS],
        more_actions=max(0, len(advice) - MOST_ACTIONS),
        actions_note=actions.MAP_IS_OURS,
    )


def _since(before: ReleasedResult, released: ReleasedResult) -> SinceLastTime:
    change = release_change(before, released)
    chart = svg.draw(charts.change(before, released), "change", PAPER) if change.scales else None
    return SinceLastTime(change, chart)


def _group(released: ReleasedResult, title: str, scales: Sequence[ReleasedScale], *, gated: bool) -> Group:
    chart = charts.intervals(f"{title} at {released.practice}", released, scales, gated=gated)
    return Group(chart=svg.draw(chart, title.lower().replace(" ", "-"), PAPER), scales=explain(scales))


def _gate_line(gate: ReleasedGate) -> GateLine:
    people = f"{gate.n} of {gate.answering} who answered, of {gate.headcount}"
    return GateLine(gate, MARKS[gate.verdict], people, gate.source.partition(";")[0])


def _core_role(role: ReleasedCoreRole) -> CoreRoleLine:
    return CoreRoleLine(role.title, tuple(_CELLS[named] for named in role.names_level), role.coherence_text)
