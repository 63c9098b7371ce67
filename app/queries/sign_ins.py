"""Queries for sign-ins: which of them still hold."""

from __future__ import annotations

import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.models import SignIn, User

IDLE = datetime.timedelta(hours=1)
"""Without a request for so long a sign-in ends: a screen in a practice is shared."""
LONGEST = datetime.timedelta(hours=12)
"""However busy, a sign-in ends after a working day."""


def holding(token_hash: str, now: datetime.datetime) -> SignIn | None:
    """Return the sign-in with its user, None where it has ended or the account is closed. One statement."""
    return db.session.scalar(
        select(SignIn)
        .join(SignIn.user)
        .where(SignIn.token_hash == token_hash, User.active)
        .where(SignIn.seen_at > now - IDLE, SignIn.begun_at > now - LONGEST)
        .options(contains_eager(SignIn.user))
    )
