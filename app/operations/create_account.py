"""Create an account: an address, a generated password that is shown once, and what it may see."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask_security import hash_password

from app.db import db
from app.errors import AccountError
from app.models import Audience, Membership, Practice, Programme, User
from app.operations.audit import record
from app.queries import accounts

# Nothing that is mistaken for something else when read from paper: no 0 and o, no 1, i and l.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 5


@dataclass(frozen=True, slots=True)
class Grant:
    """Who somebody is: a manager of ``practice``, a lead or evaluator of ``programme``, an administrator."""

    audience: Audience
    programme: Programme | None = None
    practice: Practice | None = None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The account, and the password that nobody can look up again."""

    user: User
    password: str


def create_account(email: str, grants: Sequence[Grant], by: User | None = None) -> NewAccount:
    """Add an account for ``email`` with a random password and the memberships ``grants``. Flushes.

    ``by`` None: a command does it.

    Raises AccountError where the address has an account or is none.
    """
    address = email.strip().lower()
    if "@" not in address:
        raise AccountError(f"{email!r} is not an email address. Give one such as name@example.org.")
    if accounts.by_email(address) is not None:
        raise AccountError(f"{address} has an account already. Sign in with it, or give another address.")
    password = generate_password()
    user = User(email=address, password=hash_password(password), fs_uniquifier=uuid.uuid4().hex)
    user.memberships = [membership(grant) for grant in grants]
    db.session.add(user)
    db.session.flush()
    record("account.created", by, user.email)
    for grant in grants:
        record_grant("membership.given", by, user, grant)
    return NewAccount(user, password)


def membership(grant: Grant) -> Membership:
    """Return the row of one grant; a manager's programme is the practice's."""
    programme_id = grant.programme.id if grant.programme else None
    if grant.practice is not None:
        programme_id = grant.practice.programme_id
    return Membership(
        audience=grant.audience,
        programme_id=programme_id,
        practice_id=grant.practice.id if grant.practice else None,
    )


def record_grant(action: str, by: User | None, user: User, grant: Grant) -> None:
    """Enter what somebody was given or lost: one entry each, so that it is found under its programme."""
    place = grant.practice or grant.programme
    programme_id = grant.practice.programme_id if grant.practice else grant.programme and grant.programme.id
    of = {"of": place.name} if place else {}
    record(action, by, user.email, programme_id, audience=grant.audience.value, **of)


def generate_password() -> str:
    """Return a random password of 99 bits in four groups, such as a person can type from paper."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
