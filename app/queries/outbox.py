"""Which piece of work is next."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from app.db import db
from app.models import OutboxRow, Task


def is_free(now: datetime.datetime, most_attempts: int, held: Collection[Task] = ()) -> ColumnElement[bool]:
    """Return the condition under which a row may be claimed at ``now`` (UTC); none of work ``held``."""
    return and_(
        OutboxRow.task.not_in(held),
        OutboxRow.done.is_(False),
        OutboxRow.attempts < most_attempts,
        or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until <= now),
    )


def next_id(
    now: datetime.datetime, most_attempts: int, held: Collection[Task] = ()
) -> ScalarSelect[uuid.UUID]:
    """Return a subquery for the id of the free row that was tried least.

    Reports come last: thousands are ordered at once, and somebody waits for everything else.
    """
    free = select(OutboxRow.id).where(is_free(now, most_attempts, held))
    last = OutboxRow.task == Task.RENDER_REPORT
    return free.order_by(last, OutboxRow.attempts, OutboxRow.id).limit(1).scalar_subquery()


def any_free(now: datetime.datetime, most_attempts: int, held: Collection[Task] = ()) -> bool:
    """Return whether there is a row to claim."""
    free = select(OutboxRow.id).where(is_free(now, most_attempts, held))
    return bool(db.session.scalar(select(free.exists())))


def waiting(most_attempts: int, held: Collection[Task] = ()) -> tuple[int, int]:
    """Return how many rows are still to be done, without those ``held``, and how many were given up."""
    open_rows = select(func.count()).where(OutboxRow.done.is_(False), OutboxRow.task.not_in(held))
    return (
        db.session.scalar(open_rows.where(OutboxRow.attempts < most_attempts)) or 0,
        db.session.scalar(open_rows.where(OutboxRow.attempts >= most_attempts)) or 0,
    )
