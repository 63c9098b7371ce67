"""Releasing gates and what decides: verdicts as scored, numbers as coarse as those of the scales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.disclosure.coarsen import NOT_SHOWN
from app.disclosure.released import ReleasedGate, ReleasedScale
from app.disclosure.scales import EVERYONE
from app.disclosure.words import VERDICT_WORDS
from scoring.result import GateResult

HIDDEN = "Too few people gave a score here."
NO_CORE_TEAM = "The core team's own questionnaire does not settle it."


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


def sureness(scale: ReleasedScale, threshold: float) -> str:
    """Return whether the shown interval lies on one side of the threshold."""
    if scale.interval_text == EVERYONE:
        return EVERYONE
    if scale.interval is None:
        return NOT_SHOWN
    low, high = scale.interval
    if low >= threshold:
        return "clearly met"
    return "clearly missed" if high < threshold else "close: the interval holds the threshold"


def margin_text(shown: float, threshold: float) -> str:
    """Return how far a shown mean is from the threshold, in the scale's points."""
    margin = round(shown - threshold, 2)
    if abs(margin) < 0.1:
        return "at the threshold"
    return f"{abs(margin):.1f} {'above' if margin > 0 else 'below'}"


def decides_sentence(decides: str | None, gates: Iterable[ReleasedGate]) -> str | None:
    """Return a sentence on the gate that decides, or None where nothing can be said."""
    gate = next((gate for gate in gates if gate.id == decides), None)
    if gate is None:
        return None
    if not gate.margin_text:
        return f"What decides: {gate.title.lower()} ({gate.verdict_text.lower()})."
    place = gate.margin_text if gate.margin_text.startswith("at") else f"{gate.margin_text} the threshold"
    where = f"{place} of {gate.threshold_text}" if place.endswith("threshold") else place
    return f"What decides: {gate.title.lower()}, {where}."
