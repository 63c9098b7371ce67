"""Rows of work for tests, and a clock that moves when it is told to."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from dataclasses import dataclass

from sqlalchemy import select, update

from app.db import db
from app.jobs.outbox import MOST_ATTEMPTS, Job, claim
from app.models import OutboxRow, Snapshot, Task
from app.reports.printed import PrintedReport
from tests.app.world import Side, side

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)


@dataclass
class HandClock:
    """A clock that stands still."""

    now: datetime.datetime = NOON

    def __call__(self) -> datetime.datetime:
        return self.now

    def pass_(self, time: datetime.timedelta) -> None:
        """Let time pass."""
        self.now += time


def closed_wave() -> Side:
    """Commit a closed wave with two practices: two reports are ordered."""
    built = side("harbour")
    db.session.commit()
    return built


def order(count: int = 1) -> list[uuid.UUID]:
    """Commit rows about nothing and return their ids."""
    rows = [OutboxRow(task=Task.RENDER_REPORT, subject_id=uuid.uuid4()) for _ in range(count)]
    db.session.add_all(rows)
    db.session.commit()
    return [row.id for row in rows]


def give_up(task: Task) -> None:
    """Let all work of a kind that is not done have been tried so often that workers leave it alone."""
    db.session.rollback()  # what was read before must not hold the file
    undone = (OutboxRow.task == task, OutboxRow.done.is_(False))
    db.session.execute(update(OutboxRow).where(*undone).values(attempts=MOST_ATTEMPTS))
    db.session.commit()


def claim_committed(now: datetime.datetime) -> Job | None:
    """Claim and commit."""
    job = claim(now)
    db.session.commit()
    return job


def row() -> OutboxRow:
    """Return the one row as it is now in the database."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(OutboxRow)).one()


def snapshots() -> list[Snapshot]:
    """Return all snapshots."""
    db.session.rollback()
    return list(db.session.scalars(select(Snapshot)))


def fake_pdf(html: str) -> PrintedReport:
    """Stand in for the child process where printing itself is not the question."""
    content = html.encode()
    return PrintedReport(content, hashlib.sha256(content).hexdigest(), 1)
