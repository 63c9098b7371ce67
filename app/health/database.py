"""The database: which one it is, and whether it has the schema of this version."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from app import schema
from app.health.finding import Finding


def database(engine: Engine) -> Finding:
    """Return the schema that the database has, and what to do where it is not this version's."""
    if _is_absent(engine):
        return Finding("database", "missing", "there is no database yet. Run: readiness upgrade")
    try:
        current, kind = schema.current(engine), _kind(engine)
    except SQLAlchemyError as error:
        return Finding(
            "database", "missing", f"does not answer ({type(error).__name__}). Check DATABASE_URL."
        )
    if current != needed():
        return Finding(
            "database", "missing", f"schema {current or 'none'}, needed {needed()}. Run: readiness upgrade"
        )
    return Finding("database", "ok", f"{kind}, schema {current} (the newest)")


def is_sound(engine: Engine) -> bool:
    """Return whether pages can be served: the database answers and has the schema of this version."""
    try:
        return not _is_absent(engine) and schema.current(engine) == needed()
    except SQLAlchemyError:
        return False


@cache
def needed() -> str | None:
    """Return the schema of this version, which is read from its files once."""
    return schema.newest()


def _is_absent(engine: Engine) -> bool:
    """Return whether asking an SQLite database would create it."""
    return engine.dialect.name == "sqlite" and not Path(engine.url.database or "").is_file()


def _kind(engine: Engine) -> str:
    if engine.dialect.name != "postgresql":
        return "SQLite"
    with engine.connect() as connection:
        return f"PostgreSQL {connection.scalar(text('SHOW server_version'))}"
