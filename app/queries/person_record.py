"""Everything that is held about one person, for a copy that they asked for.

This is the one place that tells of a person that they have answered, and on which day: it is about them, and
they have a right to it. It never meets the store of answers.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.models import (
    AccountLetter,
    Draft,
    EvidenceCell,
    Invitation,
    Mailing,
    PaperEntry,
    Participant,
    Participation,
    Passkey,
    PlanStep,
    Practice,
    PrintOrder,
    SignIn,
    Transcription,
    User,
    Wave,
    WaveInstrument,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One invitation: to what, and what became of it."""

    id: uuid.UUID
    participant_id: uuid.UUID
    instrument_id: str
    version: str
    generation: int
    has_card: bool
    wave: Wave
    answered_on: datetime.date | None
    answered_with: int | None
    is_begun: bool
    is_typed_once: bool


def invitations(participant_ids: Collection[uuid.UUID]) -> Sequence[Asked]:
    """Return the invitations of people, the earliest wave first."""
    rows = db.session.execute(
        select(
            Invitation,
            WaveInstrument.version,
            Participation.submitted_on,
            Participation.generation,
            Draft.invitation_id,
            PaperEntry.invitation_id,
        )
        .join(Invitation.wave)
        .join(
            WaveInstrument,
            (WaveInstrument.wave_id == Invitation.wave_id)
            & (WaveInstrument.instrument_id == Invitation.instrument_id),
        )
        .outerjoin(Participation, Participation.invitation_id == Invitation.id)
        .outerjoin(Draft, Draft.invitation_id == Invitation.id)
        .outerjoin(PaperEntry, PaperEntry.invitation_id == Invitation.id)
        .options(contains_eager(Invitation.wave))
        .where(Invitation.participant_id.in_(participant_ids))
        .order_by(Wave.opens_on, Wave.label, Invitation.instrument_id)
    )
    return [
        Asked(
            id=row.id,
            participant_id=row.participant_id,
            instrument_id=row.instrument_id,
            version=version,
            generation=row.generation,
            has_card=row.print_order_id is not None,
            wave=row.wave,
            answered_on=answered_on,
            answered_with=generation,
            is_begun=draft is not None,
            is_typed_once=entry is not None,
        )
        for row, version, answered_on, generation, draft, entry in rows
    ]


def waves_asked(participant_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Wave]]:
    """Return the waves that asked each of some people, the earliest first; not whether they answered."""
    rows = db.session.execute(
        select(Invitation.participant_id, Wave)
        .join(Invitation.wave)
        .where(Invitation.participant_id.in_(participant_ids))
        .order_by(Wave.opens_on, Wave.label)
    )
    found: dict[uuid.UUID, list[Wave]] = {}
    for participant_id, wave in rows:
        if wave not in found.setdefault(participant_id, []):
            found[participant_id].append(wave)
    return found


def mailings(invitation_ids: Collection[uuid.UUID]) -> Sequence[Mailing]:
    """Return the mails about invitations in the order in which they were meant to go."""
    mails = select(Mailing).where(Mailing.invitation_id.in_(invitation_ids))
    return db.session.scalars(mails.order_by(Mailing.ordered_on, Mailing.generation, Mailing.number)).all()


def steps_owned(participants: Collection[Participant], account: User | None) -> Sequence[PlanStep]:
    """Return the steps of plans that name the person as their owner."""
    said = func.lower(func.trim(PlanStep.owner))
    named = [
        (PlanStep.practice_id == each.practice_id) & (said == func.lower(each.name)) for each in participants
    ]
    addressed = said == account.email if account else false()
    steps = select(PlanStep).join(PlanStep.wave).join(PlanStep.practice).where(or_(addressed, *named))
    return db.session.scalars(
        steps.options(contains_eager(PlanStep.wave), contains_eager(PlanStep.practice)).order_by(
            Practice.name, Wave.opens_on, PlanStep.position, PlanStep.id
        )
    ).all()


def sign_ins(user: User) -> Sequence[SignIn]:
    """Return where somebody is signed in, the earliest first."""
    return db.session.scalars(
        select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.begun_at, SignIn.token_hash)
    ).all()


def passkeys(user: User) -> Sequence[Passkey]:
    """Return somebody's passkeys."""
    theirs = select(Passkey).where(Passkey.user_id == user.id)
    return db.session.scalars(theirs.order_by(Passkey.added_on, Passkey.id)).all()


def letters(user: User) -> Sequence[AccountLetter]:
    """Return the mails about somebody's account whose links are still kept."""
    theirs = select(AccountLetter).where(AccountLetter.user_id == user.id)
    return db.session.scalars(theirs.order_by(AccountLetter.expires_at, AccountLetter.id)).all()


def evidence_coded(user: User) -> Sequence[EvidenceCell]:
    """Return the cells of evidence that somebody coded last."""
    return db.session.scalars(
        select(EvidenceCell)
        .join(EvidenceCell.wave)
        .join(EvidenceCell.practice)
        .options(contains_eager(EvidenceCell.wave), contains_eager(EvidenceCell.practice))
        .where(EvidenceCell.coded_by == user.id)
        .order_by(EvidenceCell.coded_on, Practice.name, EvidenceCell.aspect)
    ).all()


def prints_ordered(user: User) -> Sequence[PrintOrder]:
    """Return the cards and paper forms that somebody ordered."""
    theirs = select(PrintOrder).where(PrintOrder.ordered_by == user.id)
    return db.session.scalars(theirs.order_by(PrintOrder.ordered_on, PrintOrder.id)).all()


def forms_typed_in(user: User) -> Sequence[tuple[datetime.date, int]]:
    """Return on which days somebody typed in how many paper forms."""
    days = (
        select(Transcription.typed_on, func.count())
        .where(Transcription.typed_by == user.id)
        .group_by(Transcription.typed_on)
        .order_by(Transcription.typed_on)
    )
    return [(day, count) for day, count in db.session.execute(days)]


def closings_asked_for(user: User) -> Sequence[Wave]:
    """Return the waves that somebody asked to close."""
    theirs = select(Wave).join(Wave.programme).where(Wave.closing_asked_by == user.id)
    return db.session.scalars(
        theirs.options(contains_eager(Wave.programme)).order_by(Wave.opens_on, Wave.label)
    ).all()
