"""Order a mail about an account: an invitation, or a way to a new password."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import delete, insert

from app.db import db
from app.models import AccountLetter, LetterKind, OutboxRow, Task, User
from app.operations.audit import Unnamed, record
from app.operations.create_account import Grant, create_account

GOOD_FOR: Mapping[LetterKind, datetime.timedelta] = MappingProxyType(
    {LetterKind.INVITATION: datetime.timedelta(days=7), LetterKind.NEW_PASSWORD: datetime.timedelta(hours=1)}
)

WORDS = MappingProxyType(
    {LetterKind.INVITATION: "invited", LetterKind.NEW_PASSWORD: "new_password_asked_for"}
)


def order_account_letter(
    user: User,
    kind: LetterKind,
    now: datetime.datetime,
    by: User | Unnamed | None,
    *,
    by_mail: bool = True,
) -> AccountLetter:
    """Order a mail to the user; the links of earlier ones are dead from now on. Flushes.

    Without ``by_mail`` nothing is sent: whoever asked hands the link over. ``by`` None: a command asked.
    """
    earlier = delete(AccountLetter).where(AccountLetter.user_id == user.id)
    db.session.execute(earlier.execution_options(synchronize_session="fetch"))
    letter = AccountLetter(user_id=user.id, kind=kind, expires_at=now + GOOD_FOR[kind])
    db.session.add(letter)
    db.session.flush()
    if by_mail:
        db.session.add(OutboxRow(task=Task.SEND_ACCOUNT_LETTER, subject_id=letter.id))
        db.session.flush()
    record(f"account.{WORDS[kind]}", by, user.email, way="mail" if by_mail else "link handed over")
    return letter


def order_invitations(users: Sequence[User], now: datetime.datetime, by: User | None) -> None:
    """Order a mail to each of ``users``, whose accounts are new: with it they set a password. Flushes."""
    if not users:
        return
    kind, ids = LetterKind.INVITATION, [uuid.uuid4() for _ in users]
    letters = [
        {"id": key, "user_id": user.id, "kind": kind, "expires_at": now + GOOD_FOR[kind]}
        for key, user in zip(ids, users, strict=True)
    ]
    db.session.execute(insert(AccountLetter), letters)
    jobs = [{"task": Task.SEND_ACCOUNT_LETTER, "subject_id": key} for key in ids]
    db.session.execute(insert(OutboxRow), jobs)
    for user in users:
        record("account.invited", by, user.email, way="mail")
    db.session.flush()


def invite_user(
    email: str, grants: Sequence[Grant], now: datetime.datetime, by: User | None, *, by_mail: bool = True
) -> AccountLetter:
    """Add an account whose password nobody knows, and order the mail with which its owner sets one. Flushes.

    Raises AccountError where the address has an account or is none.
    """
    user = create_account(email, grants, by).user
    return order_account_letter(user, LetterKind.INVITATION, now, by, by_mail=by_mail)
