"""The schema's version: which one a database has, which one is needed, and the copy that is made before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from app import schema
from app.db import db, prepare
from tests.app import builder


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Engine]:
    """An engine on an SQLite file that does not exist yet."""
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    prepare(engine)
    yield engine
    engine.dispose()


def test_a_new_database_has_no_revision(new: Engine) -> None:
    assert schema.current(new) is None


def test_an_upgraded_database_has_the_newest_revision(app: Flask) -> None:
    assert schema.newest() is not None
    assert schema.current(db.engine) == schema.newest()


def test_nothing_is_done_where_nothing_is_to_do(app: Flask) -> None:
    builder.programme()
    db.session.commit()
    assert schema.upgrade(db.engine) is None
    assert db.session.scalar(text("SELECT count(*) FROM programmes")) == 1


def test_a_copy_holds_what_is_still_in_the_write_ahead_log(sqlite_app: Flask, tmp_path: Path) -> None:
    builder.programme("harbour")
    db.session.commit()
    path = schema.back_up(db.engine)
    assert path is not None
    assert path.parent == tmp_path
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT slug FROM programmes").fetchall() == [("harbour",)]


def test_an_empty_database_is_not_copied(new: Engine, tmp_path: Path) -> None:
    assert schema.back_up(new) is None
    assert list(tmp_path.glob("*before-upgrade*")) == []
