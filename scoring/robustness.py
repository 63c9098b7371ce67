"""How much the verdict on a practice can bear: resamples, thresholds and the nearest change, together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from questionnaires.types import Instrument
from scoring.answers import AnswerTable
from scoring.figure import Floats
from scoring.nearest_change import NearestChange, nearest_change
from scoring.resampling import RESAMPLES, SEED, ResampleShares, RuleShare, overall, resample
from scoring.result import PracticeResult
from scoring.rounding import plain_or_none
from scoring.rule import Rule
from scoring.scales import UNIT, PersonScores, locate, person_scores
from scoring.stability import Stability, smallest_margin, stability


@dataclass(frozen=True, slots=True)
class Robustness:
    """What stands behind one practice's class.

    ``share`` of resamples that meet the rule; ``gate_shares`` the same for each survey gate alone, None where
    it cannot be had; ``stability`` the range of thresholds that keep the class; ``smallest_margin`` the id of
    the gate closest to its threshold; ``nearest`` what would turn the class. ``resamples`` and ``seed`` make
    the shares repeatable.
    """

    practice: str
    share: RuleShare
    gate_shares: Mapping[str, float | None]
    stability: Stability
    smallest_margin: str | None
    nearest: NearestChange
    resamples: int
    seed: int


def robustness(
    instrument: Instrument,
    table: AnswerTable,
    rule: Rule,
    results: Sequence[PracticeResult],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> tuple[Robustness, ...]:
    """Return the robustness of ``results``, one each and in their order.

    ``table`` is the one they were scored from. Each scale's missing policy is its own ``min_answered``.
    """
    persons = person_scores(
        table.answers,
        locate(instrument, table.items),
        min_answered=[scale.min_answered for scale in instrument.scales],
    )
    shares = resample(
        gate_scores(persons, instrument, rule),
        table.practice,
        table.role,
        table.headcount,
        np.array([gate.threshold for gate in rule.gates]),
        resamples=resamples,
        seed=seed,
    )
    place = {practice: index for index, practice in enumerate(table.practices)}
    ends = _ends(instrument, rule)
    return tuple(_of_practice(result, shares, place[result.practice], rule, ends) for result in results)


def gate_scores(persons: PersonScores, instrument: Instrument, rule: Rule) -> Floats:
    """Return everybody's score on every survey gate: respondents x gates, scale units, NaN = no score."""
    column = {scale.id: index for index, scale in enumerate(instrument.scales)}
    scores = np.full((len(persons.scores), len(rule.gates)), np.nan)
    for place, gate in enumerate(rule.gates):
        if gate.scale in column:
            at = column[gate.scale]
            scores[:, place] = np.where(persons.scored[:, at], persons.scores[:, at] / UNIT, np.nan)
    return scores


def _ends(instrument: Instrument, rule: Rule) -> tuple[float, float]:
    """Return the lowest and the highest value that a survey gate of this instrument can have."""
    asked = {gate.scale for gate in rule.gates}
    scales = [scale for scale in instrument.scales if scale.id in asked]
    return (
        min((float(scale.minimum) for scale in scales), default=1.0),
        max((float(scale.maximum) for scale in scales), default=5.0),
    )


def _of_practice(
    result: PracticeResult, shares: ResampleShares, index: int, rule: Rule, ends: tuple[float, float]
) -> Robustness:
    closest = smallest_margin(result.gates, rule)
    known = {gate.id for gate in result.gates if gate.verdict != "unknown"}
    return Robustness(
        practice=result.practice,
        share=overall(shares, index, result.gates, rule),
        gate_shares={
            gate.id: plain_or_none(float(shares.gates[index, place])) if gate.id in known else None
            for place, gate in enumerate(rule.gates)
        },
        stability=stability(result.integration_class, result.gates, rule, minimum=ends[0], maximum=ends[1]),
        smallest_margin=closest.id if closest else None,
        nearest=nearest_change(result.integration_class, result.gates, rule),
        resamples=shares.resamples,
        seed=shares.seed,
    )
