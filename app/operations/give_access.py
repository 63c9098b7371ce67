"""Giving people access to a programme or a practice, and taking it away. Who has no account gets one.

A new account has no password: whoever reads the address sets one by the link that is mailed to it.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from app.db import db
from app.errors import AccountError
from app.models import Audience, Membership, User
from app.operations.audit import record
from app.operations.create_account import Grant, record_grant
from app.operations.order_account_letter import order_invitations
from app.queries import accounts

CLOSED = "The account of {} is closed. An administrator can open it."

_Place = tuple[Audience, uuid.UUID | None, uuid.UUID | None]


@dataclass(frozen=True, slots=True)
class Access:
    """What the owner of an address is to be. The address is spelled as it is stored."""

    email: str
    grant: Grant


def give_access(wanted: Sequence[Access], by: User, now: datetime.datetime) -> int:
    """Give all of ``wanted`` and return how many accounts that are new were invited by mail. Flushes.

    What somebody has already is left alone. Raises AccountError where an account is closed.
    """
    addresses = {each.email for each in wanted}
    users: dict[str, User] = dict(accounts.by_emails(addresses))
    if closed := sorted(user.email for user in users.values() if not user.active):
        raise AccountError(CLOSED.format(", ".join(closed[:5])))
    new = [User(email=each, fs_uniquifier=uuid.uuid4().hex) for each in sorted(addresses - users.keys())]
    db.session.add_all(new)
    db.session.flush()
    for user in new:
        record("account.created", by, user.email)
    users.update((user.email, user) for user in new)
    _add_memberships(wanted, users, by)
    order_invitations(new, now, by)
    return len(new)


def take_access(taken: Membership, by: User) -> None:
    """Take away what somebody is to a programme or a practice. Their account stays. Flushes."""
    grant = Grant(taken.audience, taken.programme, taken.practice)
    record_grant("membership.taken", by, taken.user, grant)
    db.session.delete(taken)
    db.session.flush()


def _add_memberships(wanted: Sequence[Access], users: Mapping[str, User], by: User) -> None:
    there: set[tuple[int, _Place]] = {
        (row.user_id, (row.audience, row.programme_id, row.practice_id))
        for row in accounts.memberships_of([user.id for user in users.values()])
    }
    rows: list[dict[str, Any]] = []
    for each in wanted:
        user, place = users[each.email], _place(each.grant)
        if (user.id, place) in there:
            continue
        there.add((user.id, place))
        audience, programme_id, practice_id = place
        rows.append(
            {
                "user_id": user.id,
                "audience": audience,
                "programme_id": programme_id,
                "practice_id": practice_id,
            }
        )
        record_grant("membership.given", by, user, each.grant)
    if rows:  # in one statement: there may be thousands
        db.session.execute(insert(Membership), rows)


def _place(grant: Grant) -> _Place:
    """Return what a membership says of a grant; a manager's programme is the practice's."""
    if grant.practice:
        return grant.audience, grant.practice.programme_id, grant.practice.id
    return grant.audience, grant.programme.id if grant.programme else None, None
