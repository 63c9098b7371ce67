"""The schema's version: what the database has, what this version needs, and the way there.

A backup is written before an upgrade of SQLite, by the backup API (copying the file would miss the
write-ahead log). Foreign keys are off while tables are rewritten, since batch mode drops and renames
tables and would delete the rows of children; they are checked before the end.
"""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from app.errors import ReadinessError

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    """Return the configuration for Alembic's commands on ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def current(engine: Engine) -> str | None:
    """Return the revision that the database has, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the revision that this version of the service needs."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def upgrade(engine: Engine) -> Path | None:
    """Bring the database to the newest schema; return the backup's path where one was made.

    Raises ReadinessError where rows would be left without their parents; the database stays as it was.
    """
    if current(engine) == newest():
        return None
    backup = back_up(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")  # the pragma does nothing inside a transaction
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            command.upgrade(alembic_config(connection), "head")
            _check_foreign_keys(connection)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        finally:
            connection.invalidate()  # the next connection has its pragmas as they should be
    return backup


def back_up(engine: Engine) -> Path | None:
    """Copy an SQLite file that has tables beside itself and return the copy's path."""
    if engine.dialect.name != "sqlite" or current(engine) is None or not engine.url.database:
        return None
    source = Path(engine.url.database)
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S")
    target = source.with_name(f"{source.stem}-{stamp}-before-upgrade.db")
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
    return target


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    if orphans:
        tables = ", ".join(sorted({str(row[0]) for row in orphans}))
        raise ReadinessError(
            f"The upgrade would leave rows without their parents in: {tables}. Nothing was changed; "
            "send this line to whoever maintains the installation."
        )
