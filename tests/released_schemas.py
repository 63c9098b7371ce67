"""Databases of earlier releases, with a row in every table, to be brought to this one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, func, inspect, select, table

from app import schema
from app.db import prepare

SEEDS = Path(__file__).parent / "data" / "released_schemas"
REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory.from_config(schema.alembic_config()).walk_revisions()))
]


def sqlite_engine(path: Path) -> Engine:
    """Return an engine on an SQLite file, set up as the service's are."""
    engine = create_engine(f"sqlite:///{path}")
    prepare(engine)
    return engine


def bring_to(engine: Engine, revision: str, after: str | None = None) -> None:
    """Make a database one of that release: it came through all earlier ones and has rows of each.

    It is empty, or one of the release ``after``.
    """
    start = REVISIONS.index(after) + 1 if after else 0
    for each in REVISIONS[start : REVISIONS.index(revision) + 1]:
        plain = create_engine(
            engine.url
        )  # without the service's pragmas: no cascades while tables are copied
        with plain.begin() as connection:
            command.upgrade(schema.alembic_config(connection), each)
        plain.dispose()
        add_rows(engine, SEEDS / f"{each}.sql")


def add_rows(engine: Engine, seed: Path) -> None:
    """Run the statements of a file."""
    lines = seed.read_text(encoding="utf-8").splitlines()
    statements = "\n".join(line for line in lines if not line.startswith("--")).split(";")
    with engine.begin() as connection:
        for statement in filter(str.strip, statements):
            connection.exec_driver_sql(statement)


def counts(engine: Engine) -> dict[str, int]:
    """Return the number of rows of every table that is there."""
    tables = set(inspect(engine).get_table_names()) - {"alembic_version"}
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in tables
        }
