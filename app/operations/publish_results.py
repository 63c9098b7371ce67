"""Publishing the scores of a wave: a snapshot of each practice, its report ordered, and their reliability."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

import numpy as np

from app.db import db
from app.disclosure.kept import kept
from app.models import OutboxRow, Reliability, Snapshot, Task, WavePractice
from app.operations.count_same_people import count_same_people
from app.operations.scored_wave import ScoredWave
from app.queries import closing
from scoring.document import canonical_bytes, to_document
from scoring.programme_reliability import programme_reliability, reliability_to_document
from scoring.result import ResultSet


def publish_snapshots(scored: ScoredWave) -> None:
    """Write a snapshot of each practice, which from now on has its slug for a name, and order its report.

    Each is written whole and at once: the database lets nobody change it afterwards.
    """
    managers = dict(zip(scored.table.practices, scored.managers.tolist(), strict=True))
    staffed = {row.practice_id.hex: row for row in closing.took_part(scored.wave)}
    published = [
        _snapshot(scored, each, managers[result.practice], staffed[result.practice])
        for each in scored.practices
        for result in each.practices
    ]
    count_same_people(scored, published)
    for snapshot in published:
        snapshot.digest = snapshot.digest_now
        db.session.add_all([snapshot, OutboxRow(task=Task.RENDER_REPORT, subject_id=snapshot.id)])
    db.session.flush()


def _snapshot(scored: ScoredWave, each: ResultSet, managers: int, row: WavePractice) -> Snapshot:
    wave, practice = scored.wave, row.practice
    (result,) = each.practices
    core_gate = scored.rule.shared_understanding.id
    stays = kept(result, managers, wave.minimum_group, scored.survey, core_gate)
    named = replace(each, practices=(replace(stays, practice=practice.slug),))
    document = canonical_bytes(to_document(named)).decode()
    return Snapshot(
        id=uuid.uuid4(),
        wave_id=wave.id,
        practice_id=practice.id,
        result=document,
        others=max(0, stays.n - managers),
        months_in_post=_months(row.link_practitioner_since, wave.closes_on),
        published_on=scored.published_on,
    )


def publish_reliability(scored: ScoredWave) -> None:
    """Write how reliably the practices differ, of those in which enough people answered to be shown."""
    wave, table = scored.wave, scored.table
    others = np.bincount(table.practice, minlength=len(table.practices)) - scored.managers
    found = programme_reliability(scored.survey, table, others >= wave.minimum_group)
    document = canonical_bytes(reliability_to_document(found)).decode()
    db.session.add(Reliability(wave_id=wave.id, document=document))


def _months(since: datetime.date | None, until: datetime.date) -> int | None:
    """Return the whole months from ``since`` to ``until``; None where it is not known or not yet."""
    if since is None or since > until:
        return None
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day)
