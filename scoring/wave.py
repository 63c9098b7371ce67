"""Scoring one wave: from answers to the results of every practice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from questionnaires.types import Instrument, Scale
from scoring.answers import AnswerTable
from scoring.core_team import CoreTeamAnswer
from scoring.errors import TableError
from scoring.interval import mean_interval
from scoring.logic import UNKNOWN, Truths, reaches
from scoring.practice_result import PracticeView, WaveArrays, practice_result
from scoring.practice_scores import PracticeScores, practice_scores
from scoring.result import ResultSet
from scoring.rounding import PLACES
from scoring.rule import Rule
from scoring.scales import locate, person_scores
from scoring.shared_understanding import CoreTeamGate, judge_core_teams, no_core_team
from scoring.verdict import classify, deciding_gate

Floats = NDArray[np.float64]


def score_wave(
    instrument: Instrument,
    table: AnswerTable,
    rule: Rule,
    core_team: Sequence[CoreTeamAnswer] | None,
    core_team_instrument: Instrument | None,
) -> ResultSet:
    """Score every practice of a wave; practices in the order of their names, whatever the order of the table.

    ``core_team`` None, or no sheet for a practice: its shared-understanding gate is unknown. Each scale's
    missing policy is its own ``min_answered``. Raises TableError where table, rule and instruments do not
    fit.
    """
    core_gates = judge_core_gates(table.practices, rule, core_team, core_team_instrument)
    arrays = score_arrays(instrument, table, rule, core_gates)
    order = sorted(range(len(table.practices)), key=table.practices.__getitem__)
    used = core_team_instrument if core_team is not None else None
    return ResultSet(
        instrument=instrument_label(instrument),
        rule=rule.label,
        core_team_instrument=instrument_label(used) if used else None,
        practices=tuple(
            practice_result(PracticeView(index, table, instrument.scales, rule, arrays, core_gates[index]))
            for index in order
        ),
    )


def judge_core_gates(
    practices: Sequence[str],
    rule: Rule,
    core_team: Sequence[CoreTeamAnswer] | None,
    core_team_instrument: Instrument | None,
) -> list[CoreTeamGate]:
    """Return the shared-understanding gate of each practice, unknown for all where there is no core team."""
    gate = rule.shared_understanding
    if core_team is None:
        return [no_core_team(gate)] * len(practices)
    if core_team_instrument is None:
        raise TableError("core-team answers need the instrument they were given to")
    judged = judge_core_teams(practices, core_team, core_team_instrument, gate)
    return [judged[practice] for practice in practices]


def instrument_label(instrument: Instrument) -> str:
    """Id, version and digest: what a result carries."""
    return f"{instrument.id} {instrument.version} {instrument.digest}"


def score_arrays(
    instrument: Instrument, table: AnswerTable, rule: Rule, core_gates: Sequence[CoreTeamGate] | None
) -> WaveArrays:
    """Score every practice of a wave as arrays, without building a result: thousands of practices at once.

    ``core_gates``: one a practice in the table's order, or None where there is no core-team module. A gate
    is unknown where fewer people than the rule's minimum answered or have a score, or where the instrument
    has no such scale. Raises TableError where the table does not fit.
    """
    _check_table(table)
    persons = person_scores(
        table.answers,
        locate(instrument, table.items),
        min_answered=[scale.min_answered for scale in instrument.scales],
    )
    scores = practice_scores(persons, table.practice, table.role, len(table.practices))
    low, high = _intervals(scores, table, instrument.scales)
    truths, margins = _judge(scores.mean, scores, instrument.scales, rule, core_gates)
    balanced, _ = _judge(scores.role_balanced, scores, instrument.scales, rule, core_gates)
    return WaveArrays(
        scores=scores,
        low=low,
        high=high,
        gates=truths,
        margins=margins,
        classes=classify(truths, rule.base_index),
        classes_role_balanced=classify(balanced, rule.base_index),
        decides=deciding_gate(truths, margins, rule.base_index),
    )


def _check_table(table: AnswerTable) -> None:
    """Refuse what would give a wrong number in silence."""
    respondents, practices = len(table.answers), len(table.practices)
    if len(set(table.practices)) != practices or len(table.headcount) != practices:
        raise TableError("each practice must be named once and have one headcount")
    if len(table.practice) != respondents or len(table.role) != respondents:
        raise TableError("each respondent must have one practice and one role")
    if respondents and not (table.practice.min() >= 0 and table.practice.max() < practices):
        raise TableError("a respondent's practice is not among the practices")
    answering = np.bincount(table.practice, minlength=practices)
    if (answering > table.headcount).any():
        first = table.practices[int(np.argmax(answering > table.headcount))]
        raise TableError(f"practice {first!r} has more respondents than staff; correct its headcount")


def _intervals(scores: PracticeScores, table: AnswerTable, scales: Sequence[Scale]) -> tuple[Floats, Floats]:
    headcount = np.broadcast_to(table.headcount.astype(np.int64)[:, None], scores.n.shape)
    minimum = np.array([float(scale.minimum) for scale in scales])
    maximum = np.array([float(scale.maximum) for scale in scales])
    return mean_interval(
        mean=scores.mean, sd=scores.sd, n=scores.n, headcount=headcount, minimum=minimum, maximum=maximum
    )


def _judge(
    means: Floats,
    scores: PracticeScores,
    scales: Sequence[Scale],
    rule: Rule,
    core_gates: Sequence[CoreTeamGate] | None,
) -> tuple[Truths, Floats]:
    """Return truths and margins, both practices x gates, of the means given (plain or role-balanced)."""
    column = {scale.id: index for index, scale in enumerate(scales)}
    truths = np.full((len(means), len(rule.gate_ids)), UNKNOWN, np.int8)
    margins = np.full(truths.shape, np.nan)
    enough_answered = scores.respondents >= rule.minimum_respondents
    for place, gate in enumerate(rule.gates):
        if gate.scale not in column:
            continue
        values = means[:, column[gate.scale]]
        known = enough_answered & (scores.n[:, column[gate.scale]] >= rule.minimum_respondents)
        truths[:, place] = reaches(values, gate.threshold, known)
        margins[:, place] = np.round(values - gate.threshold, PLACES)
    if core_gates is not None:
        truths[:, -1] = [gate.truth for gate in core_gates]
        margins[:, -1] = [np.nan if gate.margin is None else gate.margin for gate in core_gates]
    return truths, margins
