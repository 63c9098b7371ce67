"""End sign-ins: one, or all of a user on every device at once."""

from __future__ import annotations

import uuid

from sqlalchemy import delete

from app.db import db
from app.models import SignIn, User
from app.operations.audit import record


def end_session(token_hash: str) -> None:
    """End one sign-in; every copy of its cookie is worth nothing from now on. Flushes."""
    ended = db.session.get(SignIn, token_hash)
    if ended is not None:
        db.session.delete(ended)
        db.session.flush()
        record("account.signed_out", ended.user, ended.user.email)


def end_sessions(user: User, by: User | None) -> None:
    """End every sign-in of the user because ``by`` (None: a command) wants it. Flushes."""
    forget_sessions(user)
    record("account.signed_out_everywhere", by, user.email)


def forget_sessions(user: User) -> None:
    """End every sign-in of the user, and every one that was begun and not finished. Flushes."""
    user.fs_uniquifier = uuid.uuid4().hex
    db.session.execute(
        delete(SignIn).where(SignIn.user_id == user.id).execution_options(synchronize_session="fetch")
    )
    db.session.flush()
