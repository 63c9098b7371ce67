"""Erasing a practice: its people, its answers and everything that was made of them.

What was published of whole waves stays as it was published: the reliability of a wave's scales and what its
modules said count the practice for ever. Everything else that is said of several practices is worked out of
what is shown of each, so that the difference an erased practice makes says nothing that was not shown of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.db import db
from app.errors import ErasureError
from app.models import OutboxRow, Practice, Task, User, WaveState
from app.operations.audit import record
from app.operations.erase_rows import erase_rows
from app.queries import erasing
from app.queries.belonging import belonging


def erase_practice(practice: Practice, by: User) -> None:
    """Erase a practice for good; the worker deletes its files. Flushes.

    Raises ErasureError where it is in use, see :func:`obstacles`.
    """
    erasing.hold_waves(practice.programme_id)
    if reasons := obstacles(practice):
        raise ErasureError(" ".join(reasons))
    name, programme = practice.in_full, practice.programme
    erase_rows(belonging(Practice, Practice.id == practice.id))
    db.session.add(OutboxRow(task=Task.SWEEP_FILES, subject_id=programme.id))
    record("practice.erased", by, name, programme)
    db.session.flush()


def obstacles(practice: Practice) -> Sequence[str]:
    """Return why the practice cannot be erased now, a sentence each."""
    busy = [
        f"Wave {wave.label} is {_at(wave.state)}, and {practice.in_full} takes part. Wait until it is closed."
        for wave in erasing.busy_waves(practice)
    ]
    merged = [
        f"{other.in_full} was merged into {practice.in_full}. Erase {other.in_full} first."
        for other in erasing.merged_into(practice)
    ]
    return [*busy, *merged]


def _at(state: WaveState) -> str:
    return "being closed" if state is WaveState.CLOSING else "open"
