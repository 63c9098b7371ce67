"""Which piece of work is next."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from app.db import db
from app.models import OutboxRow


def is_free(now: datetime.datetime, most_attempts: int) -> ColumnElement[bool]:
    """Return the condition under which a row may be claimed at ``now`` (aware, UTC)."""
    return and_(
        OutboxRow.done.is_(False),
        OutboxRow.attempts < most_attempts,
        or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until <= now),
    )


def next_id(now: datetime.datetime, most_attempts: int) -> ScalarSelect[uuid.UUID]:
    """Return a subquery for the id of the free row that was tried least."""
    free = select(OutboxRow.id).where(is_free(now, most_attempts))
    return free.order_by(OutboxRow.attempts, OutboxRow.id).limit(1).scalar_subquery()


def any_free(now: datetime.datetime, most_attempts: int) -> bool:
    """Return whether there is a row to claim."""
    return bool(db.session.scalar(select(select(OutboxRow.id).where(is_free(now, most_attempts)).exists())))


def waiting(most_attempts: int) -> tuple[int, int]:
    """Return how many rows are still to be done, and how many were given up."""
    open_rows = select(func.count()).where(OutboxRow.done.is_(False))
    return (
        db.session.scalar(open_rows.where(OutboxRow.attempts < most_attempts)) or 0,
        db.session.scalar(open_rows.where(OutboxRow.attempts >= most_attempts)) or 0,
    )
