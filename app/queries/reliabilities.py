"""How reliably the practices of a wave differ, as it was worked out when the wave closed."""

from __future__ import annotations

from app.db import db
from app.models import Reliability, Wave


def of_wave(wave: Wave) -> Reliability | None:
    """Return the reliability of a closed wave, None of one closed before it was kept."""
    return db.session.get(Reliability, wave.id)
