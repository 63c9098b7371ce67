"""What is kept of a result when its wave is closed: what will be shown is made of this, and of nothing else.

The exact result of few people is nearly their answers, and roles with few people in them can be worked out of
what is counted by role. None of it is ever shown, so none of it is written down: a snapshot outlasts the
roles and the answers of few people, which closing deletes (app/operations/seal_responses.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.disclosure.not_relevant import Answering, kept_groups
from app.disclosure.threshold import enough_people
from questionnaires.types import Instrument
from scoring.reasons import role_balanced_reason
from scoring.result import GateResult, NotRelevantRates, PracticeResult, ScaleResult

NO_RATES = NotRelevantRates(None, None, None)


def kept(
    result: PracticeResult, managers: int, minimum: int, instrument: Instrument, core_gate: str
) -> PracticeResult:
    """Return what is kept of a result: as if nobody had answered, where not enough did.

    ``managers`` of the people may be practice managers. ``core_gate`` is the id of the gate of the core team,
    whose answers are attributed by role and stay.
    """
    if not enough_people(result.n, managers, minimum):
        return _of_nobody(result, core_gate)

    def without_roles(scale: ScaleResult) -> ScaleResult:
        answering = Answering(result.n, managers, minimum, len(instrument.scale(scale.scale).items))
        groups = kept_groups(scale.not_relevant, scale.not_relevant_by_role, answering)
        return replace(scale, role_balanced_mean=None, not_relevant_by_role=groups)

    said = role_balanced_reason(result.class_role_balanced)
    return replace(
        result,
        class_role_balanced=None,
        constructs=_each(result.constructs, without_roles),
        levels=_each(result.levels, without_roles),
        factors=_each(result.factors, without_roles),
        globals=_each(result.globals, without_roles),
        reasons=tuple(reason for reason in result.reasons if reason != said),
    )


def _of_nobody(result: PracticeResult, core_gate: str) -> PracticeResult:
    return replace(
        result,
        integration_class="cannot_tell",
        class_role_balanced=None,
        n=0,
        constructs=_each(result.constructs, _scale_of_nobody),
        levels=_each(result.levels, _scale_of_nobody),
        factors=_each(result.factors, _scale_of_nobody),
        globals=_each(result.globals, _scale_of_nobody),
        gates=tuple(gate if gate.id == core_gate else _gate_of_nobody(gate) for gate in result.gates),
        decides=None,
        reasons=(),
    )


def _scale_of_nobody(scale: ScaleResult) -> ScaleResult:
    return replace(
        scale,
        mean=None,
        score_100=None,
        n=0,
        sd=None,
        ci=None,
        role_balanced_mean=None,
        not_relevant=NO_RATES,
        too_early=False,
        reasons=(),
        not_relevant_by_role=(),
    )


def _gate_of_nobody(gate: GateResult) -> GateResult:
    return replace(gate, value=None, ci=None, n=0, answering=0, margin=None, verdict="unknown", reasons=())


def _each(
    scales: Mapping[str, ScaleResult], change: Callable[[ScaleResult], ScaleResult]
) -> Mapping[str, ScaleResult]:
    return {name: change(scale) for name, scale in scales.items()}
