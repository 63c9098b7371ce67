"""Published results."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.errors import NotFoundError
from app.models import Practice, Snapshot, Wave, WaveState


def of_wave(wave_id: uuid.UUID, *, practice_ids: Collection[uuid.UUID] | None = None) -> Sequence[Snapshot]:
    """Return a wave's snapshots with practice, wave and programme, in the order of the practices' names.

    ``practice_ids`` None: of every practice.
    """
    query = _with_context().where(Snapshot.wave_id == wave_id).order_by(Practice.name, Practice.slug)
    if practice_ids is not None:
        query = query.where(Snapshot.practice_id.in_(practice_ids))
    return db.session.scalars(query).all()


def of_practice(practice_id: uuid.UUID, wave_ids: Collection[uuid.UUID]) -> Sequence[Snapshot]:
    """Return a practice's snapshots of those of the waves that are closed, with their context."""
    query = _with_context().join(Snapshot.wave)
    return db.session.scalars(
        query.where(
            Snapshot.practice_id == practice_id,
            Snapshot.wave_id.in_(wave_ids),
            Wave.state == WaveState.CLOSED,
        )
    ).all()


def latest_before(snapshot: Snapshot) -> Snapshot | None:
    """Return the same practice's snapshot of the wave before, with its context; None in its first wave.

    The wave before is the latest closed one of the programme that opened earlier and was published no later:
    whoever asks again when more waves are closed gets the same answer.
    """
    query = (
        _with_context()
        .join(Snapshot.wave)
        .where(
            Snapshot.practice_id == snapshot.practice_id,
            Snapshot.published_on <= snapshot.published_on,
            Wave.state == WaveState.CLOSED,
            Wave.programme_id == snapshot.wave.programme_id,
            Wave.opens_on < snapshot.wave.opens_on,
        )
        .order_by(Wave.opens_on.desc(), Wave.label)
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def wave_before(wave: Wave, published_on: datetime.date) -> Wave | None:
    """Return the wave that is before one which is published on that day: as :func:`latest_before` has it."""
    query = (
        select(Wave)
        .join(Snapshot, Snapshot.wave_id == Wave.id)
        .where(
            Snapshot.published_on <= published_on,
            Wave.state == WaveState.CLOSED,
            Wave.programme_id == wave.programme_id,
            Wave.opens_on < wave.opens_on,
        )
        .order_by(Wave.opens_on.desc(), Wave.label)
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def published_days(waves: Collection[Wave]) -> Mapping[uuid.UUID, datetime.date]:
    """Return on which day each wave was closed and its results published; nothing of one without results."""
    rows = db.session.execute(
        select(Snapshot.wave_id, func.min(Snapshot.published_on).label("day"))
        .where(Snapshot.wave_id.in_([wave.id for wave in waves]))
        .group_by(Snapshot.wave_id)
    )
    return {row.wave_id: row.day for row in rows}


def by_id(snapshot_id: uuid.UUID) -> Snapshot:
    """Return one snapshot with its context; NotFoundError where there is none."""
    snapshot = db.session.scalars(_with_context().where(Snapshot.id == snapshot_id)).one_or_none()
    if snapshot is None:
        raise NotFoundError(f"there is no snapshot {snapshot_id}")
    return snapshot


def not_summarised(version: int, most: int) -> Sequence[Snapshot]:
    """Return at most so many snapshots whose summary is not of this version, with their context."""
    query = _with_context().where(Snapshot.shown_version != version).order_by(Snapshot.id).limit(most)
    return db.session.scalars(query).all()


def not_as_published(at_once: int = 200) -> Sequence[Snapshot]:
    """Return the snapshots that differ from their digests. It reads every one, so many at a time."""
    rows = db.session.scalars(select(Snapshot).execution_options(yield_per=at_once))
    return [snapshot for snapshot in rows if snapshot.digest != snapshot.digest_now]


def _with_context() -> Select[Snapshot]:
    return (
        select(Snapshot)
        .join(Snapshot.practice)
        .options(
            joinedload(Snapshot.practice).selectinload(Practice.predecessors),
            joinedload(Snapshot.wave).joinedload(Wave.programme),
        )
    )
