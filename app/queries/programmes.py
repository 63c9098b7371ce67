"""Queries for programmes, guarded: not yours is not found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select

from app.db import db
from app.errors import NotFoundError
from app.models import Audience, Membership, Programme, User

# Those who see all practices of a programme.
OVERSEERS = (Audience.LEAD, Audience.EVALUATOR)


def for_user(user: User, slug: str) -> Programme:
    """Return a programme that the user leads or evaluates. Raises NotFoundError."""
    programme = db.session.scalar(_overseen(user).where(Programme.slug == slug))
    if programme is None:
        raise NotFoundError(f"no programme {slug!r} for user {user.id}")
    return programme


def leads(user: User, programme: Programme) -> bool:
    """Return whether the user leads the programme: reads the memberships, asks nothing."""
    return any(
        each.audience is Audience.LEAD and each.programme_id == programme.id for each in user.memberships
    )


def all_for_user(user: User) -> Sequence[Programme]:
    """Return the programmes that the user leads or evaluates, by name."""
    return db.session.scalars(_overseen(user).order_by(Programme.name)).all()


def names(besides: Programme | None = None) -> Mapping[str, str]:
    """Return the names of all programmes but one by their slugs. For forms only: it knows no user."""
    rows = db.session.execute(select(Programme.slug, Programme.name))
    return {slug: name for slug, name in rows if besides is None or slug != besides.slug}


def _overseen(user: User) -> Select[Programme]:
    mine = select(Membership.programme_id).where(
        Membership.user_id == user.id, Membership.audience.in_(OVERSEERS)
    )
    return select(Programme).where(Programme.id.in_(mine))
