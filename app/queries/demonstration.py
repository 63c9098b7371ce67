"""Queries for whoever builds the demonstration: unguarded, for ``readiness demo`` only."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import db
from app.models import (
    Document,
    Invitation,
    OutboxRow,
    Participant,
    Participation,
    Practice,
    Programme,
    Snapshot,
    Wave,
    WaveState,
)


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """Where a rendered report lies, and what it is of."""

    programme: str  # slug
    practice: str  # slug
    wave: str  # label
    file_name: str


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation of an open wave."""

    id: uuid.UUID
    generation: int
    instrument_id: str
    role: str
    practice: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Replies:
    """How many were invited to one instrument and how many replied."""

    invited: int
    replied: int


def programmes(slugs: Collection[str]) -> Mapping[str, Programme]:
    """Return the programmes that are there, by slug."""
    rows = db.session.scalars(select(Programme).where(Programme.slug.in_(slugs)))
    return {row.slug: row for row in rows}


def practice(programme: Programme, slug: str) -> Practice:
    """Return one practice of a programme."""
    return db.session.scalars(
        select(Practice).where(Practice.programme_id == programme.id, Practice.slug == slug)
    ).one()


def closed_waves(programme: Programme) -> Sequence[Wave]:
    """Return the programme's closed waves, the earliest first."""
    return db.session.scalars(
        select(Wave)
        .where(Wave.programme_id == programme.id, Wave.state == WaveState.CLOSED)
        .order_by(Wave.opens_on)
    ).all()


def replies(wave: Wave, instrument_id: str) -> Mapping[str, Replies]:
    """Return the replies of a wave by the practice's slug."""
    rows = db.session.execute(
        select(Practice.slug, func.count(), func.count(Participation.invitation_id))
        .select_from(Invitation)
        .join(Participant, Participant.id == Invitation.participant_id)
        .join(Practice, Practice.id == Participant.practice_id)
        .outerjoin(Participation, Participation.invitation_id == Invitation.id)
        .where(Invitation.wave_id == wave.id, Invitation.instrument_id == instrument_id)
        .group_by(Practice.slug)
    )
    return {slug: Replies(invited, replied) for slug, invited, replied in rows}


def open_invitations(programme: Programme) -> Sequence[OpenInvitation]:
    """Return the invitations of the programme's open waves by practice, role and instrument."""
    rows = db.session.execute(
        select(
            Invitation.id,
            Invitation.generation,
            Invitation.instrument_id,
            Participant.role,
            Practice.name,
            Participation.invitation_id.is_not(None),
        )
        .join(Wave, Wave.id == Invitation.wave_id)
        .join(Participant, Participant.id == Invitation.participant_id)
        .join(Practice, Practice.id == Participant.practice_id)
        .outerjoin(Participation, Participation.invitation_id == Invitation.id)
        .where(Wave.programme_id == programme.id, Wave.state == WaveState.OPEN)
        .order_by(Practice.name, Invitation.instrument_id.desc(), Participant.role)
    )
    return [OpenInvitation(*row) for row in rows]


def rendered_reports(slugs: Collection[str]) -> Sequence[RenderedReport]:
    """Return the rendered reports of the programmes."""
    rows = db.session.execute(
        select(Programme.slug, Practice.slug, Wave.label, Document.file_name)
        .select_from(Document)
        .join(Snapshot, Snapshot.id == Document.snapshot_id)
        .join(Practice, Practice.id == Snapshot.practice_id)
        .join(Wave, Wave.id == Snapshot.wave_id)
        .join(Programme, Programme.id == Wave.programme_id)
        .where(Programme.slug.in_(slugs))
        .order_by(Programme.slug, Wave.opens_on, Practice.name)
    )
    return [RenderedReport(*row) for row in rows]


def jobs_to_do() -> int:
    """Return how much work is queued."""
    return db.session.scalar(select(func.count()).select_from(OutboxRow).where(~OutboxRow.done)) or 0
