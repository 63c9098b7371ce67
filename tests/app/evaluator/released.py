"""Released results for tests, of one practice, gate by gate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.disclosure.released import ReleasedCoreRole, ReleasedResult, ReleasedScale
from scoring.logic import MET, MISSED, UNKNOWN
from scoring.result import Verdict
from scoring.rule import shipped_rule
from scoring.verdict import CLASSES, classify
from tests.app.reports import sample

RULE = shipped_rule()
TRUTHS = {"met": MET, "missed": MISSED, "unknown": UNKNOWN}
Given = tuple[float | None, Verdict]


def result(
    roles: tuple[ReleasedCoreRole, ...] | None = None, shared: Verdict = "met", **gates: Given | str
) -> ReleasedResult:
    """Return a result with every gate met at 4.0 but those given: (mean, verdict) or "4.2 or more"."""
    given: dict[str, Given | str] = {gate.id: gates.get(gate.id, (4.0, "met")) for gate in RULE.gates}
    scales = tuple(scale(name, each) for name, each in given.items())
    shown = {each.id: each.mean_text for each in scales}
    verdicts: dict[str, Verdict] = {name: verdict(each) for name, each in given.items()}
    order = [[TRUTHS[each] for each in (*verdicts.values(), shared)]]
    integration_class = CLASSES[classify(np.array(order, np.int8), RULE.base_index)[0]]
    core_team = replace(sample.shared_understanding(), verdict=shared, roles=roles or (role(),) * 3)
    return replace(
        sample.result(),
        integration_class=integration_class,
        class_title=RULE.classes[integration_class].title,
        constructs=scales[:3],
        levels=scales[3:],
        gates=(
            *(sample.gate(gate.id, gate.title, verdicts[gate.id], shown[gate.id], "") for gate in RULE.gates),
            sample.gate(RULE.shared_understanding.id, RULE.shared_understanding.title, shared, "by role", ""),
        ),
        shared_understanding=core_team,
    )


def scale(name: str, given: Given | str) -> ReleasedScale:
    """Return a scale with the mean that was given, or the text of one."""
    if isinstance(given, str):
        return replace(sample.scale(name, name, float(given.split(" ")[0])), mean_text=given)
    return sample.scale(name, name, given[0])


def verdict(given: Given | str) -> Verdict:
    """Return the verdict that was given, or that of a text."""
    if isinstance(given, str):
        return "met" if float(given.split(" ")[0]) >= 3.5 else "missed"
    return given[1]


def role(coherence: str = "3.0 or more", *, named: tuple[bool | None, ...] = (True,) * 3) -> ReleasedCoreRole:
    """Return a core role as it is released."""
    return ReleasedCoreRole("Lead GP", True, named, coherence)
