"""Work that was given up is begun afresh."""

from __future__ import annotations

from sqlalchemy import update

from app.db import db
from app.models import OutboxRow, Task, User
from app.operations.audit import record
from app.queries.outbox import is_given_up
from app.queries.work import NOT_COUNTED


def try_again(task: Task, most_attempts: int, by: User) -> int:
    """Let workers take up everything of ``task`` that was given up; return how much it was. Flushes.

    How many reminders it were is not for the audit log (:mod:`app.queries.work`).
    """
    begun = db.session.scalars(
        update(OutboxRow)
        .where(OutboxRow.task == task, is_given_up(most_attempts))
        .values(attempts=0, leased_until=None, last_error=None)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    ).all()
    if begun:
        pieces = "not counted" if task in NOT_COUNTED else str(len(begun))
        record("work.tried_again", by, task.value.replace("_", " "), pieces=pieces)
    db.session.flush()
    return len(begun)
