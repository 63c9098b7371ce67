"""The task of closing a wave that a lead has asked to be closed."""

from __future__ import annotations

import datetime
import uuid

from app.db import begin_writing, db
from app.models import User, WaveState
from app.operations.audit import Unnamed
from app.operations.close_wave import close_wave
from app.queries import waves


def close_asked_wave(wave_id: uuid.UUID, today: datetime.date) -> None:
    """Close the wave and publish its results, in one transaction. Commits.

    A wave that was closed before, by a worker that died after that or by the command, is left alone.
    """
    begin_writing()
    wave = waves.by_id(wave_id)
    db.session.refresh(wave, with_for_update=True)
    if wave.state is not WaveState.CLOSED:
        asked_by = db.session.get(User, wave.closing_asked_by) if wave.closing_asked_by else None
        close_wave(wave, today, asked_by or Unnamed.WORKER)
    db.session.commit()
