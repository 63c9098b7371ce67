"""Queries for whoever holds a link: everything a respondent's page needs, in one statement."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from app.db import db
from app.links import LinkTarget
from app.models import (
    Draft,
    Invitation,
    Participant,
    Participation,
    Practice,
    Programme,
    Wave,
    WaveInstrument,
    WaveState,
)


@dataclass(frozen=True, slots=True)
class LinkedInvitation:
    """What a link opens: whose it is, what is asked, how far they are. ``draft`` is still encrypted.

    ``is_sent``: answers were sent with this very link. Of answers sent with an earlier one, or on paper,
    nothing here tells, since whoever made the link, a card or a changed address, could follow it.
    """

    id: uuid.UUID
    generation: int
    participant_id: uuid.UUID
    wave_id: uuid.UUID
    role: str
    do_not_ask: bool
    practice: str
    words: Mapping[str, str]
    linked_waves: bool
    minimum_group: int
    state: WaveState
    closes_on: datetime.date
    instrument_id: str
    instrument_version: str
    is_sent: bool
    draft_revision: int | None
    draft: bytes | None

    def is_open(self, today: datetime.date) -> bool:
        """Return whether answers are taken on ``today``; the closing day is the last."""
        return self.state is WaveState.OPEN and today <= self.closes_on


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation of a person that waits for an answer."""

    target: LinkTarget
    instrument_id: str
    instrument_version: str


def linked(target: LinkTarget) -> LinkedInvitation | None:
    """Return what a genuine link opens, or None where the invitation is gone or was re-addressed."""
    asked_for = {"invitation": target.invitation_id, "generation": target.generation}
    row = db.session.execute(_linked(), asked_for).one_or_none()
    return LinkedInvitation(*row) if row is not None else None


def person(target: LinkTarget) -> Participant | None:
    """Return who was invited, in whatever state the wave is; None where the invitation was re-addressed."""
    return db.session.scalar(
        select(Participant)
        .join(Invitation, Invitation.participant_id == Participant.id)
        .where(Invitation.id == target.invitation_id, Invitation.generation == target.generation)
    )


def lock(target: LinkTarget) -> None:
    """Let nobody else write for this invitation until the transaction ends.

    PostgreSQL locks the row, and what is read after this is newest. SQLite's writers are one at a time.
    """
    db.session.execute(select(Invitation.id).where(Invitation.id == target.invitation_id).with_for_update())


def waiting(participant_id: uuid.UUID, wave_id: uuid.UUID, today: datetime.date) -> Sequence[Waiting]:
    """Return the participant's invitations in the wave that were not answered, in the wave's order.

    Those that were answered with an earlier link than they have now are among them: see LinkedInvitation.
    """
    rows = db.session.execute(
        select(Invitation.id, Invitation.generation, Invitation.instrument_id, WaveInstrument.version)
        .join(Invitation.wave)
        .join(WaveInstrument, _instrument_of_wave())
        .outerjoin(Participation, _sent_with_the_link())
        .where(
            Invitation.participant_id == participant_id,
            Invitation.wave_id == wave_id,
            Participation.invitation_id.is_(None),
            Wave.state == WaveState.OPEN,
            Wave.closes_on >= today,
        )
        .order_by(WaveInstrument.position)
    )
    return [Waiting(LinkTarget(row.id, row.generation), row.instrument_id, row.version) for row in rows]


def participant(participant_id: uuid.UUID) -> Participant:
    """Return the person whom an invitation is for."""
    return db.session.get_one(Participant, participant_id)


@cache
def _linked() -> Select[*tuple[Any, ...]]:
    """Return the statement of every page, built once: that takes longer than to run it."""
    return (
        select(
            Invitation.id,
            Invitation.generation,
            Invitation.participant_id,
            Invitation.wave_id,
            Participant.role,
            Participant.do_not_ask,
            Practice.name,
            Programme.words,
            Programme.linked_waves,
            Wave.minimum_group,
            Wave.state,
            Wave.closes_on,
            Invitation.instrument_id,
            WaveInstrument.version,
            Participation.invitation_id.is_not(None),
            Draft.revision,
            Draft.ciphertext,
        )
        .join(Invitation.participant)
        .join(Participant.practice)
        .join(Invitation.wave)
        .join(Wave.programme)
        .join(WaveInstrument, _instrument_of_wave())
        .outerjoin(Participation, _sent_with_the_link())
        .outerjoin(Draft, Draft.invitation_id == Invitation.id)
        .where(Invitation.id == bindparam("invitation"), Invitation.generation == bindparam("generation"))
    )


def _sent_with_the_link() -> ColumnElement[bool]:
    return and_(
        Participation.invitation_id == Invitation.id, Participation.generation == Invitation.generation
    )


def _instrument_of_wave() -> ColumnElement[bool]:
    return and_(
        WaveInstrument.wave_id == Invitation.wave_id,
        WaveInstrument.instrument_id == Invitation.instrument_id,
    )
