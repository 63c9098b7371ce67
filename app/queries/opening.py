"""What a wave finds when it opens: its practices and their staff. And which waves somebody may set up."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.db import db
from app.errors import NotFoundError
from app.models import (
    Affiliation,
    Audience,
    EvidenceCell,
    Membership,
    Participant,
    Practice,
    PracticeChoice,
    Programme,
    User,
    Wave,
    WavePractice,
    WaveState,
)
from app.queries.affiliations import valid_on


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a list of staff, as far as it matters for who is asked what."""

    id: uuid.UUID
    role: str
    has_mail: bool


@dataclass(frozen=True, slots=True)
class Choosable:
    """A practice that a wave may ask, with the names by which a lead may write it down."""

    id: uuid.UUID
    slug: str
    name: str
    ods_code: str | None


def programme_to_lead(user: User, slug: str, *, hold: bool = False) -> Programme:
    """Return a programme that the user leads. Raises NotFoundError, for evaluators too.

    ``hold``: nobody else sets up waves of it until the transaction ends.
    """
    statement = select(Programme).where(Programme.slug == slug, _leads(user, Programme.id))
    programme = db.session.scalar(statement.with_for_update() if hold else statement)
    if programme is None:
        raise NotFoundError(f"no programme {slug!r} for lead {user.id}")
    return programme


def wave_to_lead(user: User, programme_slug: str, label: str) -> Wave:
    """Return a wave of a programme that the user leads. Raises NotFoundError, for evaluators too."""
    wave = db.session.scalar(
        select(Wave)
        .join(Wave.programme)
        .where(_leads(user, Wave.programme_id), Programme.slug == programme_slug, Wave.label == label)
    )
    if wave is None:
        raise NotFoundError(f"no wave {label!r} of {programme_slug!r} for lead {user.id}")
    return wave


def practices(wave: Wave, day: datetime.date) -> Sequence[Practice]:
    """Return the practices that a wave in preparation would ask if it were opened on ``day``, by name.

    A practice that has merged into another is not asked.
    """
    statement = select(Practice).where(_would_be_asked(wave, day)).order_by(Practice.name, Practice.slug)
    return db.session.scalars(statement).all()


def example_practice(wave: Wave, day: datetime.date) -> Practice | None:
    """Return one practice that a wave asks, or would ask on ``day``, to show what its people see."""
    takes_part = Practice.id.in_(select(WavePractice.practice_id).where(WavePractice.wave_id == wave.id))
    condition = _would_be_asked(wave, day) if wave.state is WaveState.DRAFT else takes_part
    return db.session.scalar(
        select(Practice).where(condition).order_by(Practice.name, Practice.slug).limit(1)
    )


def count_practices(wave: Wave, day: datetime.date) -> int:
    """Return how many practices a wave would ask if opened on ``day``; of an opened one, how many it asks."""
    taking_part = select(func.count()).where(WavePractice.wave_id == wave.id)
    would_be_asked = select(func.count(Practice.id)).where(_would_be_asked(wave, day))
    return db.session.scalar(would_be_asked if wave.state is WaveState.DRAFT else taking_part) or 0


def choosable(programme: Programme) -> Sequence[Choosable]:
    """Return the practices of a programme that a wave may ask, by name."""
    rows = db.session.execute(
        select(Practice.id, Practice.slug, Practice.name, Practice.ods_code)
        .where(Practice.programme_id == programme.id, Practice.merged_into_id.is_(None))
        .order_by(Practice.name, Practice.slug)
    )
    return [Choosable(*row) for row in rows]


def headcounts(wave: Wave) -> Mapping[uuid.UUID, int]:
    """Return today's headcount of each practice of the wave's programme, by the practice's id."""
    rows = db.session.execute(
        select(Practice.id, Practice.headcount).where(Practice.programme_id == wave.programme_id)
    )
    return {row.id: row.headcount for row in rows}


def listed(wave: Wave) -> frozenset[uuid.UUID]:
    """Return the ids of the practices that were written down one by one for a wave in preparation."""
    return frozenset(
        db.session.scalars(select(WavePractice.practice_id).where(WavePractice.wave_id == wave.id))
    )


def has_evidence(wave: Wave) -> bool:
    """Return whether evidence was coded under a wave."""
    return bool(db.session.scalar(select(exists().where(EvidenceCell.wave_id == wave.id))))


def staff(wave: Wave, day: datetime.date) -> Mapping[uuid.UUID, Sequence[Listed]]:
    """Return the people on the list of each practice that a wave in preparation would ask, by its id.

    All who are on it, also those whose role the wave asks nothing, in no order that means anything.
    """
    rows = db.session.execute(
        select(Participant.practice_id, Participant.id, Participant.role, Participant.email.is_not(None))
        .join(Practice, Practice.id == Participant.practice_id)
        .where(_would_be_asked(wave, day), Participant.active)
        .order_by(Participant.id)
    )
    found: dict[uuid.UUID, list[Listed]] = {}
    for practice_id, person_id, role, has_mail in rows:
        found.setdefault(practice_id, []).append(Listed(person_id, role, has_mail))
    return found


def asked_often(
    programme_id: uuid.UUID, most: int, since: datetime.date
) -> Mapping[uuid.UUID, datetime.date]:
    """Return the practices that ``most`` waves asked after ``since``, and the day the first of these opened.

    Of more waves than that, the latest ``most``.
    """
    place = func.row_number().over(partition_by=WavePractice.practice_id, order_by=Wave.opens_on.desc())
    numbered = (
        select(WavePractice.practice_id, Wave.opens_on, place.label("place"))
        .join(Wave, Wave.id == WavePractice.wave_id)
        .where(Wave.programme_id == programme_id, Wave.state != WaveState.DRAFT, Wave.opens_on > since)
        .subquery()
    )
    rows = db.session.execute(
        select(numbered.c.practice_id, numbered.c.opens_on).where(numbered.c.place == most)
    )
    return {practice_id: opens_on for practice_id, opens_on in rows}  # noqa: C416 - a row is no pair to the type checker


def _leads(user: User, programme_id: InstrumentedAttribute[uuid.UUID]) -> ColumnElement[bool]:
    return exists().where(
        Membership.user_id == user.id,
        Membership.audience == Audience.LEAD,
        Membership.programme_id == programme_id,
    )


def _would_be_asked(wave: Wave, day: datetime.date) -> ColumnElement[bool]:
    return and_(
        Practice.programme_id == wave.programme_id, Practice.merged_into_id.is_(None), _chosen(wave, day)
    )


def _chosen(wave: Wave, day: datetime.date) -> ColumnElement[bool]:
    """Return the condition under which a practice is among those that were chosen for the wave."""
    if wave.practices_by is PracticeChoice.ALL:
        return true()
    if wave.practices_by is PracticeChoice.LISTED:
        return Practice.id.in_(select(WavePractice.practice_id).where(WavePractice.wave_id == wave.id))
    by_network = wave.practices_by is PracticeChoice.NETWORK
    place = Affiliation.network if by_network else Affiliation.region
    return Practice.id.in_(select(Affiliation.practice_id).where(valid_on(day), place.in_(wave.practices_in)))
