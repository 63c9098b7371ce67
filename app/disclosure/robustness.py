"""Releasing how much a verdict can bear.

The share of resamples is shown in tenths and in the words that go with it. Threshold stability and the
nearest change would give exact means away (the range of thresholds ends at one); they are computed anew
from the numbers as they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.disclosure.released import ReleasedRobustness, ReleasedScale
from scoring.nearest_change import Change, nearest_change
from scoring.resampling import READINGS, RuleShare
from scoring.result import GateResult, IntegrationClass
from scoring.robustness import Robustness
from scoring.rule import Rule
from scoring.stability import stability

NO_SHARE = "The share of resamples that meet the rule cannot be had, since a gate is not known."
CORE_TEAM_MISSED = "No resample meets the rule: the core team's gate is missed, and it is not resampled."


def release_robustness(
    bears: Robustness,
    integration_class: IntegrationClass,
    gates: Sequence[GateResult],
    scales: Iterable[ReleasedScale],
    rule: Rule,
) -> ReleasedRobustness:
    """Return in sentences how much ``integration_class`` can bear."""
    shown = {scale.id: scale for scale in scales}
    as_shown = [_as_shown(gate, shown.get(gate.id)) for gate in gates]
    return ReleasedRobustness(
        reading=READINGS[bears.share.reading] if bears.share.reading else None,
        share=_share(bears.share, bears.resamples),
        stability=_stability(integration_class, as_shown, rule, list(shown.values())),
        nearest=_nearest(integration_class, as_shown, rule),
    )


def _as_shown(gate: GateResult, scale: ReleasedScale | None) -> GateResult:
    """Return the gate with its numbers as they are shown; without a shown number it has no margin."""
    if scale is None or scale.mean is None:
        return replace(gate, value=None, margin=None)
    return replace(gate, value=scale.mean, margin=round(scale.mean - gate.threshold, 2))


def _share(share: RuleShare, resamples: int) -> str:
    if share.share is None:
        return NO_SHARE
    if share.reasons:
        return CORE_TEAM_MISSED
    tenths = round(share.share * 10)
    shown = {0: "fewer than 1 of 20", 10: "more than 19 of 20"}.get(tenths, f"about {tenths} of 10")
    return (
        f"If other colleagues had happened to answer: {shown} of {resamples:,} resamples meet the rule. "
        "This is not a probability of being integrated."
    )


def _stability(
    integration_class: IntegrationClass, gates: list[GateResult], rule: Rule, scales: list[ReleasedScale]
) -> str:
    if any(gate.verdict != "unknown" and gate.margin is None for gate in gates if _is_survey(gate, rule)):
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


def _nearest(integration_class: IntegrationClass, gates: list[GateResult], rule: Rule) -> tuple[str, ...]:
    if any(gate.verdict != "unknown" and gate.margin is None for gate in gates if _is_survey(gate, rule)):
        return ()
    found = nearest_change(integration_class, gates, rule)
    titles = {gate.id: gate.title for gate in gates}
    return tuple(_sentence(change, titles, rule) for change in (found.up, found.down) if change)


def _sentence(change: Change, titles: dict[str, str], rule: Rule) -> str:
    parts = [
        titles[each.gate]
        if each.amount is None
        else f"{titles[each.gate]} by about {max(abs(each.amount), 0.1):.1f}"
        for each in change.gates
    ]
    verb = "rose" if change.direction == "up" else "fell"
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"It would be “{rule.classes[change.gives].title.lower()}” if {listed} {verb}."


def _is_survey(gate: GateResult, rule: Rule) -> bool:
    return gate.id != rule.shared_understanding.id
