"""What modules say of a programme, as it was worked out when a wave closed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.db import db
from app.models import ModuleResult, Wave


def of_wave(wave: Wave) -> Sequence[ModuleResult]:
    """Return the results of a wave's modules, by the modules' names."""
    query = select(ModuleResult).where(ModuleResult.wave_id == wave.id)
    return db.session.scalars(query.order_by(ModuleResult.instrument_id)).all()
