"""A report that could not be made, or whose file was lost, is ordered anew."""

from __future__ import annotations

from sqlalchemy import delete

from app.db import db
from app.models import OutboxRow, Snapshot, Task, User
from app.operations.audit import record
from app.queries import outbox


def make_report_again(snapshot: Snapshot, by: User, most_attempts: int) -> bool:
    """Order the report of a result, once; False where a worker will make it anyway. Flushes.

    Two who ask at once may have it made twice, which gives the same file.
    """
    if outbox.is_in_hand(Task.RENDER_REPORT, snapshot.id, most_attempts):
        return False
    db.session.execute(
        delete(OutboxRow).where(
            OutboxRow.task == Task.RENDER_REPORT,
            OutboxRow.subject_id == snapshot.id,
            outbox.is_given_up(most_attempts),
        )
    )
    db.session.add(OutboxRow(task=Task.RENDER_REPORT, subject_id=snapshot.id))
    practice, wave = snapshot.practice, snapshot.wave
    record("report.ordered_again", by, f"{practice.name}, wave {wave.label}", wave.programme_id)
    db.session.flush()
    return True
