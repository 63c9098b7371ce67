"""Closing a wave: who took part in it, the work that was ordered, and the reports that follow."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.db import db
from app.models import Document, OutboxRow, Snapshot, Task, Wave, WavePractice
from app.queries.outbox import is_given_up


@dataclass(frozen=True, slots=True)
class Reports:
    """How many reports of a wave there are to be, how many are ready, and how many were given up."""

    ordered: int
    ready: int
    given_up: int


def took_part(wave: Wave) -> Sequence[WavePractice]:
    """Return the practices of a wave as they were at its opening, each with the practice itself."""
    query = select(WavePractice).options(joinedload(WavePractice.practice))
    return db.session.scalars(query.where(WavePractice.wave_id == wave.id)).all()


def work(wave: Wave) -> OutboxRow | None:
    """Return the order to close a wave while it is to be done, None where there is none."""
    return db.session.scalar(
        select(OutboxRow).where(
            OutboxRow.task == Task.CLOSE_WAVE, OutboxRow.subject_id == wave.id, OutboxRow.done.is_(False)
        )
    )


def given_up(
    wave_id: uuid.UUID | InstrumentedAttribute[uuid.UUID], most_attempts: int
) -> ColumnElement[bool]:
    """Return the condition under which workers have given up closing a wave."""
    return exists().where(
        OutboxRow.task == Task.CLOSE_WAVE, OutboxRow.subject_id == wave_id, is_given_up(most_attempts)
    )


def was_given_up(wave: Wave, most_attempts: int) -> bool:
    """Return whether workers have given up closing a wave: it stays as it is until that is asked for anew."""
    return bool(db.session.scalar(select(given_up(wave.id, most_attempts))))


def reports(wave: Wave, most_attempts: int) -> Reports:
    """Return how far the reports of a closed wave have come."""
    of_wave = select(Snapshot.id).where(Snapshot.wave_id == wave.id)
    ready = select(func.count()).select_from(Document).where(Document.snapshot_id.in_(of_wave))
    given_up = (
        select(func.count())
        .select_from(OutboxRow)
        .where(
            OutboxRow.task == Task.RENDER_REPORT,
            OutboxRow.subject_id.in_(of_wave),
            is_given_up(most_attempts),
        )
    )
    ordered = select(func.count()).select_from(of_wave.subquery())
    counts = db.session.execute(
        select(ordered.scalar_subquery(), ready.scalar_subquery(), given_up.scalar_subquery())
    ).one()
    return Reports(*counts)
