"""Accounts as an administrator sees them: all of them, whoever they are."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from app.db import db
from app.errors import NotFoundError
from app.models import AccountLetter, Audience, LetterKind, Membership, Practice, Programme, User
from app.queries.paging import Page, page

WITH_EVERYTHING = (
    selectinload(User.memberships).selectinload(Membership.programme),
    selectinload(User.memberships).selectinload(Membership.practice),
    selectinload(User.passkeys),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which accounts: ``email`` part of the address, what they are, to which programme."""

    email: str = ""
    audience: Audience | None = None
    programme_id: uuid.UUID | None = None


def users(wanted: Wanted, number: int) -> Page[User]:
    """Return page ``number`` of the accounts by address. Raises NotFoundError for one that is not there."""
    found = select(User).order_by(User.email).options(*WITH_EVERYTHING)
    if wanted.email:
        found = found.where(User.email.icontains(wanted.email, autoescape=True))
    terms = [Membership.audience == wanted.audience] if wanted.audience else []
    if wanted.programme_id:
        terms.append(Membership.programme_id == wanted.programme_id)
    if terms:
        found = found.where(User.memberships.any(and_(*terms)))
    return page(found, number)


def user(user_id: int) -> User:
    """Return an account. Raises NotFoundError."""
    found = db.session.scalar(select(User).where(User.id == user_id).options(*WITH_EVERYTHING))
    if found is None:
        raise NotFoundError(f"no user {user_id}")
    return found


def invited(user_ids: Sequence[int]) -> Mapping[int, datetime.datetime]:
    """Return until when the invitation is good (UTC), of the users who were invited and have not come yet."""
    rows = db.session.execute(
        select(AccountLetter.user_id, AccountLetter.expires_at).where(
            AccountLetter.user_id.in_(user_ids),
            AccountLetter.kind == LetterKind.INVITATION,
            AccountLetter.used.is_(False),
        )
    )
    return {user_id: _aware(until) for user_id, until in rows}


def hold_administrators() -> Sequence[User]:
    """Return the administrators who can sign in; nobody else changes them until the transaction ends."""
    return db.session.scalars(
        select(User)
        .join(User.memberships)
        .where(User.active, Membership.audience == Audience.ADMINISTRATOR)
        .order_by(User.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def programmes_to_give() -> Sequence[Programme]:
    """Return the programmes that somebody can be given, by name."""
    there = select(Programme).where(Programme.being_erased.is_(False))
    return db.session.scalars(there.order_by(Programme.name, Programme.id)).all()


def practices_called(programme: Programme, text: str) -> Sequence[Practice]:
    """Return the practices of a programme that are meant by ``text``: a name, a short name or an ODS code."""
    written = text.strip().lower()
    return db.session.scalars(
        select(Practice)
        .where(
            Practice.programme_id == programme.id,
            Practice.merged_into_id.is_(None),
            or_(
                func.lower(Practice.name) == written,
                Practice.slug == written,
                func.lower(Practice.ods_code) == written,
            ),
        )
        .order_by(Practice.slug)
    ).all()


def _aware(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment in UTC; SQLite gives it back without saying so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
