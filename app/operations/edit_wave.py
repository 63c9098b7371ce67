"""Changing and deleting a wave that is being prepared, and changing the last day of one that is open."""

from __future__ import annotations

import datetime

from sqlalchemy import delete, select

from app.db import db
from app.errors import WaveStateError
from app.models import OutboxRow, PrintOrder, Task, User, Wave, WaveState
from app.operations.audit import record
from app.operations.wave_plan import WavePlan, changed, clear_plan, plan_of, write_plan
from app.queries import opening


def edit_wave(wave: Wave, plan: WavePlan, by: User) -> None:
    """Make a wave in preparation what ``plan`` says. Flushes. Raises WaveStateError once it has opened."""
    before = plan_of(draft(wave))
    write_plan(wave, plan, wave.programme)
    what = changed(before, plan)
    if what:
        record("wave.changed", by, f"wave {wave.label}", wave.programme_id, changed=what)


def delete_wave(wave: Wave, by: User) -> None:
    """Delete a wave in preparation, with the paper forms that were printed to look at it. Flushes.

    Raises WaveStateError once it has opened, and where evidence was coded under it.
    """
    if opening.has_evidence(draft(wave)):
        raise WaveStateError(f"Evidence was coded under wave {wave.label}. It is not deleted with the wave.")
    clear_plan(wave)
    _delete_prints(wave)
    db.session.delete(wave)
    record("wave.deleted", by, f"wave {wave.label}", wave.programme_id)
    db.session.flush()


def change_last_day(wave: Wave, closes_on: datetime.date, today: datetime.date, by: User) -> None:
    """Take answers until ``closes_on``, which is tomorrow or later. Flushes.

    Raises WaveStateError where the wave is not open.
    """
    db.session.refresh(wave, with_for_update=True)
    if wave.state is not WaveState.OPEN:
        raise WaveStateError(f"Wave {wave.label} is {wave.state}; only the last day of an open one changes.")
    if closes_on <= today:
        raise WaveStateError("The last day must lie after today: whoever is answering now has until then.")
    before, wave.closes_on = wave.closes_on, closes_on
    detail = {"before": before.isoformat(), "now": closes_on.isoformat()}
    record("wave.last_day_changed", by, f"wave {wave.label}", wave.programme_id, **detail)
    db.session.flush()


def draft(wave: Wave) -> Wave:
    """Return the wave, held until the transaction ends. Raises WaveStateError where it was opened."""
    db.session.refresh(wave, with_for_update=True)
    if wave.state is not WaveState.DRAFT:
        raise WaveStateError(
            f"Wave {wave.label} was opened on {wave.opens_on:%-d %B %Y}; "
            "only one in preparation can be changed."
        )
    return wave


def _delete_prints(wave: Wave) -> None:
    of_wave = select(PrintOrder.id).where(PrintOrder.wave_id == wave.id)
    db.session.execute(
        delete(OutboxRow)
        .where(OutboxRow.task == Task.PRINT_ORDER, OutboxRow.subject_id.in_(of_wave))
        .execution_options(synchronize_session=False)
    )
    db.session.execute(delete(PrintOrder).where(PrintOrder.wave_id == wave.id))
    db.session.add(OutboxRow(task=Task.SWEEP_FILES, subject_id=wave.id))
