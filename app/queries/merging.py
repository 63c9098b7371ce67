"""What has to be known of two practices before one merges into the other."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.db import db
from app.errors import NotFoundError
from app.models import Participant, Practice, Programme, Wave, WavePractice, WaveState


def successor(of: Programme, old: Practice, slug: str) -> Practice:
    """Return another practice of the programme that still stands alone. Raises NotFoundError."""
    found = db.session.scalar(
        select(Practice).where(
            Practice.programme_id == of.id,
            Practice.slug == slug,
            Practice.id != old.id,
            Practice.merged_into_id.is_(None),
        )
    )
    if found is None:
        raise NotFoundError(f"no practice {slug!r} for {old.slug} to merge into")
    return found


def last_opened(*practices: Practice) -> Wave | None:
    """Return the wave opened last of those that asked any of the practices."""
    return db.session.scalars(
        select(Wave)
        .join(WavePractice, WavePractice.wave_id == Wave.id)
        .where(WavePractice.practice_id.in_([each.id for each in practices]), Wave.state != WaveState.DRAFT)
        .order_by(Wave.opens_on.desc())
    ).first()


def between(first: Wave, last: Wave) -> Sequence[Practice]:
    """Return the programme's practices that merged into others between the openings of two waves, by day."""
    return db.session.scalars(
        select(Practice)
        .where(
            Practice.programme_id == last.programme_id,
            Practice.merged_on > first.opens_on,
            Practice.merged_on <= last.opens_on,
        )
        .options(selectinload(Practice.merged_into))
        .order_by(Practice.merged_on, Practice.name)
    ).all()


def listed_in_drafts(practice: Practice) -> Sequence[Wave]:
    """Return the waves in preparation that name the practice as one to ask."""
    return db.session.scalars(
        select(Wave)
        .join(WavePractice, WavePractice.wave_id == Wave.id)
        .where(WavePractice.practice_id == practice.id, Wave.state == WaveState.DRAFT)
        .order_by(Wave.label)
    ).all()


def person_at(practice: Practice, email: str) -> Participant | None:
    """Return who is or was on the practice's list at that address, rather who is."""
    return db.session.scalars(
        select(Participant)
        .where(Participant.practice_id == practice.id, Participant.email == email)
        .order_by(Participant.active.desc())
    ).first()
