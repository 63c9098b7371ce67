"""Queries for accounts, and for what an account may be given. Of commands: they know no user."""

from __future__ import annotations

from sqlalchemy import select

from app.db import db
from app.errors import NotFoundError
from app.models import Practice, Programme, User


def by_email(email: str) -> User | None:
    """Return the account of an address (stored in lower case), or None."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


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
