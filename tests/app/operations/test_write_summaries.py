"""Summaries that are missing or of other rules are written by one command, and none is shown before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select, update

from app import settings
from app.cli import main
from app.commands.readiness_check import require_schema
from app.db import db
from app.disclosure.summaries import class_counts, summaries_of
from app.disclosure.summary import VERSION
from app.errors import OldSummariesError
from app.models import Snapshot
from app.operations.write_summaries import write_old_summaries
from tests.app.behind_its_back import unsealed
from tests.app.world import World, build_world


def age(version: int, of: str | None = None) -> None:
    """Make the summaries of all practices, or of one, such as other rules of disclosure had left them."""
    change = update(Snapshot).values(shown_version=version, shown_class="cannot_tell", summary=None)
    if of is not None:
        change = change.where(Snapshot.practice.has(slug=of))
    db.session.execute(change)
    db.session.commit()


def written() -> list[tuple[object, ...]]:
    """Return what is written down, in the order of the practices."""
    columns = (Snapshot.shown_version, Snapshot.shown_class, Snapshot.shown_weakest, Snapshot.summary)
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(Snapshot.id))]


@pytest.fixture
def world(app: Flask) -> World:
    return build_world()


@pytest.mark.parametrize("version", [0, VERSION - 1, VERSION + 1])
def test_they_become_what_they_were_at_publication(world: World, version: int) -> None:
    before = written()
    age(version)
    assert written() != before
    assert write_old_summaries(1000) == len(before)
    db.session.commit()
    assert written() == before
    assert write_old_summaries(1000) == 0


def test_at_most_as_many_as_asked_for_are_written_at_once(world: World) -> None:
    age(0)
    assert [write_old_summaries(3), write_old_summaries(3), write_old_summaries(3)] == [3, 1, 0]


def test_no_page_is_made_of_an_old_summary(world: World) -> None:
    age(VERSION + 1, of="oak")
    with pytest.raises(OldSummariesError, match="readiness upgrade"):
        list(summaries_of(world.harbour.closed))
    with pytest.raises(OldSummariesError, match="readiness upgrade"):
        class_counts([world.harbour.closed])


def test_the_service_does_not_start_on_old_summaries(world: World, app: Flask) -> None:
    require_schema(app)
    age(VERSION - 1, of="elm")
    with pytest.raises(OldSummariesError, match="readiness upgrade"):
        require_schema(app)


@pytest.fixture
def installed(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands find the application's database."""
    for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", app.extensions["settings"].database_url)
    settings.write_fresh(tmp_path, "http://localhost:8000")


@pytest.mark.usefixtures("installed")
def test_the_command_writes_them_and_says_how_many(world: World) -> None:
    before = written()
    age(0)
    first = CliRunner().invoke(main, ["upgrade"])
    assert first.exit_code == 0, first.output
    assert first.output.endswith("by today's rules of disclosure: 4\n")
    assert written() == before
    assert "rules of disclosure" not in CliRunner().invoke(main, ["upgrade"]).output


@pytest.mark.usefixtures("installed")
def test_the_command_stops_at_a_result_that_was_changed_and_says_which(world: World) -> None:
    age(0)
    with unsealed():
        db.session.execute(update(Snapshot).where(Snapshot.practice.has(slug="elm")).values(others=99))
    db.session.commit()
    done = CliRunner().invoke(main, ["upgrade"])
    assert done.exit_code == 1
    assert "The result of Elm" in done.output
    assert "not as it was published" in done.output
    assert "readiness doctor" in done.output
