"""Reports that could not be made, or whose file was lost, are ordered anew."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from app.db import db
from app.models import OutboxRow, Snapshot, Task, User, Wave
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


def make_reports_again(wave: Wave, by: User, most_attempts: int) -> int:
    """Let workers take up the reports of a wave that were given up; return how many these were. Flushes."""
    begun = db.session.scalars(
        update(OutboxRow)
        .where(
            OutboxRow.task == Task.RENDER_REPORT,
            OutboxRow.subject_id.in_(select(Snapshot.id).where(Snapshot.wave_id == wave.id)),
            outbox.is_given_up(most_attempts),
        )
        .values(attempts=0, leased_until=None, last_error=None)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    ).all()
    if begun:
        record("reports.ordered_again", by, f"wave {wave.label}", wave.programme_id, reports=str(len(begun)))
    db.session.flush()
    return len(begun)
