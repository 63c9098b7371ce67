"""Asking for a wave to be closed: from this moment on no answer is taken; the worker does the rest."""

from __future__ import annotations

from app.db import db
from app.errors import WaveStateError
from app.models import OutboxRow, Task, User, Wave, WaveState
from app.operations.audit import record
from app.queries import closing


def ask_to_close(wave: Wave, by: User, most_attempts: int) -> bool:
    """Stop ``wave`` and order its closing; False where that is under way or was done before. Flushes.

    Where the worker has given up after ``most_attempts`` tries it is ordered anew: nothing was lost, since a
    try that fails changes nothing. Raises WaveStateError where the wave was never open.
    """
    db.session.refresh(wave, with_for_update=True)  # of two who ask at once the second finds it closing
    if wave.state is WaveState.DRAFT:
        raise WaveStateError(f"Wave {wave.label} is {wave.state}; only an open wave can be closed.")
    before = closing.work(wave)
    if wave.state is WaveState.CLOSED or (before is not None and before.attempts < most_attempts):
        return False
    if before is not None:
        db.session.delete(before)
    wave.state, wave.closing_asked_by = WaveState.CLOSING, by.id
    db.session.add(OutboxRow(task=Task.CLOSE_WAVE, subject_id=wave.id))
    record("wave.closing_asked", by, f"wave {wave.label}", wave.programme_id)
    db.session.flush()
    return True
