"""What the audit log holds about one person: for their erasure, and for a copy of what is held about them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import String, cast, or_, select

from app.db import db
from app.models import AuditEntry, User

ERASED_ACCOUNT = "erased account"  # what stands for the address of each
PERSON = "person"  # the detail under which an entry holds somebody's id


def naming(email: str) -> Sequence[AuditEntry]:
    """Return the entries in which an address may stand, whoever made them; some hold a longer one."""
    texts = (AuditEntry.by, AuditEntry.subject, cast(AuditEntry.detail, String))
    found = select(AuditEntry).where(or_(*(text.icontains(email, autoescape=True) for text in texts)))
    return db.session.scalars(found.order_by(AuditEntry.at, AuditEntry.id)).all()


def made_by(user: User) -> Sequence[AuditEntry]:
    """Return what somebody did, the earliest first."""
    acts = select(AuditEntry).where(AuditEntry.user_id == user.id)
    return db.session.scalars(acts.order_by(AuditEntry.at, AuditEntry.id)).all()


def about_people(participant_ids: Collection[uuid.UUID]) -> Sequence[AuditEntry]:
    """Return what was done about people on lists of staff, whom entries name by their ids."""
    numbers = [str(each) for each in participant_ids]
    found = select(AuditEntry).where(AuditEntry.detail[PERSON].as_string().in_(numbers))
    return db.session.scalars(found.order_by(AuditEntry.at, AuditEntry.id)).all()
