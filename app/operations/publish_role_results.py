"""Publishing results by role: only what may be shown is written down, once, when the wave is closed."""

from __future__ import annotations

import uuid

from app.db import db
from app.disclosure.roles import release_roles, to_text
from app.models import RoleResult
from app.operations.scored_wave import ScoredWave
from scoring.role_sums import role_sums


def publish_role_results(scored: ScoredWave) -> None:
    """Write the role groups of which something is shown: of practices, and of the wave as a whole."""
    wave, table = scored.wave, scored.table
    sums = role_sums(scored.survey, table)
    found = release_roles(scored.survey, table.roles, sums, scored.managers, wave.minimum_group)
    across = [(None, role, released) for role, released in found.across.items()]
    in_practices = [
        (uuid.UUID(table.practices[practice]), role, released)
        for (practice, role), released in found.in_practices.items()
    ]
    db.session.add_all(
        RoleResult(wave_id=wave.id, practice_id=practice_id, role=role, document=to_text(released))
        for practice_id, role, released in (*across, *in_practices)
    )
    db.session.flush()
