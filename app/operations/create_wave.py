"""Setting up a new wave of a programme. Nothing happens to anybody before it is opened."""

from __future__ import annotations

from app.db import db
from app.models import Programme, User, Wave, WaveState
from app.operations.audit import record
from app.operations.wave_plan import WavePlan, write_plan


def create_wave(programme: Programme, plan: WavePlan, by: User) -> Wave:
    """Add a wave in preparation. Flushes. Its label must be new in the programme, which the caller holds."""
    wave = Wave(programme_id=programme.id, state=WaveState.DRAFT)
    write_plan(wave, plan, programme)
    db.session.refresh(wave)
    record("wave.created", by, f"wave {wave.label}", programme)
    return wave
