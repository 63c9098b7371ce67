"""Documents, and the results that a document can be made of."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.models import Document, Practice, Programme, Snapshot, Wave


def of_snapshot(snapshot_id: uuid.UUID) -> Document | None:
    """Return the document that was rendered of a snapshot, None while there is none."""
    return db.session.get(Document, snapshot_id)


def practices_named(name: str, programme_slug: str | None = None) -> Sequence[Practice]:
    """Return the practices whose slug or name (any case) is ``name``, of one programme if its slug is given.

    It is for whoever runs the installation: no guard.
    """
    query = (
        select(Practice)
        .join(Practice.programme)
        .options(joinedload(Practice.programme))
        .where(or_(Practice.slug == name, func.lower(Practice.name) == name.lower()))
        .order_by(Programme.slug)
    )
    if programme_slug is not None:
        query = query.where(Programme.slug == programme_slug)
    return db.session.scalars(query).all()


def practice_slugs() -> Sequence[tuple[str, str]]:
    """Return (programme slug, practice slug) of every practice there is, sorted."""
    query = select(Programme.slug, Practice.slug).join(Practice.programme)
    rows = db.session.execute(query.order_by(Programme.slug, Practice.slug))
    return [(programme, practice) for programme, practice in rows]


def waves_of(practice: Practice) -> Sequence[Wave]:
    """Return the waves of the practice's programme in their order."""
    query = select(Wave).where(Wave.programme_id == practice.programme_id).order_by(Wave.opens_on, Wave.label)
    return db.session.scalars(query).all()


def snapshot_of(practice: Practice, wave: Wave) -> Snapshot | None:
    """Return the published result of a practice in a wave, None where the practice took no part."""
    query = select(Snapshot).where(Snapshot.practice_id == practice.id, Snapshot.wave_id == wave.id)
    return db.session.scalars(query).one_or_none()
