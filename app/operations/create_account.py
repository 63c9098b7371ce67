"""Create an account: an address, a generated password that is shown once, and what it may see."""

from __future__ import annotations

import logging
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask_security import hash_password

from app.db import db
from app.errors import AccountError
from app.models import Audience, Membership, Practice, Programme, User
from app.queries import accounts

log = logging.getLogger(__name__)

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


def create_account(email: str, grants: Sequence[Grant]) -> NewAccount:
    """Add an account for ``email`` with a random password and the memberships ``grants``. Flushes.

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
    log.info("account created: user %s with %d memberships", user.id, len(user.memberships))
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


def generate_password() -> str:
    """Return a random password of 99 bits in four groups, such as a person can type from paper."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
