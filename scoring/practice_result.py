"""From arrays to the result of one practice: never NaN, and a reason beside every number that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaires.types import Scale, ScaleKind
from scoring.answers import AnswerTable, Indices
from scoring.logic import WORDS, Truths
from scoring.practice_scores import PracticeScores
from scoring.reasons import gate_reasons, practice_reasons, scale_reasons
from scoring.result import GateResult, NotRelevantRates, PracticeResult, RoleNotRelevant, ScaleResult
from scoring.rounding import plain, plain_or_none
from scoring.rule import Gate, Rule
from scoring.shared_understanding import CoreTeamGate
from scoring.verdict import CLASSES

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WaveArrays:
    """A scored wave.

    ``low`` and ``high`` (practices x scales) are the ends of the interval, NaN where there is none. ``gates``
    (truths) and ``margins`` are practices x gates in the rule's order. ``classes`` and
    ``classes_role_balanced`` (practices,) index :data:`scoring.verdict.CLASSES`. ``decides`` (practices,) is
    a column of ``gates``, or -1.
    """

    scores: PracticeScores
    low: Floats
    high: Floats
    gates: Truths
    margins: Floats
    classes: NDArray[np.int8]
    classes_role_balanced: NDArray[np.int8]
    decides: Indices


@dataclass(frozen=True, slots=True)
class PracticeView:
    """One practice of a scored wave: its ``index`` in the table and all that its result is read from."""

    index: int
    table: AnswerTable
    scales: Sequence[Scale]
    rule: Rule
    arrays: WaveArrays
    core_gate: CoreTeamGate

    @property
    def headcount(self) -> int:
        """Staff of the practice."""
        return int(self.table.headcount[self.index])

    @property
    def answering(self) -> int:
        """People who answered."""
        return int(self.arrays.scores.respondents[self.index])


def practice_result(view: PracticeView) -> PracticeResult:
    """Return everything that is said of one practice."""
    results = {scale.id: _scale_result(view, scale, place) for place, scale in enumerate(view.scales)}
    gates = _gates(view, results)
    decides = int(view.arrays.decides[view.index])
    integration_class = CLASSES[view.arrays.classes[view.index]]
    balanced = CLASSES[view.arrays.classes_role_balanced[view.index]]
    return PracticeResult(
        practice=view.table.practices[view.index],
        integration_class=integration_class,
        class_role_balanced=balanced,
        n=view.answering,
        headcount=view.headcount,
        constructs=_of_kind(results, ScaleKind.CONSTRUCT),
        levels=_of_kind(results, ScaleKind.LEVEL),
        factors=_of_kind(results, ScaleKind.FACTOR),
        globals=_of_kind(results, ScaleKind.GLOBAL),
        gates=gates,
        shared_understanding=view.core_gate.result,
        decides=view.rule.gate_ids[decides] if decides >= 0 else None,
        reasons=practice_reasons(
            integration_class=integration_class,
            role_balanced=balanced,
            answering=view.answering,
            headcount=view.headcount,
            gates=gates,
            rule=view.rule,
        ),
    )


def _gates(view: PracticeView, results: Mapping[str, ScaleResult]) -> tuple[GateResult, ...]:
    survey = enumerate(view.rule.gates)
    judged = (_survey_gate(view, gate, place, results.get(gate.scale)) for place, gate in survey)
    return (*judged, _core_team_gate(view))


def _of_kind(results: dict[str, ScaleResult], kind: ScaleKind) -> dict[str, ScaleResult]:
    return {scale_id: result for scale_id, result in results.items() if result.kind == kind}


def _scale_result(view: PracticeView, scale: Scale, place: int) -> ScaleResult:
    scores, at = view.arrays.scores, (view.index, place)
    n, mean, sd = int(scores.n[at]), plain_or_none(scores.mean[at]), plain_or_none(scores.sd[at])
    answered, counts = int(scores.answered[at]), [int(count) for count in scores.not_relevant[at]]
    too_early = answered > 0 and counts[1] / answered > view.rule.too_early_over
    return ScaleResult(
        scale=scale.id,
        kind=str(scale.kind),
        minimum=scale.minimum,
        maximum=scale.maximum,
        mean=mean,
        score_100=None if mean is None else score_100(mean, scale.minimum, scale.maximum),
        n=n,
        sd=sd,
        ci=_ends(view, at),
        role_balanced_mean=plain_or_none(scores.role_balanced[at]),
        not_relevant=NotRelevantRates(*(plain(count / answered) if answered else None for count in counts)),
        too_early=too_early,
        reasons=scale_reasons(
            n=n,
            answering=view.answering,
            headcount=view.headcount,
            sd=sd,
            answered=answered,
            not_relevant=sum(counts),
            too_early_over=view.rule.too_early_over if too_early else None,
        ),
        not_relevant_by_role=tuple(sorted(_by_role(view, place), key=lambda each: each.group)),
    )


def _by_role(view: PracticeView, place: int) -> Iterator[RoleNotRelevant]:
    """Yield the role groups in which anybody said "not relevant" on the scale at ``place``."""
    found = view.arrays.scores.by_role
    for group in found.of_practice(view.index):
        counts = [int(count) for count in found.not_relevant[group, place]]
        if any(counts):
            role = view.table.roles[found.role[group]]
            yield RoleNotRelevant(role, int(found.people[group]), int(found.answered[group, place]), *counts)


def _ends(view: PracticeView, at: tuple[int, int]) -> tuple[float, float] | None:
    low, high = plain_or_none(view.arrays.low[at]), plain_or_none(view.arrays.high[at])
    return None if low is None or high is None else (low, high)


def score_100(mean: float, minimum: int, maximum: int) -> float:
    """Return the mean on 0 to 100: ``100 * (m - minimum) / (maximum - minimum)``.

    >>> score_100(3.5, 1, 5), score_100(7, 0, 10)
    (62.5, 70.0)
    """
    return plain(100 * (mean - minimum) / (maximum - minimum))


def _survey_gate(view: PracticeView, gate: Gate, place: int, scale: ScaleResult | None) -> GateResult:
    return GateResult(
        id=gate.id,
        title=gate.title,
        value=scale.mean if scale else None,
        ci=scale.ci if scale else None,
        n=scale.n if scale else 0,
        answering=view.answering,
        headcount=view.headcount,
        threshold=gate.threshold,
        margin=plain_or_none(view.arrays.margins[view.index, place]),
        verdict=WORDS[view.arrays.gates[view.index, place]],
        source=f"{', '.join(gate.source)}; threshold: {view.rule.threshold_note}",
        reasons=gate_reasons(gate, scale, view.answering, view.rule),
    )


def _core_team_gate(view: PracticeView) -> GateResult:
    """The gate of the core team: n is its answer sheets, its value the lowest coherence of a core role."""
    gate, judged = view.rule.shared_understanding, view.core_gate
    return GateResult(
        id=gate.id,
        title=gate.title,
        value=judged.value,
        ci=None,
        n=judged.respondents,
        answering=judged.respondents,
        headcount=view.headcount,
        threshold=gate.minimum_coherence,
        margin=judged.margin,
        verdict=WORDS[judged.truth],
        source=", ".join(gate.source),
        reasons=judged.result.reasons,
    )
