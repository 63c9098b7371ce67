"""What has to be known before somebody or something is erased. For administrators: no guard but theirs."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.errors import NotFoundError
from app.models import (
    Invitation,
    Membership,
    Participant,
    PlanStep,
    Practice,
    PrintOrder,
    Programme,
    User,
    Wave,
    WavePractice,
    WaveState,
)
from app.queries.paging import Page, page
from app.queries.tracking import MANAGER

BUSY = (WaveState.OPEN, WaveState.CLOSING)
LONGEST_NUMBER = 9  # digits that a database's integer takes


def programmes(number: int = 1) -> Page[Programme]:
    """Return one page of all programmes by name. Raises NotFoundError past the end."""
    return page(select(Programme).order_by(Programme.name, Programme.slug), number)


def programme(slug: str) -> Programme:
    """Return any programme that is not being erased already. Raises NotFoundError."""
    found = db.session.scalar(
        select(Programme).where(Programme.slug == slug, Programme.being_erased.is_(False))
    )
    if found is None:
        raise NotFoundError(f"no programme {slug!r}")
    return found


def practices(of: Programme, text: str = "", number: int = 1) -> Page[Practice]:
    """Return one page of a programme's practices by name, of those whose name or ODS code holds ``text``."""
    statement = select(Practice).where(Practice.programme_id == of.id).order_by(Practice.name, Practice.slug)
    if text:
        named = Practice.name.icontains(text, autoescape=True)
        statement = statement.where(named | Practice.ods_code.icontains(text, autoescape=True))
    return page(statement, number)


def practice(of: Programme, slug: str) -> Practice:
    """Return any practice of a programme. Raises NotFoundError."""
    found = db.session.scalar(select(Practice).where(Practice.programme_id == of.id, Practice.slug == slug))
    if found is None:
        raise NotFoundError(f"no practice {slug!r} in {of.slug}")
    return found


def person(participant_id: uuid.UUID) -> Participant:
    """Return anybody on any list, with practice and programme, who is not erased. Raises NotFoundError."""
    found = db.session.scalar(
        select(Participant)
        .join(Participant.practice)
        .join(Practice.programme)
        .options(contains_eager(Participant.practice).contains_eager(Practice.programme))
        .where(
            Participant.id == participant_id, Participant.erased.is_(False), Programme.being_erased.is_(False)
        )
    )
    if found is None:
        raise NotFoundError(f"no person {participant_id}")
    return found


def account(number: str) -> User:
    """Return any account by its number. Raises NotFoundError."""
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    found = db.session.get(User, int(number)) if is_number else None
    if found is None:
        raise NotFoundError(f"no account {number}")
    return found


def hold_waves(programme_id: uuid.UUID, states: Collection[WaveState] = tuple(WaveState)) -> Sequence[Wave]:
    """Let nobody open, close or answer these waves until the transaction ends; return them as they are now.

    SQLite's writers hold the whole file already.
    """
    return db.session.scalars(
        select(Wave)
        .where(Wave.programme_id == programme_id, Wave.state.in_(states))
        .order_by(Wave.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def busy_waves(place: Practice) -> Sequence[Wave]:
    """Return the waves with the practice that are open or being closed, the earliest first."""
    return db.session.scalars(
        select(Wave)
        .join(WavePractice, WavePractice.wave_id == Wave.id)
        .where(WavePractice.practice_id == place.id, Wave.state.in_(BUSY))
        .order_by(Wave.opens_on, Wave.label)
    ).all()


def open_waves(person: Participant) -> Sequence[Wave]:
    """Return the open waves to which somebody is invited, the earliest first."""
    asked = select(Invitation.wave_id).where(Invitation.participant_id == person.id)
    return db.session.scalars(
        select(Wave)
        .where(Wave.id.in_(asked), Wave.state == WaveState.OPEN)
        .order_by(Wave.opens_on, Wave.label)
    ).all()


def waves_in(of: Programme, states: Collection[WaveState]) -> Sequence[Wave]:
    """Return the programme's waves that are in one of ``states``, the earliest first."""
    return db.session.scalars(
        select(Wave)
        .where(Wave.programme_id == of.id, Wave.state.in_(states))
        .order_by(Wave.opens_on, Wave.label)
    ).all()


def merged_into(place: Practice) -> Sequence[Practice]:
    """Return the practices that were merged into this one."""
    merged = select(Practice).where(Practice.merged_into_id == place.id)
    return db.session.scalars(merged.order_by(Practice.name, Practice.slug)).all()


def orders_with_cards(people: ColumnElement[bool], today: datetime.date) -> Sequence[uuid.UUID]:
    """Return today's orders whose sheet has a card of somebody who meets ``people``."""
    return db.session.scalars(
        select(PrintOrder.id)
        .join(Invitation, Invitation.print_order_id == PrintOrder.id)
        .join(Invitation.participant)
        .where(people, PrintOrder.ordered_on >= today)
        .distinct()
    ).all()


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stood on a list: the practice's id, and whether as its manager."""

    practice_id: uuid.UUID
    as_manager: bool


def places(people: ColumnElement[bool]) -> Mapping[uuid.UUID, Place]:
    """Return where everybody stands who meets ``people``, by their id, and hold them."""
    rows = db.session.execute(
        select(Participant.id, Participant.practice_id, Participant.role == MANAGER)
        .where(people)
        .order_by(Participant.id)
        .with_for_update()
    )
    return {id_: Place(practice_id, as_manager) for id_, practice_id, as_manager in rows}


def named_in_plan(people: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition under which a plan's step names as its owner somebody who meets ``people``."""
    said = func.lower(func.trim(PlanStep.owner))
    return (
        select(Participant.id)
        .where(
            people,
            Participant.practice_id == PlanStep.practice_id,
            (said == func.lower(Participant.name)) | (said == Participant.email),
        )
        .exists()
    )


def owned_by(email: str) -> ColumnElement[bool]:
    """Return the condition under which a plan's step names an address as its owner."""
    return func.lower(func.trim(PlanStep.owner)) == email.lower()


def left_without(found: ColumnElement[bool]) -> int:
    """Return how many accounts have no membership but such that meet ``found``."""
    others = select(Membership.user_id).where(~found)
    mine = select(Membership.user_id).where(found, Membership.user_id.not_in(others))
    return db.session.scalar(select(func.count()).select_from(mine.distinct().subquery())) or 0


def practice_ids(programme_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Return the ids of a programme's practices, always in the same order."""
    of_programme = select(Practice.id).where(Practice.programme_id == programme_id)
    return db.session.scalars(of_programme.order_by(Practice.id)).all()
