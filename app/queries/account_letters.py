"""Queries for mails about accounts."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.models import AccountLetter, User


def open_letter(letter_id: uuid.UUID, now: datetime.datetime) -> AccountLetter | None:
    """Return the letter with its user while its link is good; a closed account gets none."""
    return db.session.scalar(
        select(AccountLetter)
        .join(AccountLetter.user)
        .where(AccountLetter.id == letter_id, AccountLetter.used.is_(False), User.active)
        .where(AccountLetter.expires_at > now)
        .options(contains_eager(AccountLetter.user))
    )
