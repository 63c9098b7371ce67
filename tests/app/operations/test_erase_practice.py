"""Erasing practices and programmes: when it is refused, what is left of the rest, and their files."""

from __future__ import annotations

import datetime
import os
import uuid
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import ErasureError
from app.jobs import outbox
from app.jobs.sweep import sweep_files
from app.jobs.worker import Worker
from app.models import (
    AuditEntry,
    Membership,
    OutboxRow,
    Practice,
    Programme,
    Reliability,
    Snapshot,
    Task,
    WaveState,
)
from app.operations.erase_practice import erase_practice
from app.operations.erase_programme import begin_erasing
from app.reports.printed import PrintedReport
from app.settings import Settings
from tests.app.jobs.orders import NOON, HandClock, fake_pdf
from tests.app.world import World, build_world


def settings(app: Flask) -> Settings:
    """Return the application's settings."""
    found: Settings = app.extensions["settings"]
    return found


def reports(app: Flask) -> set[str]:
    """Return the names of the reports that are there."""
    return {path.name for path in settings(app).reports_dir.iterdir()}


def with_both_waves_closed() -> World:
    """Return the world without an open wave."""
    world = build_world()
    for side in (world.harbour, world.valley):
        side.open.state = WaveState.CLOSED
    db.session.commit()
    return world


@pytest.mark.parametrize(
    ("state", "words"), [(WaveState.OPEN, "is open"), (WaveState.CLOSING, "is being closed")]
)
def test_practice_is_not_erased_while_its_wave_is_going_on(app: Flask, state: WaveState, words: str) -> None:
    world = build_world()
    world.harbour.open.state = state
    db.session.commit()
    with pytest.raises(ErasureError, match=f"Wave W2 {words}.*Elm"):
        erase_practice(world.harbour.elm, world.accounts["administrator"].user)


def test_practice_into_which_another_was_merged_cannot_be_erased_first(app: Flask) -> None:
    world, by = with_both_waves_closed(), "administrator"
    oak, elm = world.harbour.oak, world.harbour.elm
    oak.merged_into_id, oak.merged_on = elm.id, datetime.date(2026, 3, 3)
    db.session.commit()
    with pytest.raises(ErasureError, match="Erase Oak first"):
        erase_practice(elm, world.accounts[by].user)
    erase_practice(oak, world.accounts[by].user)
    erase_practice(elm, world.accounts[by].user)
    db.session.commit()
    assert {row.programme_id for row in db.session.scalars(select(Practice))} == {world.valley.programme.id}


def test_what_was_published_of_the_wave_and_of_others_stays(app: Flask) -> None:
    world = with_both_waves_closed()
    oak_id, wave_id = world.harbour.oak.id, world.harbour.closed.id
    of_oak = select(Snapshot.result, Snapshot.digest).where(Snapshot.practice_id == oak_id)
    of_wave = select(Reliability.document).where(Reliability.wave_id == wave_id)
    before = db.session.execute(of_oak).all(), db.session.scalars(of_wave).all()
    assert all(before)
    erase_practice(world.harbour.elm, world.accounts["administrator"].user)
    db.session.commit()
    assert (db.session.execute(of_oak).all(), db.session.scalars(of_wave).all()) == before


def test_its_manager_has_no_practice_any_more_and_an_account_still(app: Flask) -> None:
    world = with_both_waves_closed()
    manager = world.accounts["manager"].user
    erase_practice(world.harbour.elm, world.accounts["administrator"].user)
    db.session.commit()
    assert db.session.scalars(select(Membership).where(Membership.user_id == manager.id)).all() == []
    assert manager.active


def test_audit_log_says_which_practice_and_who_erased_it(app: Flask) -> None:
    world = with_both_waves_closed()
    erase_practice(world.harbour.elm, world.accounts["administrator"].user)
    db.session.commit()
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "practice.erased"))
    assert (entry.by, entry.subject) == ("administrator@example.org", "Elm")
    assert entry.programme_id == world.harbour.programme.id


def test_report_goes_after_the_practice(app: Flask) -> None:
    world = with_both_waves_closed()
    Worker(app, fake_pdf, HandClock()).drain()
    elm_id = world.harbour.elm.id
    of_elm = {
        f"{id_.hex}.pdf" for id_ in db.session.scalars(select(Snapshot.id).filter_by(practice_id=elm_id))
    }
    all_reports = reports(app)
    assert len(of_elm) == 1
    assert of_elm < all_reports
    erase_practice(world.harbour.elm, world.accounts["administrator"].user)
    db.session.rollback()
    sweep_files(settings(app), NOON)
    assert reports(app) == all_reports  # nothing was committed: the rows are there, and so are the files
    erase_practice(db.session.get_one(Practice, elm_id), world.accounts["administrator"].user)
    db.session.commit()
    assert reports(app) == all_reports  # as after a crash at this moment
    assert Worker(app, fake_pdf, HandClock()).drain() == 1
    assert reports(app) == all_reports - of_elm


def test_report_in_the_making_leaves_no_file_behind(app: Flask) -> None:
    world = with_both_waves_closed()
    administrator, sides = world.accounts["administrator"].user, (world.harbour, world.valley)
    places = [place.id for side in sides for place in (side.elm, side.oak)]

    def erased_while_printing(html: str) -> PrintedReport:
        for id_ in places:
            erase_practice(db.session.get_one(Practice, id_), administrator)
        places.clear()
        db.session.commit()
        return fake_pdf(html)

    worker = Worker(app, erased_while_printing, HandClock())
    assert worker.run_one()
    assert len(reports(app)) == 1
    worker.drain()
    assert reports(app) == set()


def test_only_files_without_a_row_are_swept(app: Flask) -> None:
    folder = settings(app).reports_dir
    folder.mkdir()
    for name in (f"{uuid.uuid4().hex}.pdf", "notes.txt", "elm.pdf", ".new.pdf.abc", ".old.pdf.abc"):
        (folder / name).write_text("text")
    old = (NOON - outbox.LEASE - datetime.timedelta(minutes=1)).timestamp()
    os.utime(folder / ".old.pdf.abc", (old, old))
    os.utime(folder / ".new.pdf.abc", (NOON.timestamp(), NOON.timestamp()))
    sweep_files(settings(app), NOON)
    assert reports(app) == {"notes.txt", "elm.pdf", ".new.pdf.abc"}


def test_sweeping_folders_that_are_not_there_does_nothing(app: Flask) -> None:
    sweep_files(settings(app), NOON)
    assert not Path(settings(app).reports_dir).exists()


def test_programme_is_gone_for_everybody_at_once(app: Flask) -> None:
    world = build_world()
    begin_erasing(world.harbour.programme, world.accounts["administrator"].user)
    db.session.commit()
    left = set(db.session.scalars(select(Membership.programme_id)))
    assert left == {None, world.valley.programme.id}  # none: an administrator's
    db.session.refresh(world.harbour.open)
    assert world.harbour.open.state is WaveState.CLOSED
    assert db.session.scalars(select(Snapshot).filter_by(wave_id=world.harbour.open.id)).all() == []


def test_programme_is_erased_by_the_worker_with_its_files(app: Flask) -> None:
    world = build_world()
    Worker(app, fake_pdf, HandClock()).drain()
    assert len(reports(app)) == 4
    db.session.rollback()
    begin_erasing(world.harbour.programme, world.accounts["administrator"].user)
    db.session.commit()
    assert Worker(app, fake_pdf, HandClock()).drain() == 2
    db.session.rollback()
    assert set(db.session.scalars(select(Programme.slug))) == {"valley"}
    assert len(reports(app)) == 2
    assert db.session.scalars(select(OutboxRow).where(OutboxRow.done.is_(False))).all() == []


def test_erasing_of_a_programme_goes_on_where_it_ended(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    world = build_world()
    begin_erasing(world.harbour.programme, world.accounts["administrator"].user)
    db.session.commit()
    clock = HandClock()
    monkeypatch.setattr("app.jobs.erase_programme.AT_ONCE", 1)
    monkeypatch.setattr("app.jobs.erase_programme.finish_erasing", _end)
    Worker(app, fake_pdf, clock).drain()
    assert db.session.scalars(select(Snapshot).filter_by(practice_id=world.harbour.elm.id)).all() == []
    monkeypatch.undo()
    clock.pass_(outbox.LONGEST_PAUSE)
    Worker(app, fake_pdf, clock).drain()
    db.session.rollback()
    assert set(db.session.scalars(select(Programme.slug))) == {"valley"}


def _end(_programme_id: uuid.UUID) -> None:
    raise OSError("power cut")


def test_programme_that_is_being_closed_is_not_erased(app: Flask) -> None:
    world = build_world()
    world.harbour.open.state = WaveState.CLOSING
    db.session.commit()
    with pytest.raises(ErasureError, match="W2 is being closed"):
        begin_erasing(world.harbour.programme, world.accounts["administrator"].user)


def test_programme_is_erased_once(app: Flask) -> None:
    world = build_world()
    for _ in range(2):
        begin_erasing(world.harbour.programme, world.accounts["administrator"].user)
        db.session.commit()
    tasks = db.session.scalars(select(OutboxRow).where(OutboxRow.task == Task.ERASE_PROGRAMME)).all()
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "programme.erased")).all()
    assert (len(tasks), len(entries)) == (1, 1)
