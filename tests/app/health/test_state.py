"""How an installation is: its worker, its work, its folders, its database."""

from __future__ import annotations

import datetime
import os
import uuid
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine

from app.db import db
from app.health import folders, heartbeat
from app.health.database import database, is_sound
from app.health.finding import age
from app.health.outbox import outbox
from app.jobs.outbox import MOST_ATTEMPTS, claim, fail
from app.jobs.worker import Worker
from app.models import OutboxRow, Task
from app.queries import work
from tests.app.jobs.orders import NOON, HandClock, fake_pdf

NOW = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)


def order(task: Task, minutes: int, **values: object) -> None:
    """Order work so many minutes ago."""
    row = OutboxRow(task=task, subject_id=uuid.uuid4(), added_at=NOW - datetime.timedelta(minutes=minutes))
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (60, "1 minute"),
        (7199, "1 hour"),
        (172800, "2 days"),
        (-5, "0 seconds"),
    ],
)
def test_age_is_said_in_its_largest_unit(seconds: int, words: str) -> None:
    assert age(NOW, NOW + datetime.timedelta(seconds=seconds)) == words


def test_worker_that_was_here_a_moment_ago_is_well(tmp_path: Path) -> None:
    assert heartbeat.worker(tmp_path, NOW).state == "note"
    heartbeat.beat(tmp_path, NOW - datetime.timedelta(seconds=3))
    assert heartbeat.worker(tmp_path, NOW).state == "ok"
    assert "3 seconds ago" in heartbeat.worker(tmp_path, NOW).text


def test_worker_that_is_silent_is_missed(tmp_path: Path) -> None:
    heartbeat.beat(tmp_path, NOW - heartbeat.SILENT - datetime.timedelta(seconds=1))
    found = heartbeat.worker(tmp_path, NOW)
    assert found.state == "note"
    assert "Mail and reports wait" in found.text


def test_sign_of_life_that_cannot_be_left_stops_nothing(tmp_path: Path) -> None:
    heartbeat.beat(tmp_path / "nowhere", NOW)
    assert heartbeat.last_beat(tmp_path / "nowhere") is None


def test_worker_leaves_a_sign_of_life_whether_there_is_work_or_not(app: Flask) -> None:
    folder: Path = app.extensions["settings"].data_dir
    Worker(app, fake_pdf, HandClock()).drain()
    assert heartbeat.last_beat(folder) == NOON


def test_work_is_counted_by_kind_with_the_age_of_the_oldest(app: Flask) -> None:
    assert outbox(work.piles(MOST_ATTEMPTS), NOW).text == "nothing waits"
    order(Task.RENDER_REPORT, 90)
    order(Task.RENDER_REPORT, 5)
    order(Task.RENDER_REPORT, 600, done=True)
    order(Task.SEND_REMINDER, 2880, attempts=MOST_ATTEMPTS, last_error="MailLaterError")
    found = [
        (each.task, each.given_up, each.count, each.oldest, each.error) for each in work.piles(MOST_ATTEMPTS)
    ]
    assert found == [
        (Task.SEND_REMINDER, True, None, NOW - datetime.timedelta(days=2), "MailLaterError"),
        (Task.RENDER_REPORT, False, 2, NOW - datetime.timedelta(minutes=90), None),
    ]
    line = outbox(work.piles(MOST_ATTEMPTS), NOW)
    assert (line.state, line.text) == ("note", "2 waiting, the oldest for 1 hour, reminders given up")


def test_work_that_failed_as_often_as_it_may_is_given_up(app: Flask) -> None:
    order(Task.RENDER_REPORT, 5)
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        assert not any(each.given_up for each in work.piles(MOST_ATTEMPTS))
        now += datetime.timedelta(days=1)
        job = claim(now)
        assert job is not None
        fail(job, ValueError(), now)
    assert [each.given_up for each in work.piles(MOST_ATTEMPTS)] == [True]


def test_database_of_this_version_is_sound(app: Flask) -> None:
    found = database(db.engine)
    assert found.state == "ok"
    assert found.text.startswith("PostgreSQL" if db.engine.dialect.name == "postgresql" else "SQLite")
    assert is_sound(db.engine)


def test_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'none.db'}")
    assert database(engine).state == "missing"
    assert not is_sound(engine)
    assert list(tmp_path.iterdir()) == []


def test_database_of_another_schema_is_not_sound(tmp_path: Path) -> None:
    (tmp_path / "old.db").touch()
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    assert "Run: readiness upgrade" in database(engine).text
    assert not is_sound(engine)
    engine.dispose()


def test_server_that_does_not_answer_is_not_sound() -> None:
    engine = create_engine("postgresql+psycopg://nobody:geheim@127.0.0.1:1/none")
    found = database(engine)
    assert "does not answer" in found.text
    assert "geheim" not in found.text
    assert not is_sound(engine)


def test_reports_are_counted(tmp_path: Path) -> None:
    assert folders.reports(tmp_path / "reports").state == "ok"
    (tmp_path / "one.pdf").touch()
    assert folders.reports(tmp_path).text.startswith("1 in ")


def test_last_copy_before_an_upgrade_is_told_with_its_age(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'readiness.db'}")
    assert folders.backups(engine, NOW).state == "note"
    copy = tmp_path / "readiness-20260228T120000-before-upgrade.db"
    copy.touch()
    moment = (NOW - datetime.timedelta(days=2)).timestamp()
    os.utime(copy, (moment, moment))
    assert "the last 2 days ago" in folders.backups(engine, NOW).text
