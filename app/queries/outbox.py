"""Which piece of work is next."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

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


def is_given_up(most_attempts: int) -> ColumnElement[bool]:
    """Return the condition under which a row is not done and will not be: it was tried too often."""
    return and_(OutboxRow.done.is_(False), OutboxRow.attempts >= most_attempts)


def in_hand(
    task: Task, subject_id: uuid.UUID | InstrumentedAttribute[uuid.UUID], most_attempts: int
) -> ColumnElement[bool]:
    """Return the condition under which a task was ordered for its subject and workers have not given it up.

    What is neither done nor in hand stays so until it is ordered anew.
    """
    return exists().where(
        OutboxRow.task == task,
        OutboxRow.subject_id == subject_id,
        OutboxRow.done.is_(False),
        not_(is_given_up(most_attempts)),
    )


def is_in_hand(task: Task, subject_id: uuid.UUID, most_attempts: int) -> bool:
    """Return whether a task was ordered for its subject and will be done."""
    return bool(db.session.scalar(select(in_hand(task, subject_id, most_attempts))))


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
    given_up = is_given_up(most_attempts)
    return (
        db.session.scalar(open_rows.where(not_(given_up))) or 0,
        db.session.scalar(open_rows.where(given_up)) or 0,
    )
