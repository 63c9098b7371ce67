"""Upgrades of published results: what may not lie at rest goes, and what is there is sealed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, inspect, select, text
from sqlalchemy.orm import Session

from app import schema
from app.models import Snapshot
from tests.released_schemas import REVISIONS, bring_to, counts, sqlite_engine


def test_what_an_earlier_release_wrote_of_resamples_is_in_the_file_no_more(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "readiness.db")
    bring_to(engine, "0022")
    with engine.begin() as connection:
        connection.execute(text("UPDATE snapshots SET robustness = '0.4711', agreement = '0.4711'"))
    engine.dispose()
    assert b"0.4711" in (tmp_path / "readiness.db").read_bytes()
    schema.upgrade(engine)
    engine.dispose()
    assert b"0.4711" not in (tmp_path / "readiness.db").read_bytes()


@pytest.mark.parametrize("holds", [True, False])
def test_a_digest_that_holds_covers_everything_published_from_now_on(empty: Engine, *, holds: bool) -> None:
    bring_to(empty, "0023")
    digest = hashlib.sha256(b"{}" if holds else b"{ }").hexdigest()
    with empty.begin() as connection:
        connection.execute(text("UPDATE snapshots SET result = '{}', digest = :digest"), {"digest": digest})
    schema.upgrade(empty)
    with Session(empty) as session:
        (snapshot,) = session.scalars(select(Snapshot))
        assert (snapshot.digest == snapshot.digest_now) is holds
        assert holds or snapshot.digest == digest


def test_the_last_changes_can_be_taken_back_and_made_again(empty: Engine) -> None:
    bring_to(empty, REVISIONS[-1])
    before = counts(empty)
    plain = create_engine(empty.url)
    with plain.begin() as connection:
        command.downgrade(schema.alembic_config(connection), "0022")
    plain.dispose()
    assert "robustness" in {column["name"] for column in inspect(empty).get_columns("snapshots")}
    schema.upgrade(empty)
    assert schema.current(empty) == schema.newest()
    assert counts(empty) == before
