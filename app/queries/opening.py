"""What a wave finds when it opens: its practices and their staff. And which waves somebody may open."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import exists, select

from app.db import db
from app.errors import NotFoundError
from app.models import Audience, Membership, Participant, Practice, Programme, User, Wave, WavePractice


def wave_to_lead(user: User, programme_slug: str, label: str) -> Wave:
    """Return a wave of a programme that the user leads. Raises NotFoundError, for evaluators too."""
    leads = exists().where(
        Membership.user_id == user.id,
        Membership.audience == Audience.LEAD,
        Membership.programme_id == Wave.programme_id,
    )
    wave = db.session.scalar(
        select(Wave).join(Wave.programme).where(leads, Programme.slug == programme_slug, Wave.label == label)
    )
    if wave is None:
        raise NotFoundError(f"no wave {label!r} of {programme_slug!r} for lead {user.id}")
    return wave


def practices(wave: Wave) -> Sequence[Practice]:
    """Return the practices chosen for a wave in preparation; all of the programme where none were."""
    chosen = select(WavePractice.practice_id).where(WavePractice.wave_id == wave.id)
    statement = select(Practice).where(Practice.programme_id == wave.programme_id)
    if db.session.scalar(select(chosen.exists())):
        statement = statement.where(Practice.id.in_(chosen))
    return db.session.scalars(statement.order_by(Practice.name, Practice.slug)).all()


def staff_of(practices: Sequence[Practice]) -> Mapping[uuid.UUID, Sequence[Participant]]:
    """Return the people on each practice's list, by the practice's id, in no order that means anything."""
    rows = db.session.scalars(
        select(Participant)
        .where(Participant.practice_id.in_([practice.id for practice in practices]), Participant.active)
        .order_by(Participant.id)
    )
    found: dict[uuid.UUID, list[Participant]] = {}
    for person in rows:
        found.setdefault(person.practice_id, []).append(person)
    return found
