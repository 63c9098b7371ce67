"""What if the rule asked for more or less? Judged with the numbers as they are shown, and with nothing else.

Whoever could ask "what if the threshold were 3.61, 3.62 ..." of exact means would read those means off the
answers. So this works on released values only: rounded means, "4.2 or more", verdicts. An answer is then a
function of what the asker sees on the results page anyway, and any number of questions teaches nothing new.
What the shown numbers do not settle is not known, and an unknown gate never counts as met.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.disclosure.released import ReleasedCoreRole, ReleasedGate, ReleasedResult, ReleasedScale
from scoring.logic import MET, MISSED, UNKNOWN, WORDS, all_of
from scoring.result import IntegrationClass, Verdict
from scoring.rule import Gate, Rule, shipped_rule
from scoring.verdict import CLASSES, classify

LOWEST, HIGHEST = 1.0, 5.0  # the answers' scale
_TRUTHS = {"missed": MISSED, "unknown": UNKNOWN, "met": MET}


@dataclass(frozen=True, slots=True)
class Question:
    """What to change in the rule; None leaves it as published.

    ``threshold`` is that of the gate ``gate``, of every gate with a threshold where that is None;
    ``minimum_coherence`` that of each core role.
    """

    threshold: float | None = None
    gate: str | None = None
    minimum_coherence: float | None = None


@dataclass(frozen=True, slots=True)
class GateChange:
    """A gate whose verdict would be another one."""

    title: str
    shown: str
    published: Verdict
    otherwise: Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """The class that one practice would have, and the gates that change."""

    result: ReleasedResult
    published: IntegrationClass
    otherwise: IntegrationClass
    gates: tuple[GateChange, ...]

    @property
    def changes(self) -> bool:
        """Whether the class would be another one."""
        return self.otherwise != self.published


def rejudge(result: ReleasedResult, question: Question) -> Answer:
    """Return what the rule as changed by ``question`` makes of a result with enough answers.

    ValueError for a result without: nothing is shown of it, so nothing can be asked of it.
    """
    if result.integration_class is None:
        raise ValueError(f"{result.practice} has not enough answers")
    rule = _rule(result.rule)
    shown = {gate.id: gate for gate in result.gates}
    truths = {name: verdict_of(name, result, rule, question) for name in shown}
    order = [truths[name] for name in rule.gate_ids]
    otherwise = CLASSES[classify(np.array([order], np.int8), rule.base_index)[0]]
    changes = tuple(
        GateChange(gate.title, gate.value_text, gate.verdict, WORDS[truths[gate.id]])
        for gate in result.gates
        if WORDS[truths[gate.id]] != gate.verdict
    )
    return Answer(result, result.integration_class, otherwise, changes)


def verdict_of(name: str, result: ReleasedResult, rule: Rule, question: Question) -> int:
    """Return the truth of one gate by the changed rule."""
    published = next(gate for gate in result.gates if gate.id == name)
    if name == rule.shared_understanding.id:
        return _shared_understanding(result, published, rule, question.minimum_coherence)
    gate = next(each for each in rule.gates if each.id == name)
    threshold = question.threshold if question.gate in (None, name) else None
    return _threshold_gate(gate, published, _scales(result).get(gate.scale), threshold)


def _threshold_gate(
    gate: Gate, published: ReleasedGate, scale: ReleasedScale | None, threshold: float | None
) -> int:
    """Judge a gate by the published verdict where that settles it, else by the mean as shown."""
    verdict = _TRUTHS[published.verdict]
    if threshold is None or verdict == UNKNOWN or threshold == gate.threshold:
        return verdict
    if verdict == (MET if threshold < gate.threshold else MISSED):
        return verdict
    if scale is None or scale.mean is None:
        return UNKNOWN
    reaches = scale.mean >= threshold
    if (
        reaches
        if scale.mean_text.endswith("or less")
        else not reaches and scale.mean_text.endswith("or more")
    ):
        return UNKNOWN
    return MET if reaches else MISSED


def _shared_understanding(
    result: ReleasedResult, published: ReleasedGate, rule: Rule, minimum: float | None
) -> int:
    """Judge the core team's gate: which side of the published minimum a role is on is all that is shown."""
    verdict = _TRUTHS[published.verdict]
    shared, asked = result.shared_understanding, rule.shared_understanding.minimum_coherence
    if minimum is None or minimum == asked or shared is None:
        return verdict
    return all_of(_core_role(role, minimum, asked) for role in shared.roles)


def _core_role(role: ReleasedCoreRole, minimum: float, asked: float) -> int:
    scope = all_of(UNKNOWN if named is None else MET if named else MISSED for named in role.names_level)
    return min(scope, _coherence(role.coherence_text, minimum, asked))


def _coherence(shown: str, minimum: float, asked: float) -> int:
    if shown == f"{asked:.1f} or more":
        return MET if minimum < asked else UNKNOWN
    if shown == f"below {asked:.1f}":
        if minimum <= LOWEST:
            return MET
        return MISSED if minimum > asked else UNKNOWN
    return UNKNOWN


def _scales(result: ReleasedResult) -> Mapping[str, ReleasedScale]:
    return {scale.id: scale for scale in (*result.constructs, *result.levels)}


def _rule(label: str) -> Rule:
    rule_id, version, _ = label.split(" ")
    return shipped_rule(rule_id, version)
