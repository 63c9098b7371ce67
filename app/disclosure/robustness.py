"""Releasing how much a verdict can bear.

All of it is worked out of the numbers as they are shown. The share of resamples rests on every single answer:
even in tenths, even in words and even with thirty people it tells what one of them answered, and so it does
not leave the service. Threshold stability and the nearest change would give exact means away (the range of
thresholds ends at one).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.disclosure.coarsen import NOT_SHOWN
from app.disclosure.gates import CLEARLY_MET, CLEARLY_MISSED
from app.disclosure.released import ReleasedGate, ReleasedRobustness, ReleasedScale
from app.disclosure.scales import EVERYONE
from scoring.nearest_change import Change, nearest_change
from scoring.resampling import READINGS, Reading
from scoring.result import GateResult, IntegrationClass
from scoring.rule import Rule
from scoring.stability import stability

LEANING_FROM = 0.5  # points that a shown mean lies above its threshold
NO_READING = "How sure this is cannot be said, since a gate is not known."
HOW_READ = (
    "How sure this is follows from the intervals as they are shown: clear where they lie on one side of the "
    "threshold. The share of resamples rests on every single answer, so it is not shown for a practice."
)


def release_robustness(
    integration_class: IntegrationClass,
    judged: Sequence[GateResult],
    gates: Sequence[ReleasedGate],
    scales: Sequence[ReleasedScale],
    rule: Rule,
) -> ReleasedRobustness:
    """Return in sentences how much ``integration_class`` can bear.

    ``judged`` are the gates with their numbers as they are shown, ``gates`` the same as released.
    """
    word = read_intervals(gates, {gate.id: gate.margin for gate in judged}, rule)
    return ReleasedRobustness(
        reading=READINGS[word] if word else None,
        share=HOW_READ if word else NO_READING,
        stability=_stability(integration_class, judged, rule, scales),
        nearest=_nearest(integration_class, judged, rule),
    )


def read_intervals(
    gates: Sequence[ReleasedGate], margins: Mapping[str, float | None], rule: Rule
) -> Reading | None:
    """Return how sure a class is by the shown intervals of its gates; None where a gate is not known.

    A class is leaning where every gate that is not clearly met is met by half a point, or has its mean at
    the upper end of the scale, beside which no interval is shown.
    """
    if any(gate.verdict == "unknown" for gate in gates):
        return None
    sure = {gate.id: _side(gate, rule) for gate in gates}
    if any(side == CLEARLY_MISSED for side in sure.values()):
        base_missed = next(gate.verdict for gate in gates if gate.id == rule.base_gate) == "missed"
        return "clear_not_fully" if base_missed else "clear_partially"
    if all(side == CLEARLY_MET for side in sure.values()):
        return "clear_fully"
    leaning = all(sure[gate.id] or _leans(gate, margins[gate.id]) for gate in gates)
    return "leaning_fully" if leaning else "borderline"


def _leans(gate: ReleasedGate, margin: float | None) -> bool:
    far = margin is not None and margin >= LEANING_FROM
    return gate.verdict == "met" and (far or gate.sureness == NOT_SHOWN)


def _side(gate: ReleasedGate, rule: Rule) -> str | None:
    """Return on which side a gate clearly is, or None. Where everybody answered the verdict is the side."""
    if gate.sureness in (CLEARLY_MET, CLEARLY_MISSED):
        return gate.sureness
    if gate.sureness == EVERYONE or not _is_survey(gate.id, rule):
        return CLEARLY_MET if gate.verdict == "met" else CLEARLY_MISSED
    return None


def _stability(
    integration_class: IntegrationClass,
    gates: Sequence[GateResult],
    rule: Rule,
    scales: Sequence[ReleasedScale],
) -> str:
    if any(gate.verdict != "unknown" and gate.margin is None for gate in gates if _is_survey(gate.id, rule)):
        return "How far the threshold may move is not shown."
    ends = min(scale.minimum for scale in scales), max(scale.maximum for scale in scales)
    found = stability(integration_class, gates, rule, minimum=ends[0], maximum=ends[1])
    if found.low is None or found.high is None or found.shifts:
        return "There is no class to keep, since too little is known."
    if found.low <= ends[0]:
        return f"The class would be the same for every threshold up to about {found.high:.1f}."
    if found.high >= ends[1]:
        return f"The class would be the same for every threshold over about {found.low:.1f}."
    return f"The class would be the same for thresholds from about {found.low:.1f} to about {found.high:.1f}."


def _nearest(integration_class: IntegrationClass, gates: Sequence[GateResult], rule: Rule) -> tuple[str, ...]:
    if any(gate.verdict != "unknown" and gate.margin is None for gate in gates if _is_survey(gate.id, rule)):
        return ()
    found = nearest_change(integration_class, gates, rule)
    titles = {gate.id: gate.title for gate in gates}
    return tuple(_sentence(change, titles, rule) for change in (found.up, found.down) if change)


def _sentence(change: Change, titles: dict[str, str], rule: Rule) -> str:
    verb = "rose" if change.direction == "up" else "fell"
    parts = [
        f"{titles[each.gate]} {verb}"
        if each.amount is None
        else f"{titles[each.gate]} {verb} by about {max(abs(each.amount), 0.1):.1f}"
        for each in change.gates
    ]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"It would be “{rule.classes[change.gives].title.lower()}” if {listed}."


def _is_survey(gate: str, rule: Rule) -> bool:
    return gate != rule.shared_understanding.id
