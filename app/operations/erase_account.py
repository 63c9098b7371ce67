"""Erasing an account: whoever had it cannot sign in, and nothing names them any more.

What they did stays in the audit log, done by nobody; what they coded, ordered or typed in stays without them.
"""

from __future__ import annotations

from sqlalchemy import update

from app.db import db
from app.errors import ErasureError
from app.mail_addresses import standing_alone
from app.models import AuditEntry, PlanStep, User
from app.operations.audit import record
from app.operations.erase_people import NO_NAME
from app.operations.erase_rows import erase_rows
from app.queries import audit_traces, erasing
from app.queries.belonging import belonging

ERASED_ACCOUNT = "erased account"


def erase_account(user: User, by: User) -> None:
    """Erase an account for good. Flushes. Raises ErasureError for one's own: somebody must be left."""
    if reason := obstacle(user, by):
        raise ErasureError(reason)
    email, number = user.email, str(user.id)
    db.session.flush()
    db.session.execute(update(PlanStep).where(erasing.owned_by(email)).values(owner=NO_NAME))
    db.session.execute(
        update(AuditEntry).where(AuditEntry.user_id == user.id).values(by=ERASED_ACCOUNT, user_id=None)
    )
    for entry in audit_traces.naming(email):
        _forget(entry, email)
    erase_rows(belonging(User, User.id == user.id))
    record("account.erased", by, ERASED_ACCOUNT, account=number)
    db.session.flush()


def obstacle(user: User, by: User) -> str | None:
    """Return why ``by`` cannot erase the account."""
    return "This is your own account. Another administrator has to erase it." if user.id == by.id else None


def _forget(entry: AuditEntry, email: str) -> None:
    """Take an address out of an entry."""
    address = standing_alone(email)
    entry.by = address.sub(ERASED_ACCOUNT, entry.by)
    entry.subject = address.sub(ERASED_ACCOUNT, entry.subject)
    entry.detail = {name: address.sub(ERASED_ACCOUNT, text) for name, text in entry.detail.items()}
