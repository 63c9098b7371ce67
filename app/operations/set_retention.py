"""How long a programme keeps the names of people."""

from __future__ import annotations

from app.db import db
from app.models import Programme, User
from app.operations.audit import record

SHORTEST, LONGEST = 1, 240
"""Months; twenty years are longer than any programme has run."""


def set_retention(programme: Programme, months: int, by: User) -> bool:
    """Keep names for ``months``; the worker erases who is past that. Flushes; False where nothing changes."""
    before = programme.retention_months
    if months == before:
        return False
    programme.retention_months = months
    record("retention.set", by, programme.name, programme, months=str(months), before=str(before))
    db.session.flush()
    return True
