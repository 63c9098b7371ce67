"""Following a wave: its practices, how many were asked and have answered, how many did on paper."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, case, func, select

from app.db import db
from app.models import (
    Invitation,
    Participant,
    Participation,
    Practice,
    Transcription,
    Wave,
    WavePractice,
)
from app.queries import managers

MANAGER = "practice_manager"


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A practice of a wave, with the network and the region of the wave's opening day."""

    id: uuid.UUID
    slug: str
    name: str
    network: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many people of a practice were asked with one instrument, of them managers, and have answered.

    ``managers`` are those by the list of staff or the accounts that manage the practice, whichever are more:
    of an account nobody knows which line of the list is its owner's.
    """

    instrument_id: str
    invited: int
    managers: int
    answered: int


def taking_part(wave: Wave) -> Sequence[TakingPart]:
    """Return the practices of a wave that was opened, by name."""
    rows = db.session.execute(
        select(Practice.id, Practice.slug, Practice.name, WavePractice.network, WavePractice.region)
        .join(WavePractice, WavePractice.practice_id == Practice.id)
        .where(WavePractice.wave_id == wave.id)
        .order_by(Practice.name, Practice.slug)
    )
    return [TakingPart(*row) for row in rows]


def counts(wave: Wave, *, before: datetime.date) -> Mapping[uuid.UUID, Sequence[Count]]:
    """Return the counts of each practice of a wave; answers of earlier days than ``before`` only.

    So nobody who watches the counts sees somebody answer.
    """
    answered = and_(Participation.invitation_id == Invitation.id, Participation.submitted_on < before)
    accounts = managers.accounts()
    rows = db.session.execute(
        select(
            Participant.practice_id,
            Invitation.instrument_id,
            func.count(),
            func.count(case((Participant.role == MANAGER, 1))),
            func.coalesce(func.max(accounts.c.number), 0),
            func.count(Participation.invitation_id),
        )
        .join(Invitation, Invitation.participant_id == Participant.id)
        .outerjoin(Participation, answered)
        .outerjoin(accounts, accounts.c.practice_id == Participant.practice_id)
        .where(Invitation.wave_id == wave.id)
        .group_by(Participant.practice_id, Invitation.instrument_id)
    )
    found: dict[uuid.UUID, list[Count]] = {}
    for practice_id, instrument_id, invited, of_role, of_accounts, sent in rows:
        count = Count(instrument_id, invited, max(of_role, of_accounts), sent)
        found.setdefault(practice_id, []).append(count)
    return found


def typed_in(wave: Wave, *, before: datetime.date) -> int:
    """Return how many paper forms of a wave were typed in on earlier days than ``before``.

    Over all practices: of one with a single person who answers on paper it would tell that they have.
    """
    counted = select(func.count()).where(Transcription.wave_id == wave.id, Transcription.typed_on < before)
    return db.session.scalar(counted) or 0
