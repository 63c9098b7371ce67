"""Orders of cards and paper forms, and what goes on them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import db
from app.errors import NotFoundError
from app.models import (
    Invitation,
    Participant,
    Practice,
    PrintOrder,
    User,
    Wave,
    WaveInstrument,
    WaveState,
)


@dataclass(frozen=True, slots=True)
class CardLine:
    """What is on one card."""

    invitation_id: uuid.UUID
    generation: int
    name: str
    role: str
    card_code_mac: str | None


def order(order_id: uuid.UUID) -> PrintOrder:
    """Return an order for the worker. Raises NotFoundError."""
    found = db.session.get(PrintOrder, order_id)
    if found is None:
        raise NotFoundError(f"no print order {order_id}")
    return found


def order_of(user: User, practice: Practice, order_id: uuid.UUID) -> PrintOrder:
    """Return an order that the user made for the practice: nobody fetches another's. Raises NotFoundError."""
    found = db.session.get(PrintOrder, order_id)
    if found is None or found.practice_id != practice.id or found.ordered_by != user.id:
        raise NotFoundError(f"no print order {order_id} of user {user.id}")
    return found


def orders_before(today: datetime.date) -> Sequence[uuid.UUID]:
    """Return the orders of the last days before ``today``: what was printed for them is thrown away."""
    since = today - datetime.timedelta(days=30)
    return db.session.scalars(
        select(PrintOrder.id).where(PrintOrder.ordered_on < today, PrintOrder.ordered_on >= since)
    ).all()


def practice(practice_id: uuid.UUID) -> Practice:
    """Return a practice with its programme, for the worker."""
    return db.session.scalars(
        select(Practice).options(joinedload(Practice.programme)).where(Practice.id == practice_id)
    ).one()


def wave(wave_id: uuid.UUID) -> Wave:
    """Return a wave, for the worker."""
    return db.session.scalars(select(Wave).where(Wave.id == wave_id)).one()


def card_lines(order_id: uuid.UUID) -> Sequence[CardLine]:
    """Return the cards of an order that are still good, by name."""
    rows = db.session.execute(
        select(
            Invitation.id,
            Invitation.generation,
            Participant.name,
            Participant.role,
            Invitation.card_code_mac,
        )
        .join(Invitation.participant)
        .join(Invitation.wave)
        .where(Invitation.print_order_id == order_id, Wave.state == WaveState.OPEN)
        .order_by(Participant.name, Participant.id)
    )
    return [CardLine(*row) for row in rows]


def first_invitations(practice: Practice, wave: Wave) -> Sequence[Invitation]:
    """Return each person's first invitation of a wave.

    Also of who wants no more mail: a card is none, and whoever prints it must not learn who they are.
    """
    rows = db.session.scalars(
        select(Invitation)
        .join(Invitation.participant)
        .join(
            WaveInstrument,
            (WaveInstrument.wave_id == Invitation.wave_id)
            & (WaveInstrument.instrument_id == Invitation.instrument_id),
        )
        .options(joinedload(Invitation.participant))
        .where(
            Invitation.wave_id == wave.id,
            Participant.practice_id == practice.id,
            Participant.erased.is_(False),
        )
        .order_by(WaveInstrument.position)
    )
    first: dict[uuid.UUID, Invitation] = {}
    for invitation in rows:
        first.setdefault(invitation.participant_id, invitation)
    return list(first.values())


def all_of(participant_id: uuid.UUID, wave_id: uuid.UUID) -> Sequence[Invitation]:
    """Return all invitations of a person in a wave."""
    return db.session.scalars(
        select(Invitation).where(Invitation.participant_id == participant_id, Invitation.wave_id == wave_id)
    ).all()


def ordered_by(invitation: Invitation) -> int | None:
    """Return the account that ordered an invitation's card; None where there is none, or it was erased."""
    return db.session.scalar(select(PrintOrder.ordered_by).where(PrintOrder.id == invitation.print_order_id))


def by_code(code_mac: str, today: datetime.date) -> Invitation | None:
    """Return the invitation of a card's code while its wave takes answers, or None."""
    return db.session.scalar(
        select(Invitation)
        .join(Invitation.wave)
        .where(Invitation.card_code_mac == code_mac, Wave.state == WaveState.OPEN, Wave.closes_on >= today)
    )


def is_code_taken(code_mac: str) -> bool:
    """Return whether a code is on a card already."""
    return db.session.scalar(select(Invitation.id).where(Invitation.card_code_mac == code_mac)) is not None
