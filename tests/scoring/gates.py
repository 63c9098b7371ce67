"""Gates of a practice as judged by the shipped rule, for tests of what stands behind a class."""

from __future__ import annotations

import numpy as np

from scoring.logic import MET, MISSED, UNKNOWN
from scoring.result import GateResult, IntegrationClass, Verdict
from scoring.rounding import plain
from scoring.rule import Rule, shipped_rule
from scoring.verdict import CLASSES, classify

RULE = shipped_rule()
TRUTH = {"met": MET, "missed": MISSED, "unknown": UNKNOWN}


def gates(understanding: Verdict = "met", rule: Rule = RULE, /, **values: float | None) -> list[GateResult]:
    """Gates with the values named and 4.0 elsewhere; None is unknown."""
    found = []
    for gate in rule.gates:
        value = values.get(gate.id, 4.0)
        margin = None if value is None else plain(value - gate.threshold)
        verdict: Verdict = "unknown" if margin is None else "met" if margin >= 0 else "missed"
        found.append(result(gate.id, value, gate.threshold, margin, verdict))
    core = rule.shared_understanding
    margin = {"met": 1.0, "missed": -0.5, "unknown": None}[understanding]
    found.append(result(core.id, 4.0, core.minimum_coherence, margin, understanding))
    return found


def result(
    gate: str, value: float | None, threshold: float, margin: float | None, verdict: Verdict
) -> GateResult:
    """One gate."""
    return GateResult(gate, gate, value, None, 6, 6, 40, threshold, margin, verdict, "S4", ())


def class_of(found: list[GateResult], rule: Rule = RULE) -> IntegrationClass:
    """The class that the gates give."""
    truths = np.array([[TRUTH[gate.verdict] for gate in found]], dtype=np.int8)
    return CLASSES[int(classify(truths, rule.base_index)[0])]
