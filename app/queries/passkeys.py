"""Queries for passkeys."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.db import db
from app.errors import NotFoundError
from app.models import Passkey, User


def of_user(user: User, passkey_id: uuid.UUID) -> Passkey:
    """Return a passkey of the user. Raises NotFoundError for somebody else's, too."""
    found = db.session.scalar(select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == user.id))
    if found is None:
        raise NotFoundError("no such passkey of this account")
    return found


def by_credential(credential_id: bytes) -> Passkey | None:
    """Return the passkey that an authenticator calls by this name, of whichever account, or None."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))
