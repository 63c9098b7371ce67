"""The staff of a practice: who is on the list, who of them was asked. For managers and leads only."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.errors import NotFoundError
from app.models import (
    Audience,
    Invitation,
    Mailing,
    MailState,
    Membership,
    Participant,
    Practice,
    Programme,
    StoppedAddress,
    User,
    Wave,
    WavePractice,
    WaveState,
)


def practice_to_staff(user: User, programme_slug: str, practice_slug: str) -> Practice:
    """Return a practice whose list of staff the user keeps: its manager, or a lead of its programme.

    Raises NotFoundError, for evaluators too, and for a practice that has merged into another.
    """
    manages = and_(Membership.audience == Audience.MANAGER, Membership.practice_id == Practice.id)
    leads = and_(Membership.audience == Audience.LEAD, Membership.programme_id == Practice.programme_id)
    practice = db.session.scalar(
        select(Practice)
        .join(Practice.programme)
        .options(contains_eager(Practice.programme))
        .where(
            exists().where(Membership.user_id == user.id, or_(manages, leads)),
            Programme.slug == programme_slug,
            Practice.slug == practice_slug,
            Practice.merged_into_id.is_(None),
        )
    )
    if practice is None:
        raise NotFoundError(f"no staff of {practice_slug!r} for user {user.id}")
    return practice


def keeps_staff(user: User, practice: Practice) -> bool:
    """Return whether the user keeps the practice's list: reads the memberships, asks nothing."""
    return practice.merged_into_id is None and any(
        (each.audience is Audience.MANAGER and each.practice_id == practice.id)
        or (each.audience is Audience.LEAD and each.programme_id == practice.programme_id)
        for each in user.memberships
    )


def hold(practice: Practice) -> None:
    """Let nobody else change the practice's list until the transaction ends."""
    db.session.execute(select(Practice.id).where(Practice.id == practice.id).with_for_update())


def staff(practice: Practice, *, active_only: bool = True) -> Sequence[Participant]:
    """Return the people on the list by name; with ``active_only`` off those who have left, too."""
    statement = (
        select(Participant)
        .where(Participant.practice_id == practice.id)
        .order_by(Participant.name, Participant.id)
    )
    if active_only:
        statement = statement.where(Participant.active)
    return db.session.scalars(statement).all()


def person(practice: Practice, participant_id: uuid.UUID, *, active_only: bool = True) -> Participant:
    """Return one person on the list; with ``active_only`` off, or who has left it. Raises NotFoundError."""
    found = db.session.get(Participant, participant_id)
    if found is None or found.practice_id != practice.id or (active_only and not found.active):
        raise NotFoundError(f"no person {participant_id} in {practice.slug}")
    return found


def open_waves(practice: Practice) -> Sequence[Wave]:
    """Return the open waves in which the practice takes part, the latest first: there may be several."""
    return db.session.scalars(
        select(Wave)
        .join(WavePractice, WavePractice.wave_id == Wave.id)
        .where(WavePractice.practice_id == practice.id, Wave.state == WaveState.OPEN)
        .order_by(Wave.opens_on.desc(), Wave.label)
    ).all()


def invited_now(practice: Practice) -> frozenset[uuid.UUID]:
    """Return the ids of the people who were invited to an open wave: their roles are frozen."""
    return frozenset(
        db.session.scalars(
            select(Invitation.participant_id)
            .join(Invitation.wave)
            .join(Invitation.participant)
            .where(Participant.practice_id == practice.id, Wave.state == WaveState.OPEN)
        )
    )


def open_invitations(participant_id: uuid.UUID) -> Sequence[Invitation]:
    """Return a person's invitations to waves that are open."""
    return db.session.scalars(
        select(Invitation)
        .join(Invitation.wave)
        .where(Invitation.participant_id == participant_id, Wave.state == WaveState.OPEN)
    ).all()


def undeliverable(practice: Practice) -> frozenset[uuid.UUID]:
    """Return the ids of the people whose invitation to an open wave was refused by the receiving server.

    Never a reminder's refusal: reminders go to those who have not answered, and this page must not say who.
    """
    return frozenset(
        db.session.scalars(
            select(Invitation.participant_id)
            .join(Mailing, Mailing.invitation_id == Invitation.id)
            .join(Invitation.wave)
            .join(Invitation.participant)
            .where(
                Participant.practice_id == practice.id,
                Wave.state == WaveState.OPEN,
                Mailing.number == 0,
                Mailing.generation == Invitation.generation,
                Mailing.state == MailState.REFUSED,
            )
        )
    )


def is_stopped(address_mac: str) -> bool:
    """Return whether the owner of an address does not want to be asked again."""
    return db.session.get(StoppedAddress, address_mac) is not None
