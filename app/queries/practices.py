"""Queries for practices, guarded: not yours is not found."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import contains_eager, selectinload

from app.db import db
from app.errors import NotFoundError
from app.models import Audience, Membership, Practice, Programme, User, Wave, WavePractice
from app.queries.paging import PAGE_SIZE, Page, page
from app.queries.programmes import OVERSEERS


def for_user(user: User, programme_slug: str, practice_slug: str) -> Practice:
    """Return a practice that the user manages, or one of a programme that they lead or evaluate.

    Raises NotFoundError.
    """
    practice = db.session.scalar(
        select(Practice)
        .join(Practice.programme)
        .options(contains_eager(Practice.programme))
        .where(visible_to(user), Programme.slug == programme_slug, Practice.slug == practice_slug)
    )
    if practice is None:
        raise NotFoundError(f"no practice {practice_slug!r} for user {user.id}")
    return practice


def all_for_user(user: User, number: int = 1, *, text: str = "") -> Page[Practice]:
    """Return one page of the user's practices, by programme and name. Raises NotFoundError past the end.

    ``text`` is part of their names or of their ODS codes.
    """
    statement = (
        select(Practice)
        .join(Practice.programme)
        .options(contains_eager(Practice.programme), selectinload(Practice.merged_into))
        .where(visible_to(user), _named(text))
        .order_by(Programme.name, Practice.name)
    )
    return page(statement, number)


def of_wave(wave: Wave, number: int = 1, *, text: str = "", size: int = PAGE_SIZE) -> Page[Practice]:
    """Return one page of the practices that take part in a wave, by name. Raises NotFoundError.

    ``text`` is part of their names or of their ODS codes.
    """
    statement = (
        select(Practice)
        .join(WavePractice, WavePractice.practice_id == Practice.id)
        .where(WavePractice.wave_id == wave.id, _named(text))
        .order_by(Practice.name, Practice.slug)
    )
    return page(statement, number, size)


def manages(user: User, practice: Practice) -> bool:
    """Return whether the user is a manager of the practice: reads the memberships, asks nothing."""
    return any(
        each.audience is Audience.MANAGER and each.practice_id == practice.id for each in user.memberships
    )


def may_see(user: User, practice: Practice | None) -> bool:
    """Return whether a practice is the user's to see, as :func:`visible_to` says it; asks nothing."""
    return practice is not None and (
        manages(user, practice)
        or any(
            each.audience in OVERSEERS and each.programme_id == practice.programme_id
            for each in user.memberships
        )
    )


def visible_to(user: User) -> ColumnElement[bool]:
    """Return the condition under which a practice is the user's to see."""
    manages = and_(Membership.audience == Audience.MANAGER, Membership.practice_id == Practice.id)
    oversees = and_(Membership.audience.in_(OVERSEERS), Membership.programme_id == Practice.programme_id)
    return exists().where(Membership.user_id == user.id, or_(manages, oversees))


def _named(text: str) -> ColumnElement[bool]:
    if not text:
        return true()
    code = Practice.ods_code.icontains(text, autoescape=True)
    return or_(Practice.name.icontains(text, autoescape=True), code)
