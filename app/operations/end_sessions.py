"""End sign-ins: one, or all of a user on every device at once."""

from __future__ import annotations

import logging
import uuid

from sqlalchemy import delete

from app.db import db
from app.models import SignIn, User

log = logging.getLogger(__name__)


def end_session(token_hash: str) -> None:
    """End one sign-in; every copy of its cookie is worth nothing from now on. Flushes."""
    ended = db.session.get(SignIn, token_hash)
    if ended is not None:
        db.session.delete(ended)
        db.session.flush()
        log.info("signed out: user %s", ended.user_id)


def end_sessions(user: User) -> None:
    """End every sign-in of the user, and every one that was begun and not finished. Flushes."""
    user.fs_uniquifier = uuid.uuid4().hex
    db.session.execute(
        delete(SignIn).where(SignIn.user_id == user.id).execution_options(synchronize_session="fetch")
    )
    db.session.flush()
    log.info("sessions ended: user %s", user.id)
