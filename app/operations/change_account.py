"""What administrators do to accounts. Whatever they do, somebody is left who can look after the service."""

from __future__ import annotations

from sqlalchemy import delete

from app.db import db
from app.errors import AccountError
from app.models import AccountLetter, Audience, Membership, User
from app.operations.audit import record
from app.operations.end_sessions import forget_sessions
from app.operations.give_access import take_access
from app.queries import users

LAST = "This is the only administrator who can sign in. Make somebody else an administrator first"


def close_account(user: User, by: User) -> None:
    """Let nobody sign in with the account: sessions end, links that set its password are dead. Flushes.

    Raises AccountError for the last administrator.
    """
    _leave_an_administrator(user)
    user.active = False
    letters = delete(AccountLetter).where(AccountLetter.user_id == user.id)
    db.session.execute(letters.execution_options(synchronize_session="fetch"))
    forget_sessions(user)
    record("account.closed", by, user.email)
    db.session.flush()


def open_account(user: User, by: User) -> None:
    """Let the owner sign in again, with the password and the second step that they had. Flushes."""
    user.active = True
    record("account.opened", by, user.email)
    db.session.flush()


def take_membership(taken: Membership, by: User) -> None:
    """Take away what somebody is. Flushes. Raises AccountError where nobody would be left to administer."""
    if taken.audience is Audience.ADMINISTRATOR:
        _leave_an_administrator(taken.user)
    take_access(taken, by)


def _leave_an_administrator(without: User) -> None:
    left = {each.id for each in users.hold_administrators()}
    if left == {without.id}:
        raise AccountError(LAST)
