"""The practices of a programme, for those who lead it: not yours is not found."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, selectinload

from app.db import db
from app.errors import NotFoundError
from app.models import Affiliation, Audience, Membership, Participant, Practice, Programme, User
from app.queries import affiliations
from app.queries.paging import Page, page


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which practices a list is to show. ``text`` is part of a name, or the beginning of an ODS code."""

    text: str = ""
    network: str = ""
    region: str = ""
    merged: bool = False

    @property
    def kept(self) -> dict[str, str]:
        """The same as the values of an address."""
        merged = "1" if self.merged else ""
        found = {"q": self.text, "network": self.network, "region": self.region, "merged": merged}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people of a practice are on its list of staff, and how many manage it."""

    staff: int
    managers: int


@dataclass(frozen=True, slots=True)
class Everything:
    """All practices of a programme, merged ones too, with all their affiliations and managers' addresses."""

    practices: Sequence[Practice]
    places: Mapping[uuid.UUID, Sequence[Affiliation]]
    managers: Mapping[uuid.UUID, frozenset[str]]


def practice_to_lead(user: User, programme_slug: str, practice_slug: str) -> Practice:
    """Return a practice of a programme that the user leads. Raises NotFoundError, for evaluators too."""
    leads = exists().where(
        Membership.user_id == user.id,
        Membership.audience == Audience.LEAD,
        Membership.programme_id == Practice.programme_id,
    )
    practice = db.session.scalar(
        select(Practice)
        .join(Practice.programme)
        .options(contains_eager(Practice.programme))
        .where(leads, Programme.slug == programme_slug, Practice.slug == practice_slug)
    )
    if practice is None:
        raise NotFoundError(f"no practice {practice_slug!r} of {programme_slug!r} for lead {user.id}")
    return practice


def listed(programme: Programme, wanted: Wanted, day: datetime.date, number: int = 1) -> Page[Practice]:
    """Return one page of the practices, by name; networks and regions as of ``day``. Raises NotFoundError."""
    asked = Practice.merged_into_id.is_not(None) if wanted.merged else Practice.merged_into_id.is_(None)
    statement = (
        select(Practice)
        .where(Practice.programme_id == programme.id, asked, _named(wanted.text), _within(wanted, day))
        .options(selectinload(Practice.merged_into))
        .order_by(Practice.name, Practice.slug)
    )
    return page(statement, number)


def counts(practices: Collection[Practice]) -> Mapping[uuid.UUID, Counts]:
    """Return the counts of each practice by its id."""
    ids = [practice.id for practice in practices]
    staff = _count(Participant.practice_id, and_(Participant.practice_id.in_(ids), Participant.active))
    manages = and_(Membership.practice_id.in_(ids), Membership.audience == Audience.MANAGER)
    managers = _count(Membership.practice_id, manages)
    return {each: Counts(staff.get(each, 0), managers.get(each, 0)) for each in ids}


def namesakes(practice: Practice, name: str, ods_code: str | None) -> Sequence[Practice]:
    """Return the other practices of the same programme that have this name or this code."""
    same = Practice.name == name
    return db.session.scalars(
        select(Practice).where(
            Practice.programme_id == practice.programme_id,
            Practice.id != practice.id,
            or_(same, Practice.ods_code == ods_code) if ods_code else same,
        )
    ).all()


def merged(programme: Programme) -> int:
    """Return how many practices of the programme have merged into others."""
    found = select(func.count()).where(
        Practice.programme_id == programme.id, Practice.merged_into_id.is_not(None)
    )
    return db.session.scalar(found) or 0


def everything(programme: Programme) -> Everything:
    """Return all that a list of practices is compared with."""
    practices = db.session.scalars(
        select(Practice).where(Practice.programme_id == programme.id).order_by(Practice.name, Practice.slug)
    ).all()
    return Everything(practices, affiliations.all_of_programme(programme), _managers(programme))


def _managers(programme: Programme) -> Mapping[uuid.UUID, frozenset[str]]:
    rows = db.session.execute(
        select(Membership.practice_id, User.email)
        .join(User, User.id == Membership.user_id)
        .where(Membership.programme_id == programme.id, Membership.audience == Audience.MANAGER)
    )
    found: dict[uuid.UUID, set[str]] = {}
    for practice_id, email in rows:
        if practice_id is not None:
            found.setdefault(practice_id, set()).add(email)
    return {practice_id: frozenset(emails) for practice_id, emails in found.items()}


def _named(text: str) -> ColumnElement[bool]:
    if not text:
        return true()
    code = Practice.ods_code.istartswith(text, autoescape=True)
    return or_(Practice.name.icontains(text, autoescape=True), code)


def _within(wanted: Wanted, day: datetime.date) -> ColumnElement[bool]:
    if not (wanted.network or wanted.region):
        return true()
    places = select(Affiliation.practice_id).where(affiliations.valid_on(day))
    if wanted.network:
        places = places.where(Affiliation.network == wanted.network)
    if wanted.region:
        places = places.where(Affiliation.region == wanted.region)
    return Practice.id.in_(places)


def _count(column: InstrumentedAttribute[Any], condition: ColumnElement[bool]) -> Mapping[uuid.UUID, int]:
    rows = db.session.execute(select(column, func.count()).where(condition).group_by(column))
    return {practice_id: number for practice_id, number in rows if practice_id is not None}
