"""Shared understanding: do the core roles mean the same job, and does each make sense of it?

It reads the core team's own answers, attributed by role. Source: science of the score, section 5; S4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from questionnaires.types import Instrument, ItemType
from scoring.answers import MISSING
from scoring.core_team import CoreTeamAnswer
from scoring.errors import TableError
from scoring.logic import MET, MISSED, UNKNOWN, WORDS, all_of
from scoring.result import CoreRoleResult, SharedUnderstanding
from scoring.rounding import plain
from scoring.rule import SharedUnderstandingGate
from scoring.scales import UNIT, locate, person_scores

Judgement = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class CoreTeamGate:
    """The gate of one practice: ``value`` is the lowest coherence of a core role, ``margin`` how far that is
    from the minimum; both None where the verdict does not rest on them (see :func:`judge_core_team`)."""

    truth: int
    value: float | None
    margin: float | None
    respondents: int
    result: SharedUnderstanding


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One core-team answer sheet with its scores in 1/UNIT points."""

    role: str
    scope: frozenset[str] | None
    coherence: int | None
    leadership: int | None


def judge_core_teams(
    practices: Sequence[str],
    answers: Sequence[CoreTeamAnswer],
    instrument: Instrument,
    gate: SharedUnderstandingGate,
) -> dict[str, CoreTeamGate]:
    """Judge every practice; without a sheet, unknown. TableError where instrument and gate do not fit."""
    _check_fit(instrument, gate)
    sheets: dict[str, list[_Sheet]] = {practice: [] for practice in practices}
    for answer, sheet in zip(answers, _score_sheets(answers, instrument, gate), strict=True):
        if answer.practice not in sheets:
            raise TableError(f"core-team answers name practice {answer.practice!r}, which is not in the wave")
        sheets[answer.practice].append(sheet)
    return {practice: judge_core_team(sheets[practice], gate) for practice in practices}


def no_core_team(gate: SharedUnderstandingGate) -> CoreTeamGate:
    """The gate where the core-team module was not used."""
    reason = "no core-team answers: ask the core team to fill in its own questionnaire"
    nobody = tuple(CoreRoleResult(role, 0, None, None, None) for role in gate.core_roles)
    return CoreTeamGate(
        UNKNOWN, None, None, 0, SharedUnderstanding(nobody, "unknown", None, False, (reason,))
    )


def judge_core_team(sheets: Sequence[_Sheet], gate: SharedUnderstandingGate) -> CoreTeamGate:
    """Judge one practice.

    Each core role: its scope is what all of its people name, its coherence the mean of its people. Met where
    every core role names the whole required scope and is at least ``minimum_coherence``; missed as soon as
    one does not; unknown otherwise, a core role missing or silent. ``value`` is the lowest coherence of a
    role, ``margin`` value - minimum; where unknown both are None (the missing role could be lower), where
    the scope is missed the margin is None (no gain in coherence would do).
    """
    if not sheets:
        return no_core_team(gate)
    roles = [_role(role, [sheet for sheet in sheets if sheet.role == role]) for role in gate.core_roles]
    scope = [_judge_scope(role, gate) for role in roles]
    coherence = [_judge_coherence(role, gate) for role in roles]
    truth = all_of(part for part, _ in (*scope, *coherence))
    known = [role.coherence for role in roles if role.coherence is not None]
    value = min(known) if known and truth != UNKNOWN else None
    by_scope = any(part == MISSED for part, _ in scope)
    margin = None if value is None or by_scope else plain(value - gate.minimum_coherence)
    gap = plain(max(known) - min(known)) if len(known) > 1 else None
    reasons = [reason for _, said in (*scope, *coherence) for reason in said]
    if gap is not None and gap > gate.gap_flag_over:
        reasons.append(
            f"coherence differs by {gap:.2f} points between core roles: talk it through (a flag, not a gate)"
        )
    flag = gap is not None and gap > gate.gap_flag_over
    result = SharedUnderstanding(tuple(roles), WORDS[truth], gap, flag, tuple(dict.fromkeys(reasons)))
    return CoreTeamGate(truth, value, margin, len(sheets), result)


def _check_fit(instrument: Instrument, gate: SharedUnderstandingGate) -> None:
    items = {item.id: item for item in instrument.items}
    scope = items.get(gate.scope_item)
    options = {option.id for option in scope.options} if scope else set()
    lacking = [f"scale {gate.coherence_scale}"] * (
        gate.coherence_scale not in {s.id for s in instrument.scales}
    )
    lacking += [f"role {role}" for role in gate.core_roles if role not in instrument.roles]
    if scope is None or scope.type is not ItemType.MULTIPLE_CHOICE:
        lacking.append(f"multiple-choice item {gate.scope_item}")
    else:
        lacking += [
            f"option {option} of {scope.id}" for option in gate.required_scope if option not in options
        ]
    if lacking:
        raise TableError(f"instrument {instrument.id} lacks what the rule asks for: {', '.join(lacking)}")


def _score_sheets(
    answers: Sequence[CoreTeamAnswer], instrument: Instrument, gate: SharedUnderstandingGate
) -> list[_Sheet]:
    items = [item.id for item in instrument.items if item.is_scored]
    cells = np.array([[answer.values.get(item, MISSING) for item in items] for answer in answers], np.int8)
    located = locate(instrument, items)
    shares = [scale.min_answered for scale in instrument.scales]
    scores = person_scores(cells.reshape(len(answers), len(items)), located, min_answered=shares)
    column = {scale.id: index for index, scale in enumerate(instrument.scales)}

    def score(row: int, scale: str) -> int | None:
        index = column.get(scale)
        return None if index is None or not scores.scored[row, index] else int(scores.scores[row, index])

    return [
        _Sheet(
            answer.role,
            answer.scope.get(gate.scope_item),
            score(row, gate.coherence_scale),
            score(row, gate.leadership_scale),
        )
        for row, answer in enumerate(answers)
    ]


def _role(role: str, sheets: Sequence[_Sheet]) -> CoreRoleResult:
    named = [sheet.scope for sheet in sheets if sheet.scope is not None]
    scope = tuple(sorted(frozenset.intersection(*named))) if named else None
    coherence = _mean([sheet.coherence for sheet in sheets])
    return CoreRoleResult(role, len(sheets), scope, coherence, _mean([sheet.leadership for sheet in sheets]))


def _mean(scores: Sequence[int | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return plain(sum(known) / (len(known) * UNIT)) if known else None


def _judge_scope(role: CoreRoleResult, gate: SharedUnderstandingGate) -> Judgement:
    if not role.respondents:
        return UNKNOWN, [f"nobody answered as {role.role}"]
    if role.scope is None:
        return UNKNOWN, [f"{role.role} did not say what is part of the job"]
    omitted = [option for option in gate.required_scope if option not in role.scope]
    if omitted:
        return MISSED, [f"{role.role} does not name {', '.join(omitted)} as part of the job"]
    return MET, []


def _judge_coherence(role: CoreRoleResult, gate: SharedUnderstandingGate) -> Judgement:
    if role.coherence is None:
        said = f"{role.role} answered too few statements on coherence"
        return UNKNOWN, [said] if role.respondents else []
    if role.coherence < gate.minimum_coherence:
        return MISSED, [f"coherence of {role.role} is {role.coherence:.2f}, below {gate.minimum_coherence:g}"]
    return MET, []
