"""Closing a wave: no more answers, results scored and published once, reports ordered."""

from __future__ import annotations

import datetime
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import delete, select

from app.db import db
from app.errors import WaveStateError
from app.models import Draft, Invitation, OutboxRow, Reliability, Snapshot, Task, Wave, WaveState
from app.operations.seal_responses import seal_responses
from app.queries import responses
from questionnaires import catalogue
from questionnaires.types import Attribution, Instrument, InstrumentKind
from scoring.answers import AnswerTable
from scoring.document import canonical_bytes, to_document
from scoring.practice_agreement import ScaleAgreement, scale_agreement
from scoring.programme_reliability import programme_reliability, reliability_to_document
from scoring.result import ResultSet
from scoring.robustness import Robustness, robustness
from scoring.robustness_document import agreement_to_document, robustness_to_document
from scoring.rule import shipped_rule
from scoring.wave import score_wave

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scored:
    """One practice's scores, and what stands behind them."""

    results: ResultSet
    robustness: Robustness
    agreement: Mapping[str, ScaleAgreement]


def close_wave(wave: Wave, published_on: datetime.date) -> None:
    """Close ``wave``, publish a snapshot of every practice and order its report.

    Drafts are thrown away: who did not submit did not answer. Raises WaveStateError where the wave is not
    open. It cannot be undone: results are published once.
    """
    db.session.refresh(wave, with_for_update=True)  # of two closings at once the second finds it closed
    if wave.state is not WaveState.OPEN:
        raise WaveStateError(f"Wave {wave.label} is {wave.state}; only an open wave can be closed.")
    wave.state = WaveState.CLOSED
    of_wave = select(Invitation.id).where(Invitation.wave_id == wave.id)
    db.session.execute(delete(Draft).where(Draft.invitation_id.in_(of_wave)))
    seal_responses(wave.id)
    survey, core_team = _instruments(wave)
    table = responses.answer_table(wave.id, survey)
    _publish(wave, _score(wave, survey, core_team, table), survey, published_on)
    _publish_reliability(wave, survey, table)
    db.session.flush()
    log.info("closed wave %s: %d practices", wave.id, len(wave.practices))


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


def _score(wave: Wave, survey: Instrument, core_team: Instrument | None, table: AnswerTable) -> list[Scored]:
    """Score every practice, with what its class can bear and how far its people agree."""
    rule = shipped_rule()
    sheets = responses.core_team_answers(wave.id, core_team) if core_team else None
    results = score_wave(survey, table, rule, sheets, core_team)
    agreement = dict(zip(table.practices, scale_agreement(survey, table), strict=True))
    return [
        Scored(replace(results, practices=(result,)), bears, agreement[result.practice])
        for result, bears in zip(
            results.practices, robustness(survey, table, rule, results.practices), strict=True
        )
    ]


def _publish(wave: Wave, scored: list[Scored], survey: Instrument, published_on: datetime.date) -> None:
    """Write a snapshot of each practice, which from now on has its slug for a name, and order its report."""
    managers = responses.counts(wave.id, survey.id, role=responses.MANAGER)
    staffed = {row.practice_id.hex: row for row in wave.practices}
    for each in scored:
        (result,) = each.results.practices
        practice = staffed[result.practice].practice
        named = replace(each.results, practices=(replace(result, practice=practice.slug),))
        bears = replace(each.robustness, practice=practice.slug)
        document = canonical_bytes(to_document(named)).decode()
        snapshot = Snapshot(
            wave_id=wave.id,
            practice_id=practice.id,
            result=document,
            robustness=canonical_bytes(robustness_to_document(bears)).decode(),
            agreement=canonical_bytes(agreement_to_document(each.agreement)).decode(),
            digest=hashlib.sha256(document.encode()).hexdigest(),
            others=result.n - managers.get(practice.id, 0),
            months_in_post=_months(staffed[result.practice].link_practitioner_since, wave.closes_on),
            published_on=published_on,
        )
        db.session.add(snapshot)
        db.session.flush()
        db.session.add(OutboxRow(task=Task.RENDER_REPORT, subject_id=snapshot.id))


def _publish_reliability(wave: Wave, survey: Instrument, table: AnswerTable) -> None:
    """Write how reliably the practices differ, of those in which enough people answered to be shown."""
    answering = np.bincount(table.practice, minlength=len(table.practices))
    managers = responses.counts(wave.id, survey.id, role=responses.MANAGER)
    of_managers = {practice_id.hex: count for practice_id, count in managers.items()}
    others = answering - np.array([of_managers.get(name, 0) for name in table.practices], np.int64)
    found = programme_reliability(survey, table, others >= wave.minimum_group)
    document = canonical_bytes(reliability_to_document(found)).decode()
    db.session.add(Reliability(wave_id=wave.id, document=document))


def _months(since: datetime.date | None, until: datetime.date) -> int | None:
    """Return the whole months from ``since`` to ``until``; None where it is not known or not yet."""
    if since is None or since > until:
        return None
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day)
