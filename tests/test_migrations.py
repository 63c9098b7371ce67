"""Upgrades: from every released schema to the models, with every row, or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, inspect, text

from app import schema
from app.errors import ReadinessError
from app.models import Base
from tests.released_schemas import REVISIONS, SEEDS, bring_to, counts, sqlite_engine

# A later migration such as there will be one day: batch mode copies a parent table and drops the original.
LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "later", "{newest}"


def upgrade() -> None:
    with op.batch_alter_table("users", recreate="always") as batch:
        batch.add_column(sa.Column("telephone", sa.String(40), nullable=True))
    {also}
"""


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Engine]:
    """An SQLite database of the newest schema with a row in every table."""
    engine = sqlite_engine(tmp_path / "readiness.db")
    bring_to(engine, REVISIONS[-1])
    yield engine
    engine.dispose()


def add_later_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, also: str = "pass") -> None:
    """Give the service one migration more than it has, which also does ``also``."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    later = LATER.format(newest=REVISIONS[-1], also=also)
    (folder / "versions" / "later.py").write_text(later, encoding="utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", folder)


@pytest.mark.parametrize("revision", [None, *REVISIONS])
def test_every_release_becomes_that_of_the_models_and_keeps_its_rows(
    empty: Engine, revision: str | None
) -> None:
    if revision:
        bring_to(empty, revision)
    before = counts(empty)
    schema.upgrade(empty)
    assert schema.current(empty) == schema.newest()
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    after = counts(empty)
    assert {name: after.get(name) for name in before} == before


def test_the_checks_of_the_models_are_in_the_database(empty: Engine) -> None:
    schema.upgrade(empty)
    inspector = inspect(empty)
    for model in Base.metadata.sorted_tables:
        expected = {str(c.name) for c in model.constraints if isinstance(c, CheckConstraint)}
        assert {check["name"] for check in inspector.get_check_constraints(model.name)} == expected


def test_tables_without_an_order_of_insertion_have_none_in_sqlite(filled: Engine) -> None:
    unordered = {
        table.name
        for table in Base.metadata.tables.values()
        if not table.dialect_options["sqlite"]["with_rowid"]
    }
    with filled.connect() as connection:
        sql = "SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'"
        assert set(connection.scalars(text(sql))) == unordered
    assert {"responses", "answers", "comments", "choices", "participations"} <= unordered


def test_every_table_of_every_release_has_a_row_in_these_tests(empty: Engine) -> None:
    for before, revision in pairwise([None, *REVISIONS]):
        assert revision
        bring_to(empty, revision, after=before)
        without = [name for name, rows in counts(empty).items() if rows == 0]
        assert without == [], f"add a row of each to {SEEDS.name}/{revision}.sql"


def test_network_and_region_of_a_practice_become_its_first_affiliation(empty: Engine) -> None:
    bring_to(empty, "0011")
    with empty.begin() as connection:
        connection.execute(text("UPDATE practices SET network = 'North'"))
    schema.upgrade(empty)
    with empty.connect() as connection:
        found = connection.execute(text("SELECT CAST(since AS TEXT), network, region FROM affiliations"))
        assert [tuple(row) for row in found] == [("1900-01-01", "North", None)]


def test_an_upgrade_that_rewrites_a_table_keeps_the_rows_of_its_children(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_later_migration(tmp_path, monkeypatch)
    schema.upgrade(filled)
    assert set(counts(filled).values()) == {1}
    assert "telephone" in {column["name"] for column in inspect(filled).get_columns("users")}


def test_an_upgrade_that_would_orphan_rows_changes_nothing(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_later_migration(tmp_path, monkeypatch, also="op.execute('DELETE FROM users')")
    with pytest.raises(ReadinessError, match="memberships"):
        schema.upgrade(filled)
    assert schema.current(filled) == REVISIONS[-1]
    assert set(counts(filled).values()) == {1}


def test_an_upgrade_that_breaks_off_changes_nothing(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_later_migration(tmp_path, monkeypatch, also="raise RuntimeError('power cut')")
    with pytest.raises(RuntimeError, match="power cut"):
        schema.upgrade(filled)
    assert schema.current(filled) == REVISIONS[-1]
    assert "telephone" not in {column["name"] for column in inspect(filled).get_columns("users")}


def test_foreign_keys_are_enforced_again_after_an_upgrade(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_later_migration(tmp_path, monkeypatch)
    schema.upgrade(filled)
    with filled.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_backup_of_the_old_state_is_written_before_an_upgrade(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_later_migration(tmp_path, monkeypatch)
    backup = schema.upgrade(filled)
    assert backup is not None
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (REVISIONS[-1],)
        assert copy.execute("SELECT slug FROM programmes").fetchone() == ("harbour",)


def test_nothing_is_backed_up_where_nothing_is_to_do(filled: Engine, tmp_path: Path) -> None:
    assert schema.upgrade(filled) is None
    assert list(tmp_path.glob("*before-upgrade*")) == []


def test_a_new_database_needs_no_backup(empty: Engine) -> None:
    assert schema.upgrade(empty) is None
