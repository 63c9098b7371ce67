"""Work that is not done: how much, how old, and what stood in its way. Never about whom.

Reminders are not counted. Those of people who have answered are left out when their turn comes, so how many
still wait, while a mail server takes none, becomes how many have not answered.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from app.db import db
from app.models import OutboxRow, Task
from app.queries.outbox import is_given_up

NOT_COUNTED = frozenset({Task.SEND_REMINDER})


@dataclass(frozen=True, slots=True)
class Pile:
    """Work of one kind that waits, or that was given up. ``error`` is the kind of one of its errors.

    ``count`` is None for what is not counted.
    """

    task: Task
    given_up: bool
    count: int | None
    oldest: datetime.datetime
    error: str | None


def piles(most_attempts: int) -> Sequence[Pile]:
    """Return all work that is not done, what was given up first."""
    given_up = case((is_given_up(most_attempts), 1), else_=0)
    found = db.session.execute(
        select(
            OutboxRow.task,
            given_up,
            func.count(),
            func.min(OutboxRow.added_at),
            func.max(OutboxRow.last_error),
        )
        .where(OutboxRow.done.is_(False))
        .group_by(OutboxRow.task, given_up)
        .order_by(given_up.desc(), OutboxRow.task)
    )
    return [
        Pile(task, bool(up), None if task in NOT_COUNTED else count, _aware(oldest), error)
        for task, up, count, oldest, error in found
    ]


def _aware(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment in UTC; SQLite gives it back without saying so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
