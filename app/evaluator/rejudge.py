"""What if the rule asked for more or less? Judged with the numbers as they are shown, and with nothing else.

Whoever could ask "what if the threshold were 3.61, 3.62 ..." of exact means would read those means off the
answers. So this works on released values only: rounded means, "4.2 or more", verdicts. An answer is then a
function of what the asker sees on the results page anyway, and any number of questions teaches nothing new.
What the shown numbers do not settle is not known, and an unknown gate never counts as met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from app.disclosure.summary import OR_LESS, OR_MORE, Summary, SummaryRole, SummaryScale
from scoring.logic import MET, MISSED, UNKNOWN, WORDS, all_of
from scoring.result import IntegrationClass, Verdict
from scoring.rule import Gate, Rule, SharedUnderstandingGate
from scoring.verdict import CLASSES, classify

LOWEST, HIGHEST = 1.0, 5.0  # the answers' scale
LEFT_OUT = "left out"
BY_ROLE = "by role"  # what is shown of the core team's gate
_TRUTHS: Mapping[Verdict, int] = {"missed": MISSED, "unknown": UNKNOWN, "met": MET}


@dataclass(frozen=True, slots=True)
class Question:
    """What to change in the rule; None leaves it as published.

    ``threshold`` is that of every gate which has one, but for those that have their own in ``thresholds``, by
    the ids of gates; ``minimum_coherence`` that of each core role. A gate that is ``left_out`` counts as met.
    """

    threshold: float | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    minimum_coherence: float | None = None
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GateChange:
    """A gate whose verdict would be another one; ``otherwise`` is a verdict or LEFT_OUT."""

    title: str
    shown: str
    published: Verdict
    otherwise: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The class that one practice would have, and the gates that change."""

    practice: str
    published: IntegrationClass
    otherwise: IntegrationClass
    gates: tuple[GateChange, ...]

    @property
    def changes(self) -> bool:
        """Whether the class would be another one."""
        return self.otherwise != self.published


def rejudge(practices: Iterable[tuple[str, Summary]], rule: Rule, question: Question) -> tuple[Answer, ...]:
    """Return for each practice (its name and summary) what ``rule``, changed by ``question``, makes of it.

    ``rule`` is the one that they were judged by. ``practices`` are looked at one after another, so that
    thousands need not be there at once. ValueError for a practice without enough answers: nothing is shown of
    it, so nothing can be asked of it.
    """
    judged = [_judged(name, summary, rule, question) for name, summary in practices]
    truths = np.frombuffer(b"".join(each.truths for each in judged), np.int8)
    classes = classify(truths.reshape(-1, len(rule.gate_ids)), rule.base_index)
    return tuple(
        Answer(each.practice, each.published, CLASSES[found], each.gates)
        for each, found in zip(judged, classes, strict=True)
    )


def truths_of(summary: Summary, rule: Rule, question: Question) -> Sequence[int]:
    """Return the truth of every gate by the changed rule, in the rule's order."""
    published = {name: _TRUTHS[verdict] for name, verdict in summary.gates.items()}
    truths = [_truth(gate, published[gate.id], summary, question) for gate in rule.gates]
    shared = rule.shared_understanding.id
    if shared in question.left_out:
        return [*truths, MET]
    return [
        *truths,
        _shared_understanding(summary, published[shared], rule, question.minimum_coherence),
    ]


def _truth(gate: Gate, published: int, summary: Summary, question: Question) -> int:
    """Return the truth of a gate with a threshold by the changed rule."""
    if gate.id in question.left_out:
        return MET
    threshold = question.thresholds.get(gate.id, question.threshold)
    if threshold is None:
        return published
    return _threshold_gate(gate, published, summary.scales.get(gate.scale), threshold)


class _Judged(NamedTuple):
    """A practice whose gates are judged, but not yet its class: ``truths`` are bytes, one a gate."""

    practice: str
    published: IntegrationClass
    gates: tuple[GateChange, ...]
    truths: bytes


def _judged(name: str, summary: Summary, rule: Rule, question: Question) -> _Judged:
    if summary.integration_class is None:
        raise ValueError(f"{name} has not enough answers")
    truths = truths_of(summary, rule, question)
    gates: Sequence[Gate | SharedUnderstandingGate] = (*rule.gates, rule.shared_understanding)
    changes = tuple(
        GateChange(
            gate.title,
            _shown(summary, gate),
            summary.gates[gate.id],
            LEFT_OUT if gate.id in question.left_out else WORDS[truth],
        )
        for gate, truth in zip(gates, truths, strict=True)
        if WORDS[truth] != summary.gates[gate.id]
    )
    return _Judged(name, summary.integration_class, changes, bytes(truths))


def _shown(summary: Summary, gate: Gate | SharedUnderstandingGate) -> str:
    return summary.scales[gate.scale].mean_text if isinstance(gate, Gate) else BY_ROLE


def _threshold_gate(gate: Gate, published: int, scale: SummaryScale | None, threshold: float) -> int:
    """Judge a gate by the published verdict where that settles it, else by the mean as shown."""
    if published == UNKNOWN or threshold == gate.threshold:
        return published
    if published == (MET if threshold < gate.threshold else MISSED):
        return published
    if scale is None or scale.mean is None:
        return UNKNOWN
    reaches = scale.mean >= threshold
    if scale.mean_text.endswith(OR_LESS) if reaches else scale.mean_text.endswith(OR_MORE):
        return UNKNOWN
    return MET if reaches else MISSED


def _shared_understanding(summary: Summary, published: int, rule: Rule, minimum: float | None) -> int:
    """Judge the core team's gate: which side of the published minimum a role is on is all that is shown."""
    asked = rule.shared_understanding.minimum_coherence
    if minimum is None or minimum == asked or summary.roles is None:
        return published
    return all_of(_core_role(role, minimum, asked) for role in summary.roles)


def _core_role(role: SummaryRole, minimum: float, asked: float) -> int:
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
