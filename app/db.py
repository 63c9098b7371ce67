"""The database: one session a request, SQLite made safe, writers first in line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any, TypeVar
from weakref import WeakSet

from flask import Flask, current_app, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Connection, Engine, ExceptionContext, event

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_BEGIN = "sqlite_begin"
_BUSY_TIMEOUT = 10_000  # milliseconds, after which a writer gives up
_READING: WeakSet[Callable[..., Any]] = WeakSet()
_TRIES, _PAUSE = 400, 0.0005  # a writer's own tries, in seconds between them, before SQLite's slower ones

db = SQLAlchemy(session_options={"expire_on_commit": False})


def init_app(app: Flask) -> None:
    """Register the database with the application and make unsafe requests begin as writers."""
    db.init_app(app)
    # Nothing here is asynchronous; closing what is not there would start a thread after every request.
    closing = app.teardown_appcontext_funcs
    app.teardown_appcontext_funcs = [each for each in closing if not iscoroutinefunction(each)]
    with app.app_context():
        for engine in db.engines.values():
            prepare(engine)
    app.before_request(begin_request)


def prepare(engine: Engine) -> None:
    """Set up the engine: its errors name no values, and SQLite's connections are made safe."""
    engine.hide_parameters = True
    event.listen(engine, "handle_error", _without_values)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def begin_writing() -> None:
    """Take SQLite's write lock before the first read.

    A deferred transaction that reads and then writes fails at once when somebody wrote in between;
    one that begins with the lock waits its turn instead. On PostgreSQL it does nothing.
    """
    db.session.connection(execution_options={_BEGIN: "BEGIN IMMEDIATE"})


def begin_request() -> None:
    """Begin unsafe requests as writers (registered for every request)."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method not in SAFE_METHODS and view not in _READING:
        begin_writing()


def only_reads(view: View) -> View:
    """Mark a view whose unsafe requests write nothing: it keeps nobody waiting, however long it reads."""
    _READING.add(view)
    return view


def _without_values(context: ExceptionContext) -> None:
    """Cut a database's error down to its first line: PostgreSQL goes on with the row that it refused.

    Errors are logged, and a row may be what somebody answered.
    """
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


def _configure_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the event's own signature
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_TIMEOUT}",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement == "BEGIN" or not _take_lock_soon(connection, statement):
        connection.exec_driver_sql(statement)


def _take_lock_soon(connection: Connection, statement: str) -> bool:
    """Begin as a writer within a fifth of a second, or return False.

    SQLite's own waiting sleeps longer from try to try, up to a tenth of a second, where a writer holds the
    lock for two milliseconds: with eight people at once most of a page's time was spent asleep.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA busy_timeout=0")
    try:
        for _ in range(_TRIES):
            try:
                driver.execute(statement)
            except sqlite3.OperationalError:
                time.sleep(_PAUSE)
            else:
                return True
        return False
    finally:
        driver.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT}")
