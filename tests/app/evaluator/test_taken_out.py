"""Files that leave the service while others write: a download waits its turn and is no error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select

from app.db import db
from app.models import AuditEntry
from tests.app.evaluator.conftest import Hands
from tests.app.world import build_world, visitor

FILES = (
    ("/evidence/harbour/W1/file/matrix.csv", "matrix.csv"),
    ("/evidence/harbour/W1/file/cells.csv", "cells.csv"),
    ("/evidence/harbour/W1/file/framework.csv", "framework.csv"),
    ("/evidence/harbour/W1/file/comments.csv", "comments.csv"),
    ("/reports/harbour/W1.zip", "reports.zip"),
)


@contextmanager
def somebody_writes_after_the_first_look_at(table: str, app: Flask) -> Iterator[list[str]]:
    """Commit on a connection of its own, once, as soon as the application has read ``table``."""
    path = app.config["SQLALCHEMY_ENGINES"]["default"].removeprefix("sqlite:///")
    written: list[str] = []

    def write(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if f"FROM {table}" not in statement or written:
            return
        written.append(statement)
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
            other.execute("UPDATE programmes SET minimum_group = minimum_group + 1")

    event.listen(db.engine, "after_cursor_execute", write)
    try:
        yield written
    finally:
        event.remove(db.engine, "after_cursor_execute", write)


def logged() -> list[tuple[str, str]]:
    """Return who took out what by the audit log."""
    db.session.rollback()
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "file.taken"))
    return [(each.by, each.subject) for each in entries]


@pytest.mark.parametrize(("place", "file"), FILES)
def test_who_takes_a_file_out_of_the_service_is_in_the_audit_log(
    evaluator: Hands, place: str, file: str
) -> None:
    assert evaluator.client.get(place).status_code == 200
    assert logged() == [("evaluator@example.org", f"{file} of wave W1")]


@pytest.mark.parametrize(("place", "file"), FILES)
def test_download_is_there_and_logged_although_somebody_wrote_while_it_read(
    sqlite_app: Flask, place: str, file: str
) -> None:
    hands = Hands(visitor(sqlite_app, build_world().accounts["evaluator"]))
    db.session.rollback()
    with somebody_writes_after_the_first_look_at("waves", sqlite_app) as written:
        assert hands.client.get(place).status_code == 200
    assert written
    assert logged() == [("evaluator@example.org", f"{file} of wave W1")]
