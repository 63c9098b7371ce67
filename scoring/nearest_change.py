"""The nearest change: the smallest set of gates, and by how much, that would turn a practice's class.

Upwards it is the way to a better class: every gate that is missed, raised to its threshold; for "not yet"
the patient level alone, which makes it at least "partially". Downwards it is the single gate whose fall would
cost the class. A gate counts as one change whatever its size; the nearest change is the one with fewer gates,
of two with as many gates the one with fewer scale points in all, the better class where these tie too.

The core team's gate has no amount: all core roles must name the whole scope and be coherent enough.
Source: science of the score, section 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.result import GateResult, IntegrationClass
from scoring.rounding import plain
from scoring.rule import Rule
from scoring.stability import survey_gates

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class GateChange:
    """One gate that would have to change, by ``amount`` scale points (negative: any fall beyond it).

    ``amount`` is None for the core team's gate, whose change is one of understanding, not of points.
    """

    gate: str
    amount: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """A set of gates and the class it would give."""

    direction: Direction
    gates: tuple[GateChange, ...]
    gives: IntegrationClass

    @property
    def points(self) -> float:
        """Scale points in all, the core team's gate apart."""
        return sum(abs(change.amount or 0.0) for change in self.gates)


@dataclass(frozen=True, slots=True)
class NearestChange:
    """The way up and the way down, None with a reason where there is none."""

    up: Change | None
    down: Change | None
    reasons: tuple[str, ...]

    @property
    def nearest(self) -> Change | None:
        """The change of the two with the fewest gates, then the fewest points, then upwards."""
        changes = [change for change in (self.up, self.down) if change]
        return min(changes, key=lambda change: (len(change.gates), change.points), default=None)


def nearest_change(
    integration_class: IntegrationClass, gates: Sequence[GateResult], rule: Rule
) -> NearestChange:
    """Return what would turn the class that ``gates`` give under ``rule``."""
    if integration_class == "cannot_tell":
        return NearestChange(None, None, ("there is no class to turn: too little is known",))
    if integration_class == "fully_integrated":
        return NearestChange(None, _fall(gates, rule), ("there is no class above fully integrated",))
    if integration_class == "not_yet":
        return NearestChange(_rise_of_base(gates, rule), None, ("there is no class below not yet",))
    unknown = [gate.title for gate in gates if gate.verdict == "unknown"]
    if unknown:
        reason = f"the way up cannot be told while this is unknown: {', '.join(unknown)}"
        return NearestChange(None, _fall_of_base(gates, rule), (reason,))
    raised = tuple(_raised(gate, rule) for gate in gates if gate.verdict == "missed")
    up = Change("up", raised, "fully_integrated")
    return NearestChange(up, _fall_of_base(gates, rule), ())


def _raised(gate: GateResult, rule: Rule) -> GateChange:
    """Return how far a missed survey gate must rise; the core team's has no amount."""
    core = gate.id == rule.shared_understanding.id
    return GateChange(gate.id, None if core else plain(-(gate.margin or 0.0)))


def _rise_of_base(gates: Sequence[GateResult], rule: Rule) -> Change:
    base = next(gate for gate in gates if gate.id == rule.base_gate)
    others = [gate.verdict for gate in gates if gate.id != rule.base_gate]
    gives: IntegrationClass = "cannot_tell" if "unknown" in others else "fully_integrated"
    if "missed" in others:
        gives = "partially_integrated"
    return Change("up", (_raised(base, rule),), gives)


def _fall(gates: Sequence[GateResult], rule: Rule) -> Change:
    """Return the survey gate with the smallest margin, whose fall would cost full integration."""
    weakest = min(survey_gates(gates, rule), key=lambda gate: gate.margin or 0.0)
    gives: IntegrationClass = "not_yet" if weakest.id == rule.base_gate else "partially_integrated"
    return Change("down", (GateChange(weakest.id, plain(-(weakest.margin or 0.0))),), gives)


def _fall_of_base(gates: Sequence[GateResult], rule: Rule) -> Change:
    base = next(gate for gate in gates if gate.id == rule.base_gate)
    return Change("down", (GateChange(base.id, plain(-(base.margin or 0.0))),), "not_yet")
