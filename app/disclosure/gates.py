"""Releasing gates and what decides: verdicts as scored, numbers as coarse as those of the scales."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from app.disclosure.coarsen import NOT_SHOWN
from app.disclosure.released import ReleasedGate, ReleasedScale
from app.disclosure.scales import EVERYONE
from app.disclosure.words import VERDICT_WORDS, listed
from scoring.logic import WORDS
from scoring.result import GateResult, IntegrationClass
from scoring.rule import Rule
from scoring.verdict import CLASSES, classify, deciding_gate

HIDDEN = "Too few people gave a score here."
CLEARLY_MET, CLEARLY_MISSED = "clearly met", "clearly missed"
NO_CORE_TEAM = "The core team's own questionnaire does not settle it."


def as_shown(gates: Iterable[GateResult], scales: Iterable[ReleasedScale]) -> tuple[GateResult, ...]:
    """Return the gates with the numbers of their scales as these are shown, and no others.

    A gate whose scale is hidden is not known, whatever it was scored: its verdict would tell of what is
    hidden. The gate of the core team, which has no scale here, has no number at all.
    """
    shown = {scale.id: scale for scale in scales}
    return tuple(_as_shown(gate, shown.get(gate.id)) for gate in gates)


def judge(gates: Sequence[GateResult], rule: Rule) -> tuple[IntegrationClass, tuple[str, ...]]:
    """Return the class that gates as shown give, and the ids of the gates that decide it.

    Which gate is nearest to its threshold is judged by the shown margins: that an exact one is smaller than
    another would tell what lies between two points of the grid. Gates that are said to be equally near decide
    together.
    """
    by_id = {gate.id: gate for gate in gates}
    ordered = [by_id[name] for name in rule.gate_ids]
    truths = np.array([[WORDS.index(gate.verdict) for gate in ordered]], np.int8)
    margins = np.array([[np.nan if gate.margin is None else gate.margin for gate in ordered]])
    nearest = int(deciding_gate(truths, margins, rule.base_index)[0])
    found = CLASSES[classify(truths, rule.base_index)[0]]
    if nearest < 0:
        return found, ()
    if found == "not_yet":
        return found, (ordered[nearest].id,)
    return found, tuple(gate.id for gate in ordered if _distance(gate) == _distance(ordered[nearest]))


def release_gates(gates: Iterable[GateResult], scales: Iterable[ReleasedScale]) -> tuple[ReleasedGate, ...]:
    """Return the gates in the rule's order, with the numbers of their released scales."""
    by_id = {scale.id: scale for scale in scales}
    return tuple(release_gate(gate, by_id) for gate in gates)


def release_gate(gate: GateResult, scales: Mapping[str, ReleasedScale]) -> ReleasedGate:
    """Return one gate. One without a scale of its own (shared understanding) shows its verdict only."""
    scale = scales.get(gate.id)
    mean = scale.mean if scale else None
    return ReleasedGate(
        id=gate.id,
        title=gate.title,
        verdict=gate.verdict,
        verdict_text=VERDICT_WORDS[gate.verdict],
        value_text=scale.mean_text if scale else "by role",
        interval_text=scale.interval_text if scale else "",
        threshold_text=f"{gate.threshold:.1f}",
        margin_text="" if mean is None else margin_text(mean, gate.threshold),
        sureness=sureness(scale, gate.threshold) if scale else "",
        n=scale.n if scale else gate.n,
        answering=gate.answering,
        headcount=gate.headcount,
        source=gate.source,
        reasons=() if gate.verdict != "unknown" else (HIDDEN if scale else NO_CORE_TEAM,),
    )


def _distance(gate: GateResult) -> tuple[str, str, float]:
    """Return on which side of its threshold a gate lies and how far, as these are said, and the threshold."""
    said = gate.id if gate.value is None else margin_text(gate.value, gate.threshold)
    return gate.verdict, said, gate.threshold


def _as_shown(gate: GateResult, scale: ReleasedScale | None) -> GateResult:
    if scale is None:
        return replace(gate, value=None, margin=None)
    if scale.mean is None:
        return replace(gate, value=None, margin=None, verdict="unknown")
    return replace(gate, value=scale.mean, margin=round(scale.mean - gate.threshold, 2))


def sureness(scale: ReleasedScale, threshold: float) -> str:
    """Return whether the shown interval lies on one side of the threshold."""
    if scale.interval_text == EVERYONE:
        return EVERYONE
    if scale.interval is None:
        return NOT_SHOWN
    low, high = scale.interval
    if low >= threshold:
        return CLEARLY_MET
    return CLEARLY_MISSED if high < threshold else "close: the interval holds the threshold"


def margin_text(shown: float, threshold: float) -> str:
    """Return how far a shown mean is from the threshold, in the scale's points."""
    margin = round(shown - threshold, 2)
    if abs(margin) < 0.1:
        return "at the threshold"
    return f"{abs(margin):.1f} {'above' if margin > 0 else 'below'}"


def decides_sentence(decides: Collection[str], gates: Iterable[ReleasedGate]) -> str | None:
    """Return a sentence on the gates that decide, or None where nothing can be said."""
    found = [gate for gate in gates if gate.id in decides]
    if not found:
        return None
    first, titles = found[0], listed([gate.title for gate in found])
    if not first.margin_text:
        return f"What decides: {titles} ({first.verdict_text.lower()})."
    place = first.margin_text if first.margin_text.startswith("at") else f"{first.margin_text} the threshold"
    where = f"{place} of {first.threshold_text}" if place.endswith("threshold") else place
    return f"What decides: {titles}, {'each ' if len(found) > 1 else ''}{where}."
