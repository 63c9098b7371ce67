"""A published result never changes; one that was changed behind the service's back is not shown."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.disclosure.release import release
from app.errors import ChangedResultError
from app.health.results import results
from app.models import Snapshot
from app.operations.write_summaries import write_summary
from app.queries import snapshots
from tests.app.behind_its_back import unsealed
from tests.app.world import World, build_world, visitor

CHANGES: dict[str, object] = {
    "result": "{}",
    "others": 99,
    "same_people": 7,
    "months_in_post": 3,
    "published_on": datetime.date(2020, 1, 1),
    "digest": "0" * 64,
}


@pytest.fixture
def world(app: Flask) -> World:
    return build_world()


def result_of(world: World) -> Snapshot:
    """Return the published result of a practice."""
    side = world.harbour
    query = select(Snapshot).where(Snapshot.wave_id == side.closed.id, Snapshot.practice_id == side.elm.id)
    return db.session.scalars(query).one()


@pytest.mark.parametrize("column", CHANGES)
def test_the_database_refuses_to_change_a_published_result(world: World, column: str) -> None:
    setattr(result_of(world), column, CHANGES[column])
    with pytest.raises(IntegrityError, match="a published result never changes"):
        db.session.flush()


def test_the_database_refuses_to_give_a_result_to_another_practice(world: World) -> None:
    snapshot = result_of(world)
    snapshot.practice_id = world.valley.elm.id
    with pytest.raises(IntegrityError, match="a published result never changes"):
        db.session.flush()


def test_its_summary_is_written_anew_all_the_same(world: World) -> None:
    snapshot = result_of(world)
    snapshot.summary, snapshot.shown_version = None, 0
    db.session.flush()
    write_summary(snapshot)
    db.session.flush()
    assert snapshot.summary


@pytest.mark.parametrize("column", CHANGES)
def test_what_was_changed_behind_its_back_is_not_released(world: World, column: str) -> None:
    assert release(world.harbour.closed)
    with unsealed():
        setattr(result_of(world), column, CHANGES[column])
    with pytest.raises(
        ChangedResultError, match=f"of {world.harbour.elm.name} in wave W1 .* readiness doctor"
    ):
        release(world.harbour.closed)


def test_its_page_says_what_is_wrong_and_never_that_there_is_nothing(world: World, app: Flask) -> None:
    with unsealed():
        result_of(world).others = 2
    db.session.commit()
    page = visitor(app, world.accounts["manager"]).get("/programmes/harbour/practices/elm/waves/W1")
    assert page.status_code == 500
    assert "changed or damaged after it was published" in page.text
    assert "readiness doctor" in page.text


def test_it_is_named_with_what_to_do_and_others_are_not(world: World) -> None:
    assert results(snapshots.not_as_published()).state == "ok"
    with unsealed():
        result_of(world).others = 2
    found = results(snapshots.not_as_published())
    assert found.state == "missing"
    named = f": {world.harbour.elm.name}, wave W1 of harbour (id {result_of(world).id.hex}). They are not"
    assert named in found.text
    assert "docs/operations.md" in found.text
