"""From arrays to the result of one practice: numbers without NaN, and a reason beside every one that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaires.types import Scale, ScaleKind
from scoring.answers import AnswerTable, Indices
from scoring.logic import WORDS, Truths
from scoring.practice_scores import PracticeScores
from scoring.reasons import gate_reasons, practice_reasons, scale_reasons
from scoring.result import GateResult, NotRelevantRates, PracticeResult, ScaleResult
from scoring.rounding import plain, plain_or_none
from scoring.rule import Gate, Rule
from scoring.shared_understanding import CoreTeamGate
from scoring.verdict import CLASSES

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WaveArrays:
    """A scored wave. ``low`` and ``high`` (practices x scales) are the ends of the interval, NaN where there is none;
    ``gates`` (truths) and ``margins`` are practices x gates in the rule's order; ``classes`` and
    ``classes_role_balanced`` (practices,) index :data:`scoring.verdict.CLASSES`; ``decides`` (practices,) is a
    column of ``gates`` or -1."""

    scores: PracticeScores
    low: Floats
    high: Floats
    gates: Truths
    margins: Floats
    classes: NDArray[np.int8]
    classes_role_balanced: NDArray[np.int8]
    decides: Indices


def practice_result(
    index: int,
    table: AnswerTable,
    scales: Sequence[Scale],
    rule: Rule,
    arrays: WaveArrays,
    core_gate: CoreTeamGate,
) -> PracticeResult:
    """Return the result of the practice at ``index`` of the table."""
    headcount = int(table.headcount[index])
    answering = int(arrays.scores.respondents[index])
    results = {
        scale.id: _scale_result(scale, index, place, headcount, rule, arrays)
        for place, scale in enumerate(scales)
    }
    gates = [
        _gate_result(gate, place, index, results.get(gate.scale), answering, headcount, rule, arrays)
        for place, gate in enumerate(rule.gates)
    ]
    gates.append(_core_team_gate(core_gate, answering, headcount, rule))
    decides = int(arrays.decides[index])
    integration_class = CLASSES[arrays.classes[index]]
    balanced = CLASSES[arrays.classes_role_balanced[index]]
    return PracticeResult(
        practice=table.practices[index],
        integration_class=integration_class,
        class_role_balanced=balanced,
        n=answering,
        headcount=headcount,
        constructs=_of_kind(results, ScaleKind.CONSTRUCT),
        levels=_of_kind(results, ScaleKind.LEVEL),
        factors=_of_kind(results, ScaleKind.FACTOR),
        globals=_of_kind(results, ScaleKind.GLOBAL),
        gates=tuple(gates),
        shared_understanding=core_gate.result,
        decides=rule.gate_ids[decides] if decides >= 0 else None,
        reasons=practice_reasons(integration_class, balanced, answering, headcount, gates, rule),
    )


def _of_kind(results: dict[str, ScaleResult], kind: ScaleKind) -> dict[str, ScaleResult]:
    return {scale_id: result for scale_id, result in results.items() if result.kind == kind}


def _scale_result(
    scale: Scale, index: int, place: int, headcount: int, rule: Rule, arrays: WaveArrays
) -> ScaleResult:
    scores = arrays.scores
    mean = plain_or_none(scores.mean[index, place])
    answered = int(scores.answered[index, place])
    counts = [int(count) for count in scores.not_relevant[index, place]]
    role, stage, programme = (plain(count / answered) if answered else None for count in counts)
    n = int(scores.n[index, place])
    sd = plain_or_none(scores.sd[index, place])
    low, high = (plain_or_none(end[index, place]) for end in (arrays.low, arrays.high))
    too_early = answered > 0 and counts[1] / answered > rule.too_early_over
    return ScaleResult(
        scale=scale.id,
        kind=str(scale.kind),
        minimum=scale.minimum,
        maximum=scale.maximum,
        mean=mean,
        score_100=None
        if mean is None
        else plain(100 * (mean - scale.minimum) / (scale.maximum - scale.minimum)),
        n=n,
        sd=sd,
        ci=None if low is None or high is None else (low, high),
        role_balanced_mean=plain_or_none(scores.role_balanced[index, place]),
        not_relevant=NotRelevantRates(role, stage, programme),
        too_early=too_early,
        reasons=scale_reasons(
            n, int(scores.respondents[index]), headcount, sd, answered, sum(counts), too_early=too_early
        ),
    )


def _gate_result(
    gate: Gate,
    place: int,
    index: int,
    scale: ScaleResult | None,
    answering: int,
    headcount: int,
    rule: Rule,
    arrays: WaveArrays,
) -> GateResult:
    return GateResult(
        id=gate.id,
        title=gate.title,
        value=scale.mean if scale else None,
        ci=scale.ci if scale else None,
        n=scale.n if scale else 0,
        answering=answering,
        headcount=headcount,
        threshold=gate.threshold,
        margin=plain_or_none(arrays.margins[index, place]),
        verdict=WORDS[arrays.gates[index, place]],
        source=f"{', '.join(gate.source)}; threshold: {rule.threshold_note}",
        reasons=gate_reasons(gate, scale, answering, rule),
    )


def _core_team_gate(core_gate: CoreTeamGate, answering: int, headcount: int, rule: Rule) -> GateResult:
    """The gate of the core team: n is its answer sheets, its value the lowest coherence of a core role."""
    gate = rule.shared_understanding
    return GateResult(
        id=gate.id,
        title=gate.title,
        value=core_gate.value,
        ci=None,
        n=core_gate.respondents,
        answering=core_gate.respondents,
        headcount=headcount,
        threshold=gate.minimum_coherence,
        margin=core_gate.margin,
        verdict=WORDS[core_gate.truth],
        source=", ".join(gate.source),
        reasons=core_gate.result.reasons,
    )
