"""End every session of a user, on every device, at once."""

from __future__ import annotations

import logging
import uuid

from app.db import db
from app.models import User

log = logging.getLogger(__name__)


def end_sessions(user: User) -> None:
    """Change what sessions name the user by, so that none of them finds anybody. Flushes."""
    user.fs_uniquifier = uuid.uuid4().hex
    db.session.flush()
    log.info("sessions ended: user %s", user.id)
