"""Queries for mails about accounts."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.models import AccountLetter, AuditEntry, LetterKind, User


def open_letter(letter_id: uuid.UUID, now: datetime.datetime) -> AccountLetter | None:
    """Return the letter with its user while its link is good; a closed account gets none."""
    return db.session.scalar(_letter(letter_id).where(AccountLetter.expires_at > now))


def letter_to_send(letter_id: uuid.UUID, now: datetime.datetime) -> AccountLetter | None:
    """Return the letter with its user while somebody waits for it: for an invitation, however long."""
    invites = AccountLetter.kind == LetterKind.INVITATION
    return db.session.scalar(_letter(letter_id).where(invites | (AccountLetter.expires_at > now)))


def invited_by(user: User) -> User | None:
    """Return who invited somebody last; None for a command, and for whoever has no open account any more."""
    last = (
        select(AuditEntry.user_id)
        .where(AuditEntry.action == "account.invited", AuditEntry.subject == user.email)
        .order_by(AuditEntry.at.desc(), AuditEntry.id)
        .limit(1)
    )
    return db.session.scalar(select(User).where(User.id == last.scalar_subquery(), User.active))


def _letter(letter_id: uuid.UUID) -> Select[AccountLetter]:
    return (
        select(AccountLetter)
        .join(AccountLetter.user)
        .where(AccountLetter.id == letter_id, AccountLetter.used.is_(False), User.active)
        .options(contains_eager(AccountLetter.user))
    )
