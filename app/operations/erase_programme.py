"""Erasing a programme: at once for everybody who could see it, row by row by the worker.

A large programme has millions of rows, more than a page can wait for. So the page ends what anybody could do
with it, and the worker deletes its practices some at a time; whenever it is begun again it goes on.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import delete, update

from app.db import db
from app.errors import ErasureError
from app.models import Membership, OutboxRow, Practice, Programme, Task, User, Wave, WaveState
from app.operations.audit import record
from app.operations.erase_rows import erase_rows
from app.queries import erasing
from app.queries.belonging import belonging


def begin_erasing(programme: Programme, by: User) -> None:
    """Close the programme to everybody, and order that its rows be deleted. Flushes.

    Nothing is published by closing. Raises ErasureError while results of it are being published.
    """
    db.session.refresh(programme, with_for_update=True)
    erasing.hold_waves(programme.id)
    if reason := obstacle(programme):
        raise ErasureError(reason)
    if programme.being_erased:
        return
    programme.being_erased = True
    of_programme = Wave.programme_id == programme.id
    db.session.execute(update(Wave).where(of_programme).values(state=WaveState.CLOSED))
    db.session.execute(delete(Membership).where(Membership.programme_id == programme.id))
    db.session.add(OutboxRow(task=Task.ERASE_PROGRAMME, subject_id=programme.id))
    record("programme.erased", by, programme.name, programme)
    db.session.flush()


def obstacle(programme: Programme) -> str | None:
    """Return why the programme cannot be erased now."""
    closing = erasing.waves_in(programme, (WaveState.CLOSING,))
    return f"Wave {closing[0].label} is being closed. Wait until it is closed." if closing else None


def erase_people_and_answers(practice_ids: Collection[uuid.UUID]) -> None:
    """Delete all that belongs to some practices of a programme that is being erased. Flushes."""
    of_practices = belonging(Practice, Practice.id.in_(practice_ids))
    erase_rows(of_practices, keep={Practice.__tablename__})


def finish_erasing(programme_id: uuid.UUID) -> None:
    """Delete the programme and all that is left of it; its files are deleted afterwards. Flushes."""
    erase_rows(belonging(Programme, Programme.id == programme_id))
    db.session.add(OutboxRow(task=Task.SWEEP_FILES, subject_id=programme_id))
    db.session.flush()
