"""Over which thresholds a practice keeps its class, and which gate stands closest to its threshold.

The threshold of the rule (3.5) is a convention. If the class is the same for every threshold from 3.0 to 4.0,
nothing hangs on the convention; if it turns at 3.6, much does. The survey's gates are moved together, each by
the same number of scale points; the core team's gate, which has no threshold of that kind, stays as it is.

Formula: with v the value and t the threshold of a survey gate, and b the base gate (patient level), the class
is fully integrated for a shift up to ``min(v - t)``, partially from there to ``v_b - t_b``, not yet above.
Where the core team's gate is missed, partially reaches down to the end of the scale. A class that rests on
the gates that are known is judged by these. Source: science of the score, section 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.result import GateResult, IntegrationClass
from scoring.rounding import plain
from scoring.rule import Rule


@dataclass(frozen=True, slots=True)
class Stability:
    """The range of thresholds that leave the class as it is, in scale points.

    ``low`` and ``high`` are thresholds where the survey's gates share one, as in the shipped rule; else both
    are shifts of every threshold (``shifts`` is True). Below a range that does not begin at the end of the
    scale another class begins, at ``low`` itself. None where there is no class to keep, with the reason.
    """

    low: float | None
    high: float | None
    shifts: bool
    reasons: tuple[str, ...]


def survey_gates(gates: Sequence[GateResult], rule: Rule) -> list[GateResult]:
    """Return the gates that are read from the survey, with a known verdict and a margin."""
    core = rule.shared_understanding.id
    return [
        gate for gate in gates if gate.id != core and gate.verdict != "unknown" and gate.margin is not None
    ]


def stability(
    integration_class: IntegrationClass,
    gates: Sequence[GateResult],
    rule: Rule,
    *,
    minimum: float,
    maximum: float,
) -> Stability:
    """Return the range of thresholds over which ``gates`` give ``integration_class``.

    ``minimum`` and ``maximum`` are the ends of the scale: no threshold lies outside them.
    """
    thresholds = {gate.threshold for gate in rule.gates}
    shifts = len(thresholds) > 1
    if integration_class == "cannot_tell":
        return Stability(None, None, shifts, ("there is no class to keep: too little is known",))
    floor, ceiling = minimum - max(thresholds), maximum - min(thresholds)
    low, high = _range(integration_class, gates, rule, floor, ceiling)
    origin = 0.0 if shifts else thresholds.pop()
    return Stability(plain(low + origin), plain(high + origin), shifts, ())


def _range(
    integration_class: IntegrationClass,
    gates: Sequence[GateResult],
    rule: Rule,
    floor: float,
    ceiling: float,
) -> tuple[float, float]:
    """Return the shifts between which the class stays."""
    margins = {gate.id: float(gate.margin or 0.0) for gate in survey_gates(gates, rule)}
    if integration_class == "fully_integrated":
        return floor, min(margins.values())
    base = margins.pop(rule.base_gate)
    if integration_class == "not_yet":
        return base, ceiling
    core = next((gate.verdict for gate in gates if gate.id == rule.shared_understanding.id), "unknown")
    return floor if core == "missed" else min(margins.values()), base


def smallest_margin(gates: Sequence[GateResult], rule: Rule) -> GateResult | None:
    """Return the survey gate whose value stands closest to its threshold, either side.

    None where no gate is known. The first of the rule's order wins a tie. What decides the class, which also
    weighs which gates are missed, is ``PracticeResult.decides``.
    """
    return min(survey_gates(gates, rule), key=lambda gate: abs(gate.margin or 0.0), default=None)
