"""What authenticators are to sign: random, kept on the server, good once and for five minutes."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import delete

from app.db import db
from app.models import Ceremony, Challenge, User

GOOD_FOR = datetime.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class IssuedChallenge:
    """``token`` goes into the cookie of whoever asked, ``challenge`` to the authenticator."""

    token: str
    challenge: bytes


def issue_challenge(ceremony: Ceremony, user: User | None, now: datetime.datetime) -> IssuedChallenge:
    """Keep a new challenge for a ceremony of ``user`` (None: not known yet). Flushes.

    Those that are too old are thrown away.
    """
    issued = IssuedChallenge(secrets.token_urlsafe(32), secrets.token_bytes(32))
    db.session.execute(
        delete(Challenge).where(Challenge.expires_at <= now).execution_options(synchronize_session=False)
    )
    db.session.add(
        Challenge(
            token_hash=_hash(issued.token),
            ceremony=ceremony,
            user_id=user.id if user else None,
            challenge=issued.challenge,
            expires_at=now + GOOD_FOR,
        )
    )
    db.session.flush()
    return issued


def take_challenge(token: str, ceremony: Ceremony, user: User | None, now: datetime.datetime) -> bytes | None:
    """Return the challenge and forget it; None where there is none for this ceremony of this user.

    One statement reads and deletes it: of two that come with the same answer one gets it.
    """
    return db.session.scalar(
        delete(Challenge)
        .where(Challenge.token_hash == _hash(token), Challenge.ceremony == ceremony)
        .where(Challenge.user_id.is_not_distinct_from(user.id if user else None), Challenge.expires_at > now)
        .returning(Challenge.challenge)
        .execution_options(synchronize_session=False)
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
