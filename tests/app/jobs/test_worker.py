"""The worker: each report exactly once, whatever happens to workers."""

from __future__ import annotations

import datetime
import hashlib
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.jobs import outbox
from app.jobs.worker import Worker
from app.models import Document, OutboxRow
from app.reports.printed import PrintedReport
from app.settings import Settings
from tests.app.jobs.orders import NOON, HandClock, closed_wave, fake_pdf, order, snapshots

ROOT = Path(__file__).parents[3]


def documents() -> list[Document]:
    """Return all documents as they are now."""
    db.session.rollback()
    return list(db.session.scalars(select(Document)))


def undone() -> int:
    """Return how many rows are not done."""
    db.session.rollback()
    return len(db.session.scalars(select(OutboxRow).where(OutboxRow.done.is_(False))).all())


def reports_dir(app: Flask) -> Path:
    """Return where the application keeps its reports."""
    settings: Settings = app.extensions["settings"]
    return settings.reports_dir


def test_every_snapshot_of_a_closed_wave_gets_its_document(app: Flask) -> None:
    closed_wave()
    assert Worker(app, fake_pdf, HandClock()).drain() == 2
    assert {each.snapshot_id for each in documents()} == {each.id for each in snapshots()}
    assert undone() == 0


def test_document_names_a_file_with_just_these_bytes(app: Flask) -> None:
    closed_wave()
    Worker(app, fake_pdf, HandClock()).drain()
    for document in documents():
        content = (reports_dir(app) / document.file_name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.digest
    assert len(list(reports_dir(app).iterdir())) == 2  # no temporary file is left


def test_file_name_says_neither_practice_nor_result(app: Flask) -> None:
    closed_wave()
    Worker(app, fake_pdf, HandClock()).drain()
    assert {each.file_name for each in documents()} == {f"{each.id.hex}.pdf" for each in snapshots()}


def test_failure_is_recorded_and_does_not_stop_the_others(app: Flask) -> None:
    closed_wave()
    order()  # about no snapshot
    assert Worker(app, fake_pdf, HandClock()).drain() == 3
    assert len(documents()) == 2
    db.session.rollback()
    failed = db.session.scalars(select(OutboxRow).where(OutboxRow.done.is_(False))).one()
    assert failed.last_error == "NotFoundError"


def test_failed_job_is_done_when_it_is_tried_again(app: Flask) -> None:
    closed_wave()
    clock, faults = HandClock(), iter([True, True])

    def faulty(html: str) -> PrintedReport:
        if next(faults, False):
            raise OSError("no room left")
        return fake_pdf(html)

    worker = Worker(app, faulty, clock)
    worker.drain()
    assert documents() == []
    clock.pass_(outbox.FIRST_PAUSE)
    worker.drain()
    assert len(documents()) == 2
    assert undone() == 0


def test_result_of_a_worker_that_was_overtaken_is_left_out(app: Flask) -> None:
    closed_wave()
    clock = HandClock()
    second = Worker(app, fake_pdf, clock)

    def slow(html: str) -> PrintedReport:
        clock.pass_(outbox.LEASE)
        second.drain()
        return PrintedReport(b"late", "0" * 64, 1)

    Worker(app, slow, clock).run_one()
    assert len(documents()) == 2
    assert "0" * 64 not in {each.digest for each in documents()}


def test_job_of_a_killed_worker_is_done_by_another_exactly_once(app: Flask) -> None:
    closed_wave()
    settings: Settings = app.extensions["settings"]
    command = [sys.executable, "-m", "tests.app.jobs.stuck_worker"]
    arguments = [str(settings.data_dir), settings.database_url, NOON.isoformat()]
    with subprocess.Popen(
        [*command, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"begun\n"
        killed.send_signal(signal.SIGKILL)
    clock = HandClock()
    worker = Worker(app, fake_pdf, clock)
    assert worker.drain() == 1  # the other practice; the killed worker's job is still leased
    assert len(documents()) == 1
    clock.pass_(outbox.LEASE)
    assert worker.drain() == 1
    assert len(documents()) == 2
    assert undone() == 0
    assert worker.drain() == 0


def test_worker_asked_to_stop_finishes_its_job_and_begins_no_other(app: Flask) -> None:
    closed_wave()
    stop = threading.Event()

    def stopped_while_printing(html: str) -> PrintedReport:
        stop.set()
        return fake_pdf(html)

    Worker(app, stopped_while_printing, HandClock()).run(stop)
    assert len(documents()) == 1
    assert undone() == 1


def test_worker_survives_a_database_that_is_away(sqlite_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    stop = threading.Event()

    def broken_clock() -> datetime.datetime:
        stop.set()
        raise OSError("gone")

    Worker(sqlite_app, fake_pdf, broken_clock).run(stop)
    assert "tries again" in caplog.text


def test_rendering_twice_leaves_one_document(app: Flask) -> None:
    closed_wave()
    worker = Worker(app, fake_pdf, HandClock())
    worker.drain()
    db.session.add(OutboxRow(task=row_task(), subject_id=snapshots()[0].id))
    db.session.commit()
    worker.drain()
    assert len(documents()) == 2


def row_task() -> object:
    """Return the task of the first row."""
    db.session.rollback()
    return db.session.scalars(select(OutboxRow.task)).first()
