"""Order a mail about an account: an invitation, or a way to a new password."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import delete

from app.db import db
from app.models import AccountLetter, LetterKind, OutboxRow, Task, User
from app.operations.create_account import Grant, create_account

log = logging.getLogger(__name__)

GOOD_FOR: Mapping[LetterKind, datetime.timedelta] = MappingProxyType(
    {LetterKind.INVITATION: datetime.timedelta(days=7), LetterKind.NEW_PASSWORD: datetime.timedelta(hours=1)}
)


def order_account_letter(user: User, kind: LetterKind, now: datetime.datetime) -> AccountLetter:
    """Order a mail to the user; the links of earlier ones are dead from now on. Flushes."""
    earlier = delete(AccountLetter).where(AccountLetter.user_id == user.id)
    db.session.execute(earlier.execution_options(synchronize_session="fetch"))
    letter = AccountLetter(user_id=user.id, kind=kind, expires_at=now + GOOD_FOR[kind])
    db.session.add(letter)
    db.session.flush()
    db.session.add(OutboxRow(task=Task.SEND_ACCOUNT_LETTER, subject_id=letter.id))
    db.session.flush()
    log.info("mail ordered: %s for user %s", kind, user.id)
    return letter


def invite_user(email: str, grants: Sequence[Grant], now: datetime.datetime) -> AccountLetter:
    """Add an account whose password nobody knows, and order the mail with which its owner sets one. Flushes.

    Raises AccountError where the address has an account or is none.
    """
    return order_account_letter(create_account(email, grants).user, LetterKind.INVITATION, now)
