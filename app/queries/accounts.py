"""Queries for accounts, what they are and what they may be given. Those that commands ask know no user."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.db import db
from app.errors import NotFoundError
from app.models import Membership, Practice, Programme, User


def by_email(email: str) -> User | None:
    """Return the account of an address (stored in lower case), or None."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def is_closed(email: str) -> bool:
    """Return whether an address has an account that is closed."""
    user = by_email(email)
    return user is not None and not user.active


def by_emails(emails: Collection[str]) -> Mapping[str, User]:
    """Return the accounts of addresses (in lower case) by address, with what they are."""
    rows = db.session.scalars(select(User).where(User.email.in_(emails)))
    return {row.email: row for row in rows}


def memberships_of(user_ids: Collection[int]) -> Sequence[Membership]:
    """Return what accounts are, to all programmes."""
    return db.session.scalars(select(Membership).where(Membership.user_id.in_(user_ids))).all()


def places_of(user: User) -> Sequence[Membership]:
    """Return what an account is, each with its programme and its practice."""
    places = (joinedload(Membership.programme), joinedload(Membership.practice))
    return db.session.scalars(select(Membership).where(Membership.user_id == user.id).options(*places)).all()


def programme_to_give(slug: str) -> Programme:
    """Return any programme. Raises NotFoundError."""
    found = db.session.scalar(select(Programme).where(Programme.slug == slug))
    if found is None:
        raise NotFoundError(f"There is no programme {slug!r}.")
    return found


def practice_to_give(programme: str, slug: str) -> Practice:
    """Return any practice of a programme, both by slug. Raises NotFoundError."""
    of = select(Practice).join(Programme, Practice.programme_id == Programme.id)
    found = db.session.scalar(of.where(Programme.slug == programme, Practice.slug == slug))
    if found is None:
        raise NotFoundError(f"There is no practice {slug!r} in a programme {programme!r}.")
    return found
