"""Finding one person among lists of staff and accounts. For administrators: no guard but theirs.

Whether somebody has answered is not asked here: that stands in a copy of what is held about them
(:mod:`app.queries.person_record`) and nowhere else.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.errors import NotFoundError
from app.models import Participant, Practice, Programme, User
from app.queries import erasing

MOST = 50  # a longer list is no way to find one person
SHORTEST = 3
_ACCOUNT = "account-"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds, at most :data:`MOST` of each kind; ``more`` where there is more."""

    participants: Sequence[Participant]
    accounts: Sequence[User]
    more: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One person: their places on lists of staff and their account. One address is one person."""

    participants: Sequence[Participant]
    account: User | None

    @property
    def name(self) -> str:
        """What they are called."""
        return self.participants[0].name if self.participants else "".join(self.emails)

    @property
    def emails(self) -> frozenset[str]:
        """Their addresses."""
        account = {self.account.email} if self.account else set()
        return frozenset(account | {each.email for each in self.participants if each.email})


def search(text: str) -> Found:
    """Return whose name or address holds ``text``, in any case."""
    said = (Participant.name, Participant.email)
    named = _participants().where(or_(*(each.icontains(text, autoescape=True) for each in said)))
    by_name = named.order_by(Participant.name, Programme.name, Practice.name, Participant.id)
    accounts = select(User).where(User.email.icontains(text, autoescape=True)).order_by(User.email)
    people = db.session.scalars(by_name.limit(MOST + 1)).all()
    users = db.session.scalars(accounts.limit(MOST + 1)).all()
    return Found(people[:MOST], users[:MOST], more=len(people) > MOST or len(users) > MOST)


def key_of(row: Participant | User) -> str:
    """Return how addresses of pages name somebody: by an id, never by a name or a mail address."""
    return f"{_ACCOUNT}{row.id}" if isinstance(row, User) else str(row.id)


def by_key(key: str) -> Person:
    """Return the person of :func:`key_of` with all that has the same address. Raises NotFoundError."""
    if key.startswith(_ACCOUNT):
        account = erasing.account(key.removeprefix(_ACCOUNT))
        return Person(_addressed(account.email), account)
    try:
        first = erasing.person(uuid.UUID(key))
    except ValueError as error:
        raise NotFoundError("neither a person nor an account") from error
    if first.email is None:
        return Person([first], None)
    others = [each for each in _addressed(first.email) if each.id != first.id]
    return Person([first, *others], db.session.scalar(select(User).where(User.email == first.email)))


def _participants() -> Select[Participant]:
    return (
        select(Participant)
        .join(Participant.practice)
        .join(Practice.programme)
        .options(contains_eager(Participant.practice).contains_eager(Practice.programme))
        .where(Participant.erased.is_(False), Programme.being_erased.is_(False))
    )


def _addressed(email: str) -> Sequence[Participant]:
    people = _participants().where(Participant.email == email)
    return db.session.scalars(people.order_by(Programme.name, Practice.name, Participant.id)).all()
