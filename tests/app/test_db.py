"""The database: writers wait their turn instead of failing, and nothing is lost at a power cut."""

from __future__ import annotations

import sqlite3
import traceback
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.db import begin_request, begin_writing, db
from app.models import Answer, Practice, Programme, Response
from questionnaires.types import NotRelevant
from tests.app import builder

WRITERS = 4
ROUNDS = 25


def raise_minimum(slug: str) -> None:
    """Read, then write: the pattern that fails where the transaction did not begin as a writer."""
    row = db.session.scalars(select(Programme).where(Programme.slug == slug)).one()
    row.minimum_group += 1


def lock_is_free(app: Flask) -> bool:
    """Return whether another connection could begin to write at this moment."""
    path = app.config["SQLALCHEMY_ENGINES"]["default"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        other.execute("ROLLBACK")
        return True


def test_writers_that_read_first_all_succeed_and_none_overwrites_another(sqlite_app: Flask) -> None:
    start = builder.programme("harbour").minimum_group
    db.session.commit()
    together = Barrier(WRITERS)

    def write() -> None:
        together.wait()
        for _ in range(ROUNDS):
            with sqlite_app.app_context():
                begin_writing()
                raise_minimum("harbour")
                db.session.commit()

    with ThreadPoolExecutor(WRITERS) as pool:
        for writer in [pool.submit(write) for _ in range(WRITERS)]:
            writer.result()
    db.session.expire_all()
    assert db.session.scalars(select(Programme.minimum_group)).one() == start + WRITERS * ROUNDS


def test_without_the_lock_a_reader_that_turns_writer_fails_at_once(sqlite_app: Flask) -> None:
    """Why begin_writing exists; should SQLite learn better one day, this says so."""
    builder.programme("harbour")
    db.session.commit()
    with sqlite_app.app_context():
        raise_minimum("harbour")
        with sqlite_app.app_context():
            begin_writing()
            raise_minimum("harbour")
            db.session.commit()
        with pytest.raises(OperationalError, match="locked"):
            db.session.commit()
        db.session.rollback()


@pytest.mark.parametrize(
    ("method", "free"), [("GET", True), ("HEAD", True), ("POST", False), ("PUT", False), ("DELETE", False)]
)
def test_only_requests_that_may_write_take_the_lock(sqlite_app: Flask, method: str, free: bool) -> None:
    with sqlite_app.test_request_context("/", method=method):
        sqlite_app.preprocess_request()
        db.session.execute(text("SELECT 1"))
        assert lock_is_free(sqlite_app) is free


@pytest.mark.parametrize(
    ("path", "free"),
    [
        ("/programmes/harbour/practices/elm/staff/upload", True),
        ("/programmes/harbour/practices/elm/staff/apply", False),
        ("/programmes/harbour/practices/upload", True),
        ("/programmes/harbour/practices/apply", False),
        ("/evidence/harbour/W1/file/upload", True),
        ("/evidence/harbour/W1/file/apply", False),
    ],
)
def test_preview_of_a_long_file_keeps_nobody_waiting(sqlite_app: Flask, path: str, free: bool) -> None:
    with sqlite_app.test_request_context(path, method="POST"):
        begin_request()
        db.session.execute(text("SELECT 1"))
        assert lock_is_free(sqlite_app) is free


def test_begin_writing_works_on_every_database(app: Flask) -> None:
    begin_writing()
    builder.programme("harbour")
    db.session.commit()
    assert db.session.scalars(select(Programme.slug)).all() == ["harbour"]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)],
)
def test_every_connection_of_sqlite_is_set_up(sqlite_app: Flask, pragma: str, value: str | int) -> None:
    with db.engine.connect() as first, db.engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_child_without_its_parent_is_refused(app: Flask) -> None:
    db.session.add(Practice(programme_id=uuid.uuid4(), slug="elm", name="Elm", headcount=10))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_error_of_the_database_tells_nothing_of_what_somebody_answered(app: Flask) -> None:
    of = builder.programme()
    to = builder.practice(of)
    wave = builder.wave(of, [to])
    response = Response(
        wave_id=wave.id, practice_id=to.id, instrument_id="npt-core", instrument_version="1.0.0", role="gp"
    )
    db.session.add(response)
    db.session.flush()
    db.session.add(Answer(response_id=response.id, item_id="q", value=4, not_relevant=NotRelevant.ROLE))
    with pytest.raises(IntegrityError) as raised:
        db.session.flush()
    told = "".join(traceback.format_exception(raised.value))
    assert "value_or_not_relevant" in told
    assert response.id.hex not in told.replace("-", "")
    assert NotRelevant.ROLE.name not in told
