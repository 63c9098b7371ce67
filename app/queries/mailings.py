"""Mail: what is due, and what a mail that is about to be sent is about."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import CursorResult, func, select, update

from app.db import db
from app.links import LinkTarget
from app.models import (
    Invitation,
    Mailing,
    MailState,
    Participant,
    Participation,
    Practice,
    Programme,
    StoppedAddress,
    Wave,
    WaveInstrument,
    WaveState,
)
from app.queries.invitations import Waiting


@dataclass(frozen=True, slots=True)
class Addressed:
    """Somebody with an address who was invited to an open wave: the invitation that their mail is about."""

    invitation_id: uuid.UUID
    generation: int
    email: str
    opens_on: datetime.date
    reminder_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mail about to be sent: to whom, about what. ``do_not_ask`` is the person's, not the address's."""

    participant_id: uuid.UUID
    wave_id: uuid.UUID
    name: str
    email: str | None
    do_not_ask: bool
    practice: str
    programme: str
    words: Mapping[str, str]
    data_label: str | None
    minimum_group: int
    closes_on: datetime.date
    is_current: bool  # the invitation was not re-addressed and is on no card, and the wave is open
    number: int
    invitation_id: uuid.UUID
    generation: int


def addressed(today: datetime.date) -> Sequence[Addressed]:
    """Return everybody who may be written to, once each: about the first instrument that they are asked.

    Not who has a card: a mail would have the link that is on it, and whoever printed the card could open what
    is begun with the mail.
    """
    first = (
        select(
            Invitation.id,
            func.row_number()
            .over(
                partition_by=(Invitation.wave_id, Invitation.participant_id), order_by=WaveInstrument.position
            )
            .label("place"),
        )
        .join(
            WaveInstrument,
            (WaveInstrument.wave_id == Invitation.wave_id)
            & (WaveInstrument.instrument_id == Invitation.instrument_id),
        )
        .subquery()
    )
    rows = db.session.execute(
        select(Invitation.id, Invitation.generation, Participant.email, Wave.opens_on, Wave.reminder_days)
        .join(first, (first.c.id == Invitation.id) & (first.c.place == 1))
        .join(Invitation.participant)
        .join(Invitation.wave)
        .where(
            Participant.email.is_not(None),
            Participant.do_not_ask.is_(False),
            Invitation.print_order_id.is_(None),
            Wave.state == WaveState.OPEN,
            Wave.opens_on <= today,
            Wave.closes_on >= today,
        )
    )
    return [
        Addressed(id_, generation, email or "", on, tuple(days)) for id_, generation, email, on, days in rows
    ]


def ordered() -> Mapping[tuple[uuid.UUID, int], Sequence[Mailing]]:
    """Return the mailings of open waves by (invitation id, generation)."""
    rows = db.session.scalars(
        select(Mailing).join(Mailing.invitation).join(Invitation.wave).where(Wave.state == WaveState.OPEN)
    )
    found: dict[tuple[uuid.UUID, int], list[Mailing]] = {}
    for mailing in rows:
        found.setdefault((mailing.invitation_id, mailing.generation), []).append(mailing)
    return found


def stopped() -> frozenset[str]:
    """Return the stop list."""
    return frozenset(db.session.scalars(select(StoppedAddress.address_mac)))


def claim(mailing_id: uuid.UUID) -> bool:
    """Take a mailing for sending; False where it was taken before. Of two takers one gets it."""
    return _become(mailing_id, MailState.ORDERED, MailState.CLAIMED)


def give_back(mailing_id: uuid.UUID) -> bool:
    """Put a claimed mailing back that was certainly not sent."""
    return _become(mailing_id, MailState.CLAIMED, MailState.ORDERED)


def settle(mailing_id: uuid.UUID, state: MailState) -> bool:
    """Write down what became of a claimed mailing."""
    return _become(mailing_id, MailState.CLAIMED, state)


def wanted(mailing_id: uuid.UUID, today: datetime.date) -> Wanted:
    """Return what a mailing is about, as things are at this moment."""
    row = db.session.execute(
        select(
            Participant.id,
            Wave.id,
            Participant.name,
            Participant.email,
            Participant.do_not_ask,
            Practice.name,
            Programme.name,
            Programme.words,
            Programme.data_label,
            Wave.minimum_group,
            Wave.closes_on,
            (Mailing.generation == Invitation.generation)
            & Invitation.print_order_id.is_(None)
            & (Wave.state == WaveState.OPEN)
            & (Wave.closes_on >= today),
            Mailing.number,
            Invitation.id,
            Invitation.generation,
        )
        .join(Mailing.invitation)
        .join(Invitation.participant)
        .join(Participant.practice)
        .join(Invitation.wave)
        .join(Wave.programme)
        .where(Mailing.id == mailing_id)
    ).one()
    return Wanted(*tuple(row))


def asked(participant_id: uuid.UUID, wave_id: uuid.UUID, *, unanswered_only: bool) -> Sequence[Waiting]:
    """Return the participant's invitations of a wave, all or those not answered, in the wave's order."""
    query = (
        select(Invitation.id, Invitation.generation, Invitation.instrument_id, WaveInstrument.version)
        .join(
            WaveInstrument,
            (WaveInstrument.wave_id == Invitation.wave_id)
            & (WaveInstrument.instrument_id == Invitation.instrument_id),
        )
        .outerjoin(Participation, Participation.invitation_id == Invitation.id)
        .where(
            Invitation.participant_id == participant_id,
            Invitation.wave_id == wave_id,
        )
        .order_by(WaveInstrument.position)
    )
    if unanswered_only:
        query = query.where(Participation.invitation_id.is_(None))
    rows = db.session.execute(query)
    return [Waiting(LinkTarget(id_, generation), name, version) for id_, generation, name, version in rows]


def _become(mailing_id: uuid.UUID, before: MailState, after: MailState) -> bool:
    changed = db.session.execute(
        update(Mailing)
        .where(Mailing.id == mailing_id, Mailing.state == before)
        .values(state=after)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[object]", changed).rowcount == 1
