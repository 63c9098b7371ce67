"""The outbox: rows that commit with the change that causes them, and are done exactly once.

A worker claims a row with a lease. If it dies, the lease runs out and another worker claims the row; the
number of attempts is then higher, and the first, should it still live, can no longer finish. Each function
is one statement; the caller commits.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy import update

from app.db import db
from app.models import OutboxRow, Task
from app.queries import outbox as queries

LEASE = datetime.timedelta(minutes=5)  # several times what the longest task may take
MOST_ATTEMPTS = 5
FIRST_PAUSE, LONGEST_PAUSE = datetime.timedelta(seconds=10), datetime.timedelta(hours=1)

MAIL = frozenset({Task.SEND_INVITATION, Task.SEND_REMINDER, Task.SEND_ACCOUNT_LETTER})


def held(*, mail_is_on: bool) -> frozenset[Task]:
    """Return the work that waits, untried, for as long as the installation is set up as it is."""
    return frozenset() if mail_is_on else MAIL


class LaterError(Exception):
    """A job that cannot be done now, such as when a mail server is busy; tried again after longer pauses."""

    first_pause = datetime.timedelta(minutes=5)


Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed row. ``attempt`` counts from 1 and is the proof of the claim."""

    id: uuid.UUID
    task: Task
    subject_id: uuid.UUID
    attempt: int


def utc_now() -> datetime.datetime:
    """Return the time, aware, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def claim(now: datetime.datetime, held: Collection[Task] = ()) -> Job | None:
    """Claim the next free row until ``now`` + LEASE; None where all is done, leased, ``held`` or given up.

    Two workers may choose the same row; the update of the second then finds it taken and changes nothing.
    """
    while True:
        claimed = db.session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == queries.next_id(now, MOST_ATTEMPTS, held))
            .where(queries.is_free(now, MOST_ATTEMPTS, held))
            .values(leased_until=now + LEASE, attempts=OutboxRow.attempts + 1)
            .returning(OutboxRow.id, OutboxRow.task, OutboxRow.subject_id, OutboxRow.attempts)
            .execution_options(synchronize_session=False)
        ).one_or_none()
        if claimed is not None:
            return Job(*claimed)
        if not queries.any_free(now, MOST_ATTEMPTS, held):
            return None


def finish(job: Job) -> bool:
    """Mark the job as done; False where the claim is no longer this worker's."""
    return _change(job, done=True, leased_until=None, last_error=None)


def fail(job: Job, error: BaseException, now: datetime.datetime) -> bool:
    """Put the job back for later, each pause twice the last. Of the error its kind is kept, no contents."""
    first = error.first_pause if isinstance(error, LaterError) else FIRST_PAUSE
    pause = min(first * 2 ** (job.attempt - 1), LONGEST_PAUSE)
    return _change(job, leased_until=now + pause, last_error=type(error).__name__)


def _change(job: Job, **values: object) -> bool:
    changed = db.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job.id, OutboxRow.attempts == job.attempt, OutboxRow.done.is_(False))
        .values(**values)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed.one_or_none() is not None
