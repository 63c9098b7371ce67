"""Erasing an account: whoever had it cannot sign in, and nothing names them any more.

What they did stays in the audit log, done by nobody; what they coded, ordered or typed in stays without them.
"""

from __future__ import annotations

from sqlalchemy import update

from app.db import db
from app.errors import ErasureError
from app.mail_addresses import standing_alone
from app.models import AuditEntry, PlanStep, User
from app.operations.audit import Unnamed, record
from app.operations.erase_people import NO_NAME
from app.operations.erase_rows import erase_rows
from app.operations.give_access import take_access
from app.queries import access_changes, audit_traces, erasing
from app.queries.audit_traces import ERASED_ACCOUNT
from app.queries.belonging import belonging


def erase_account(user: User, by: User) -> None:
    """Erase an account for good. Flushes. Raises ErasureError for one's own: somebody must be left."""
    if reason := obstacle(user, by):
        raise ErasureError(reason)
    email, number = user.email, str(user.id)
    for each in list(user.memberships):
        take_access(each, by)
    _keep_what_it_saw(email)
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


def _keep_what_it_saw(email: str) -> None:
    """Note in what others did to the way into the account what it saw, so that leads are still told.

    The address by which these entries are found is about to go.
    """
    for entry in access_changes.ways_in_by_others(email, Unnamed.VISITOR.value):
        saw = sorted(str(each) for each in access_changes.programmes_lost(email, entry.at))
        if saw:
            entry.detail = {**entry.detail, access_changes.SAW: " ".join(saw)}


def _forget(entry: AuditEntry, email: str) -> None:
    """Take an address out of an entry."""
    address = standing_alone(email)
    entry.by = address.sub(ERASED_ACCOUNT, entry.by)
    entry.subject = address.sub(ERASED_ACCOUNT, entry.subject)
    entry.detail = {name: address.sub(ERASED_ACCOUNT, text) for name, text in entry.detail.items()}
