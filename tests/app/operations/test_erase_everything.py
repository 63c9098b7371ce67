"""Erasing reaches every table that there is, those of later versions too, and leaves what is not its own.

The rows are those that the tests of migrations add: one at least in every table, all of one programme, one
practice, one person on the list and one account.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, Engine, ForeignKey, FromClause, or_, select, true

from app import create_app
from app.db import db
from app.jobs.erase_programme import erase_programme
from app.models import AuditEntry, Base, Participant, Practice, Programme, User, WaveState
from app.operations.erase_account import erase_account
from app.operations.erase_people import REMAIN, erase_person
from app.operations.erase_practice import erase_practice
from app.operations.erase_programme import begin_erasing
from app.queries.belonging import Belonging, belonging, count
from tests.app.staffing import OPENED
from tests.app.world import build_world
from tests.conftest import make_settings
from tests.released_schemas import REVISIONS, bring_to


@pytest.fixture
def seeded(empty: Engine, tmp_path: Path) -> Iterator[Flask]:
    """A service whose database has a row in every table."""
    bring_to(empty, REVISIONS[-1])
    name_everywhere(empty)
    app = create_app(make_settings(tmp_path, empty.url.render_as_string(hide_password=False)))
    with app.app_context():
        yield app
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()


def name_everywhere(engine: Engine) -> None:
    """Let every row refer to what it may refer to, but not to rows of its own table."""
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            for key in table.foreign_keys:
                if key.parent.nullable and key.column.table is not table:
                    named = select(key.column).scalar_subquery()
                    connection.execute(table.update().where(key.parent.is_(None)).values({key.parent: named}))


def referring(root: str) -> tuple[set[str], set[ForeignKey]]:
    """Return the tables that hang on ``root`` by their foreign keys, and the keys that only name rows."""
    reached = {root}
    while True:
        keys = {
            key
            for table in Base.metadata.tables.values()
            for key in table.foreign_keys
            if key.column.table.name in reached
        }
        owned = {key.parent.table.name for key in keys if key.ondelete != "SET NULL"}
        if owned <= reached:
            return reached, {key for key in keys if key.ondelete == "SET NULL"}
        reached |= owned


def left(root: str) -> set[str]:
    """Return which tables have rows that hang on ``root``, and which columns name rows there."""
    tables, naming = referring(root)
    owning: dict[str, list[ColumnElement[bool]]] = {
        name: [
            key.parent.is_not(None)
            for key in Base.metadata.tables[name].foreign_keys - naming
            if key.column.table.name in tables and name != root
        ]
        for name in tables
    }
    full = {name for name in tables if has_rows(Base.metadata.tables[name], or_(*owning[name] or [true()]))}
    return full | {str(key.parent) for key in naming if has_rows(key.parent.table, key.parent.is_not(None))}


def has_rows(table: FromClause, condition: ColumnElement[bool]) -> bool:
    """Return whether there is a row that meets the condition."""
    return bool(db.session.scalar(select(select(table).where(condition).exists())))


def everything(root: str) -> set[str]:
    """Return what :func:`left` returns while there is a row of everything."""
    tables, naming = referring(root)
    return tables | {str(key.parent) for key in naming}


def somebody_else() -> User:
    """Add an account that erases."""
    user = User(id=2, email="administrator@example.org", active=True, fs_uniquifier="u2")
    db.session.add(user)
    db.session.commit()
    return user


@pytest.mark.parametrize(
    ("root", "tables"),
    [
        ("users", {"users", "memberships", "account_letters", "challenges", "passkeys", "sign_ins"}),
        (
            "participants",
            {"participants", "invitations", "participations", "drafts", "paper_entries", "mailings"},
        ),
    ],
)
def test_what_goes_with_somebody_was_decided_table_by_table(root: str, tables: set[str]) -> None:
    assert referring(root)[0] == tables, "is the new table theirs, or does it only name them (SET NULL)?"


def test_no_account_goes_with_a_programme() -> None:
    assert "users" not in referring("programmes")[0]


def test_nothing_is_left_of_a_programme(seeded: Flask) -> None:
    assert left("programmes") == everything("programmes")
    programme = db.session.scalars(select(Programme)).one()
    begin_erasing(programme, somebody_else())
    db.session.commit()
    erase_programme(programme.id)
    assert left("programmes") == set()


def test_nothing_is_left_of_a_practice(seeded: Flask) -> None:
    assert left("practices") == everything("practices")
    erase_practice(db.session.scalars(select(Practice)).one(), somebody_else())
    db.session.commit()
    assert left("practices") == set()
    assert "waves" in left("waves")


def test_of_a_person_stays_that_somebody_was_invited_and_whether_they_answered(seeded: Flask) -> None:
    assert left("participants") == everything("participants")
    erase_person(db.session.scalars(select(Participant)).one(), somebody_else(), OPENED)
    db.session.commit()
    assert left("participants") == REMAIN


def test_nothing_is_left_of_an_account(seeded: Flask) -> None:
    assert left("users") == everything("users")
    user = db.session.scalars(select(User)).one()
    by = somebody_else()
    erase_account(user, by)
    db.session.commit()
    assert left("users") == {"users", "audit_entries.user_id"}
    assert set(db.session.scalars(select(User.id))) == {by.id}
    assert set(db.session.scalars(select(AuditEntry.user_id))) == {by.id, None}


def size(found: Belonging) -> dict[str, int]:
    """Return how many rows of each table belong."""
    return count(found, [table.name for table in found])


def test_other_practices_keep_every_row(app: Flask) -> None:
    world = build_world()
    elm = belonging(Practice, Practice.id == world.harbour.elm.id)
    oak = belonging(Practice, Practice.id == world.harbour.oak.id)
    valley = belonging(Programme, Programme.id == world.valley.programme.id)
    before = size(elm), size(valley)
    world.harbour.open.state = WaveState.CLOSED
    erase_practice(world.harbour.oak, world.accounts["administrator"].user)
    db.session.commit()
    assert (size(elm), size(valley)) == before
    assert sum(size(oak).values()) == 0
    assert sum(before[0].values()) > 100


def test_other_programmes_keep_every_row(app: Flask) -> None:
    world = build_world()
    valley = belonging(Programme, Programme.id == world.valley.programme.id)
    before = size(valley)
    programme_id = world.harbour.programme.id
    begin_erasing(world.harbour.programme, world.accounts["administrator"].user)
    db.session.commit()
    erase_programme(programme_id)
    assert size(valley) == before
    assert sum(before.values()) > 100
