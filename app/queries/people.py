"""The people with accounts of a programme: its leads, its evaluators, the managers of its practices."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.errors import NotFoundError
from app.models import AccountLetter, Audience, LetterKind, Membership, OutboxRow, Practice, Programme, User
from app.queries.paging import Page, page

# Leads are given and taken by administrators; a lead sees to the others.
SEEN_TO = frozenset({Audience.MANAGER, Audience.EVALUATOR})
_ORDER = case({Audience.LEAD: 0, Audience.EVALUATOR: 1}, value=Membership.audience, else_=2)


def of_programme(programme: Programme, text: str = "", number: int = 1) -> Page[Membership]:
    """Return one page of what people are to a programme: leads, evaluators, then managers by practice.

    ``text`` is part of an address or of a practice's name. Raises NotFoundError past the end.
    """
    statement = (
        select(Membership)
        .join(Membership.user)
        .outerjoin(Membership.practice)
        .options(contains_eager(Membership.user), contains_eager(Membership.practice))
        .where(Membership.programme_id == programme.id)
        .order_by(_ORDER, Practice.name, User.email)
    )
    if text:
        address = User.email.icontains(text, autoescape=True)
        statement = statement.where(or_(address, Practice.name.icontains(text, autoescape=True)))
    return page(statement, number)


def managers_of(practice: Practice) -> Sequence[User]:
    """Return who manages a practice, by address."""
    manages = exists().where(
        Membership.user_id == User.id,
        Membership.audience == Audience.MANAGER,
        Membership.practice_id == practice.id,
    )
    return db.session.scalars(select(User).where(manages).order_by(User.email)).all()


def to_see_to(programme: Programme, membership_id: uuid.UUID) -> Membership:
    """Return a manager or an evaluator of the programme. Raises NotFoundError, for its leads too."""
    found = db.session.scalar(
        select(Membership)
        .join(Membership.user)
        .options(contains_eager(Membership.user))
        .where(
            Membership.id == membership_id,
            Membership.programme_id == programme.id,
            Membership.audience.in_(SEEN_TO),
        )
    )
    if found is None:
        raise NotFoundError(f"nobody {membership_id} in {programme.slug}")
    return found


def invited(users: Collection[User], now: datetime.datetime) -> Mapping[int, bool]:
    """Return who has not set a password yet, by the user's id, with whether their link is still good.

    So is one that is still to be mailed.
    """
    waits = select(OutboxRow.id).where(OutboxRow.subject_id == AccountLetter.id, OutboxRow.done.is_(False))
    rows = db.session.execute(
        select(AccountLetter.user_id, or_(AccountLetter.expires_at > now, waits.exists())).where(
            AccountLetter.user_id.in_([user.id for user in users]),
            AccountLetter.kind == LetterKind.INVITATION,
            AccountLetter.used.is_(False),
        )
    )
    return {user_id: bool(good) for user_id, good in rows}


def practices_named(programme: Programme, text: str, most: int) -> Sequence[Practice]:
    """Return some practices of a name or an ODS code: those of exactly that, else those of a part of it."""
    part = Practice.name.icontains(text, autoescape=True)
    return practices_called(programme, text, most) or _not_merged(programme, part, most)


def practices_called(programme: Programme, text: str, most: int) -> Sequence[Practice]:
    """Return some practices of exactly this name or ODS code.

    Or of both, the code in brackets: the way to say which of several, with the short name for want of a code.
    """
    in_full = Practice.name + " (" + func.coalesce(Practice.ods_code, Practice.slug) + ")"
    return _not_merged(programme, or_(_is(text), func.lower(in_full) == text.lower()), most)


def merged_named(programme: Programme, text: str) -> Practice | None:
    """Return a practice of exactly this name or ODS code that has merged into another."""
    merged = select(Practice).where(
        Practice.programme_id == programme.id, Practice.merged_into_id.is_not(None), _is(text)
    )
    return db.session.scalar(merged.order_by(Practice.merged_on.desc(), Practice.slug).limit(1))


def _is(text: str) -> ColumnElement[bool]:
    return or_(Practice.ods_code == text.upper(), func.lower(Practice.name) == text.lower())


def _not_merged(programme: Programme, condition: ColumnElement[bool], most: int) -> Sequence[Practice]:
    of = select(Practice).where(Practice.programme_id == programme.id, Practice.merged_into_id.is_(None))
    return db.session.scalars(of.where(condition).order_by(Practice.name, Practice.slug).limit(most)).all()
