"""The worker closes a wave that a lead asked to be closed: once, whole, whatever happens to it."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import begin_writing, db
from app.jobs import outbox
from app.jobs.tasks import HANDLERS, Means
from app.jobs.worker import Worker
from app.models import (
    AuditEntry,
    Document,
    Draft,
    OutboxRow,
    Snapshot,
    Task,
    Wave,
    WaveInstrument,
    WaveState,
)
from app.operations.ask_to_close import ask_to_close
from app.operations.create_account import create_account
from app.settings import Settings
from tests.app import builder
from tests.app.builder import Built
from tests.app.jobs.orders import NOON, HandClock, fake_pdf
from tests.app.responses import respond

ROOT = Path(__file__).parents[3]


@pytest.fixture
def built(app: Flask) -> Built:
    """A wave with six answers and a draft, which a lead has asked to be closed."""
    found = builder.open_wave()
    for _ in range(6):
        respond(found.practice, found.wave, "gp", 4)
    db.session.add(Draft(invitation_id=found.invitations[0].id, revision=1, ciphertext=b"x"))
    account = create_account("lead@example.org", [])
    assert ask_to_close(found.wave, account.user, outbox.MOST_ATTEMPTS)
    db.session.commit()
    return found


def wave() -> Wave:
    """Return the wave as it is now in the database."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Wave)).one()


def order() -> OutboxRow:
    """Return the order to close it, as it is now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(OutboxRow).where(OutboxRow.task == Task.CLOSE_WAVE)).one()


def counts() -> tuple[int, int, int]:
    """Return how many snapshots, documents and drafts there are."""
    db.session.rollback()
    tables = (Snapshot, Document, Draft)
    return tuple(db.session.scalar(select(func.count()).select_from(each)) or 0 for each in tables)  # type: ignore[return-value]


def test_worker_publishes_and_renders_the_reports(app: Flask, built: Built) -> None:
    assert counts() == (0, 0, 1)
    Worker(app, fake_pdf, HandClock()).drain()
    assert wave().state is WaveState.CLOSED
    assert counts() == (1, 1, 0)
    assert order().done
    assert db.session.scalars(select(Snapshot.published_on)).one() == NOON.date()


def test_closing_is_in_the_audit_log_of_whoever_asked(app: Flask, built: Built) -> None:
    Worker(app, fake_pdf, HandClock()).drain()
    db.session.rollback()
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "wave.closed"))
    assert (entry.by, entry.subject) == ("lead@example.org", "wave W1")
    assert entry.programme_id == built.programme.id


def test_closing_comes_before_reports_that_wait(app: Flask, built: Built) -> None:
    for _ in range(20):
        db.session.add(OutboxRow(task=Task.RENDER_REPORT, subject_id=built.wave.id))
    db.session.commit()
    Worker(app, fake_pdf, HandClock()).run_one()
    assert wave().state is WaveState.CLOSED


def test_a_try_that_fails_changes_nothing_and_the_next_one_closes(app: Flask, built: Built) -> None:
    db.session.add(WaveInstrument(wave_id=built.wave.id, instrument_id="pulse", version="1.0.0", position=9))
    db.session.commit()
    clock = HandClock()
    worker = Worker(app, fake_pdf, clock)
    worker.run_one()
    assert wave().state is WaveState.CLOSING
    assert counts() == (0, 0, 1)
    assert (order().attempts, order().last_error, order().done) == (1, "WaveStateError", False)
    db.session.delete(db.session.scalars(select(WaveInstrument).where(WaveInstrument.position == 9)).one())
    db.session.commit()
    clock.pass_(outbox.FIRST_PAUSE)
    worker.drain()
    assert wave().state is WaveState.CLOSED
    assert counts() == (1, 1, 0)


def test_a_worker_that_dies_after_closing_does_no_harm(app: Flask, built: Built) -> None:
    """Closing is committed; the order is not marked as done. The next worker finds the wave closed."""
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        HANDLERS[Task.CLOSE_WAVE](built.wave.id, Means(fake_pdf, settings, NOON))
    assert wave().state is WaveState.CLOSED
    assert not order().done
    snapshots = set(db.session.scalars(select(Snapshot.id)))
    Worker(app, fake_pdf, HandClock()).drain()
    assert order().done
    assert set(db.session.scalars(select(Snapshot.id))) == snapshots
    assert counts() == (1, 1, 0)


def test_a_second_worker_whose_lease_came_meanwhile_closes_nothing_twice(app: Flask, built: Built) -> None:
    clock = HandClock()
    job = outbox.claim(clock())
    db.session.commit()
    assert job is not None
    clock.pass_(outbox.LEASE + datetime.timedelta(seconds=1))
    Worker(app, fake_pdf, clock).drain()
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        HANDLERS[job.task](job.subject_id, Means(fake_pdf, settings, clock()))
        begin_writing()
        assert not outbox.finish(job)
    assert counts() == (1, 1, 0)


def test_the_command_closes_what_the_worker_has_not(app: Flask, built: Built) -> None:
    settings: Settings = app.extensions["settings"]
    environment = {
        **os.environ,
        "SECRET_KEY": settings.secret_key,
        "LINK_KEY": settings.link_key,
        "PUBLIC_URL": settings.public_url,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
    }
    readiness = [sys.executable, "-c", "from app.cli import main; main()"]
    command = [*readiness, "close-wave", "harbour", "W1", "--yes"]
    found = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert wave().state is WaveState.CLOSED
    Worker(app, fake_pdf, HandClock()).drain()
    assert order().done
    assert counts() == (1, 1, 0)
    db.session.rollback()
    entries = db.session.scalars(select(AuditEntry.by).where(AuditEntry.action == "wave.closed")).all()
    assert entries == ["command line"]
