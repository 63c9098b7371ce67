"""Closing a wave: no more answers, results scored and published once, reports ordered."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sqlalchemy import delete, select

from app.db import db
from app.errors import WaveStateError
from app.models import Draft, Invitation, PaperEntry, User, Wave, WaveState
from app.operations.audit import Unnamed, record
from app.operations.publish_modules import publish_modules
from app.operations.publish_results import publish_reliability, publish_snapshots
from app.operations.publish_role_results import publish_role_results
from app.operations.scored_wave import ScoredWave, scored_wave
from app.operations.seal_responses import seal_responses
from app.operations.share_comments import share_comments
from app.operations.write_summaries import publish_summaries

# Everything that becomes of a wave's answers, in this order, in the one transaction that closes it. Nothing
# reads the answers of one later: they are sealed after this, without what leads to few people.
PUBLISHED: tuple[Callable[[ScoredWave], None], ...] = (
    publish_snapshots,
    share_comments,
    publish_summaries,
    publish_reliability,
    publish_modules,
    publish_role_results,
)


def close_wave(wave: Wave, published_on: datetime.date, by: User | Unnamed | None = None) -> None:
    """Close ``wave``, publish what PUBLISHED lists and order the reports. ``by`` None: a command. Flushes.

    Drafts and paper forms entered once are thrown away: who did not submit did not answer; at last the
    responses are sealed. Raises WaveStateError where the wave neither takes answers nor is being closed. It
    cannot be undone: results are published once.
    """
    db.session.refresh(wave, with_for_update=True)  # of two closings at once the second finds it closed
    if wave.state not in (WaveState.OPEN, WaveState.CLOSING):
        raise WaveStateError(f"Wave {wave.label} is {wave.state}; only an open wave can be closed.")
    wave.state = WaveState.CLOSED
    of_wave = select(Invitation.id).where(Invitation.wave_id == wave.id)
    for begun in (Draft, PaperEntry):
        db.session.execute(delete(begun).where(begun.invitation_id.in_(of_wave)))
    scored = scored_wave(wave, published_on)
    for publish in PUBLISHED:
        publish(scored)
    seal_responses(wave.id, scored.by_role)
    record("wave.closed", by, f"wave {wave.label}", wave.programme_id, practices=str(len(scored.practices)))
    db.session.flush()
