"""A wave that is being closed: its answers read in one piece, and scored by its rule."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.errors import WaveStateError
from app.models import Wave
from app.queries import managers, responses
from app.queries.tracking import MANAGER
from questionnaires import catalogue
from questionnaires.types import Attribution, Instrument, InstrumentKind
from scoring.answers import AnswerTable
from scoring.result import ResultSet
from scoring.rule import Rule, shipped_rule
from scoring.wave import score_wave


@dataclass(frozen=True, slots=True)
class ScoredWave:
    """What everything that is published of ``wave`` is made from: the answers, and the practices' scores.

    ``survey`` is the instrument for all staff, in the version of the wave; ``core_team`` that of the core
    team, if there is one. ``managers`` is how many practice managers may have answered the survey, in the
    order of the table's practices: by their role or by the accounts that manage the practice, whichever are
    more, since the list of staff is kept by whoever holds such an account.
    """

    wave: Wave
    survey: Instrument
    core_team: Instrument | None
    rule: Rule
    table: AnswerTable
    managers: NDArray[np.int64]
    practices: tuple[ResultSet, ...]
    published_on: datetime.date

    @property
    def by_role(self) -> frozenset[str]:
        """The instruments whose answers are attributed by role, by their ids."""
        return frozenset({self.core_team.id} if self.core_team else ())


def scored_wave(wave: Wave, published_on: datetime.date) -> ScoredWave:
    """Read the answers of ``wave`` and score every practice by the wave's own rule.

    Raises WaveStateError where the wave's instruments cannot be scored together.
    """
    survey, core_team = _instruments(wave)
    table = responses.answer_table(wave.id, survey)
    rule = shipped_rule(wave.rule_id, wave.rule_version)
    return ScoredWave(
        wave=wave,
        survey=survey,
        core_team=core_team,
        rule=rule,
        table=table,
        managers=_managers(wave, survey, table),
        practices=_score(wave, survey, core_team, table, rule),
        published_on=published_on,
    )


def _managers(wave: Wave, survey: Instrument, table: AnswerTable) -> NDArray[np.int64]:
    size = len(table.practices)
    in_role = table.practice[np.array(table.roles)[table.role] == MANAGER]
    accounts = managers.may_have_answered(wave.id, survey.id)
    holding = np.array([accounts.get(uuid.UUID(name), 0) for name in table.practices], np.int64)
    most = np.maximum(np.bincount(in_role, minlength=size), holding)
    return np.minimum(most, np.bincount(table.practice, minlength=size))


def _instruments(wave: Wave) -> tuple[Instrument, Instrument | None]:
    """Return the instrument for all staff and the one of the core team, in the versions of the wave."""
    used = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    survey = [each for each in used if each.kind is not InstrumentKind.MODULE]
    core_team = [each for each in used if each.attribution is Attribution.ROLE]
    if len(survey) != 1 or len(core_team) > 1:
        raise WaveStateError(
            f"Wave {wave.label} needs one instrument for all staff and at most one for the core team."
        )
    return survey[0], core_team[0] if core_team else None


def _score(
    wave: Wave, survey: Instrument, core_team: Instrument | None, table: AnswerTable, rule: Rule
) -> tuple[ResultSet, ...]:
    """Score every practice; the results of each by itself."""
    sheets = responses.core_team_answers(wave.id, core_team) if core_team else None
    results = score_wave(survey, table, rule, sheets, core_team)
    return tuple(replace(results, practices=(result,)) for result in results.practices)
