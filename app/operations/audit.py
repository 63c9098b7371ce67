"""The audit log: one entry, and one line of log, for each act of somebody with an account or of a command."""

from __future__ import annotations

import datetime
import logging
import uuid
from enum import StrEnum

from app.db import db
from app.models import AuditEntry, Programme, User

log = logging.getLogger(__name__)


class Unnamed(StrEnum):
    """Who acts without being signed in."""

    COMMAND = "command line"
    WORKER = "worker"
    VISITOR = "not signed in"


def record(
    action: str,
    by: User | Unnamed | None,
    subject: str,
    programme: Programme | uuid.UUID | None = None,
    **detail: str,
) -> None:
    """Enter an act into the audit log, in the transaction that does it.

    ``action`` is a noun and a verb, such as "wave.opened". ``by`` None: a command did it. ``programme`` is
    the row or its id. Neither ``subject`` nor ``detail`` may say what somebody answered, nor that or when a
    respondent did anything; people on a list of staff are named by their id only.
    """
    by = by or Unnamed.COMMAND
    db.session.add(
        AuditEntry(
            at=datetime.datetime.now(datetime.UTC),
            user_id=by.id if isinstance(by, User) else None,
            by=by.email if isinstance(by, User) else by.value,
            action=action,
            subject=subject[:300],
            programme_id=programme.id if isinstance(programme, Programme) else programme,
            detail=detail,
        )
    )
    log.info("%s, by %s", action, f"user {by.id}" if isinstance(by, User) else by.value)
