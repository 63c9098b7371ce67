"""What goes by itself: people past their retention, and what is of no use any more."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.jobs.sweep import sweep
from app.models import (
    AccountLetter,
    AuditEntry,
    LetterKind,
    OutboxRow,
    Participant,
    Programme,
    SignIn,
    Snapshot,
    Task,
    Tries,
    User,
    WaveState,
)
from app.operations.set_retention import set_retention
from app.operations.sweep import AT_ONCE, sweep_leftovers
from app.queries import retention
from app.settings import Settings
from tests.app import builder
from tests.app.staffing import DAY, OPENED, Office, office
from tests.app.world import visitor

NOON = datetime.datetime(2028, 3, 2, 12, 0, tzinfo=datetime.UTC)
LONG_AGO = datetime.date(2020, 1, 31)


def names() -> set[str]:
    """Return who is still known."""
    db.session.rollback()
    return set(db.session.scalars(select(Participant.name).where(Participant.erased.is_(False))))


def settings(app: Flask) -> Settings:
    """Return the application's settings."""
    found: Settings = app.extensions["settings"]
    return found


def swept(app: Flask, now: datetime.datetime) -> None:
    """Sweep as the worker does, in a session that has not begun."""
    db.session.rollback()
    sweep(settings(app), now)


def noon(day: datetime.date) -> datetime.datetime:
    """Return noon of a day."""
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def kept(there: Office) -> retention.Kept:
    """Return whose names the programme keeps."""
    return retention.kept([there.programme])[there.programme.id]


def published(there: Office, on: datetime.date) -> None:
    """Close the wave as if it were long ago: its results are there, and its people were added before."""
    there.wave.state = WaveState.CLOSED
    for person in there.people.values():
        person.added_on = LONG_AGO
    db.session.add(
        Snapshot(
            wave_id=there.wave.id,
            practice_id=there.practice.id,
            result="{}",
            digest="",
            others=0,
            published_on=on,
        )
    )
    db.session.commit()


@pytest.mark.parametrize(
    ("day", "months", "ends"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2026, 1, 28), 1, (2026, 2, 28)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 3, 2), 24, (2028, 3, 2)),
        ((2026, 12, 1), 12, (2027, 12, 1)),
    ],
)
def test_months_are_those_of_the_calendar(
    day: tuple[int, int, int], months: int, ends: tuple[int, int, int]
) -> None:
    assert retention.ends_on(datetime.date(*day), months) == datetime.date(*ends)


def test_people_are_erased_on_the_day_and_not_before(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    last = retention.ends_on(OPENED, 24)
    swept(app, noon(last - DAY))
    assert names() == {"Ada", "Ben", "Cas"}
    swept(app, noon(last))
    assert names() == set()


def test_time_begins_when_they_were_put_on_the_list_if_that_is_later(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    late = retention.ends_on(OPENED, 1)
    there.people["Ben"].added_on = late
    db.session.commit()
    swept(app, noon(retention.ends_on(OPENED, 24)))
    assert names() == {"Ben"}
    swept(app, noon(retention.ends_on(late, 24)))
    assert names() == set()


def test_who_was_never_asked_is_kept_from_the_day_they_were_added(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    db.session.add(Participant(practice_id=there.practice.id, name="Dot", role="gp", added_on=OPENED + DAY))
    db.session.commit()
    swept(app, noon(retention.ends_on(OPENED, 24)))
    assert names() == {"Dot"}


def test_who_is_asked_by_an_open_wave_is_kept_even_if_they_have_left(app: Flask) -> None:
    there = office()
    for person in there.people.values():
        person.added_on, person.active = LONG_AGO, False
    db.session.commit()
    swept(app, NOON)
    assert names() == {"Ada", "Ben", "Cas"}


def test_who_is_on_a_list_is_kept_while_a_wave_is_prepared_and_who_has_left_is_not(app: Flask) -> None:
    there = office(opened=False)
    for person in there.people.values():
        person.added_on = LONG_AGO
    there.people["Ben"].active = False
    db.session.commit()
    swept(app, NOON)
    assert names() == {"Ada", "Cas"}


def test_other_programmes_have_their_own_time(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    valley = builder.programme("valley")
    far = builder.practice(valley)
    db.session.add(Participant(practice_id=far.id, name="Far", role="gp", added_on=OPENED))
    valley.retention_months = 36
    db.session.commit()
    swept(app, noon(retention.ends_on(OPENED, 24)))
    assert names() == {"Far"}


def test_more_people_than_fit_in_one_transaction_are_erased(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    many = [
        Participant(practice_id=there.practice.id, name=f"Person {number}", role="gp", added_on=LONG_AGO)
        for number in range(AT_ONCE + 1)
    ]
    db.session.add_all(many)
    db.session.commit()
    swept(app, noon(retention.ends_on(OPENED, 24)))
    assert names() == set()
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "people.erased")).all()
    assert sum(int(entry.detail["people"]) for entry in entries) == AT_ONCE + 1 + len(there.people)
    assert {(entry.by, entry.detail["after_months"]) for entry in entries} == {("worker", "24")}


def test_a_shorter_time_erases_and_a_longer_one_brings_nobody_back(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    after = retention.ends_on(OPENED, 13)
    assert set_retention(there.programme, 12, there.manager)
    db.session.commit()
    assert kept(there).due(12, after) == 3
    swept(app, noon(after))
    programme = db.session.get_one(Programme, there.programme.id)
    assert set_retention(programme, 60, there.manager)
    assert not set_retention(programme, 60, there.manager)
    db.session.commit()
    assert names() == set()
    changes = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "retention.set")).all()
    assert {(entry.detail["before"], entry.detail["months"]) for entry in changes} == {
        ("24", "12"),
        ("12", "60"),
    }


def test_counts_say_whom_the_next_days_erase(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    there.people["Ben"].added_on = OPENED + DAY
    db.session.commit()
    found = kept(there)
    assert (found.people, found.held) == (3, 0)
    end = retention.ends_on(OPENED, 24)
    assert found.coming(24, OPENED) == [(end, 2), (end + DAY, 1)]
    assert found.coming(24, end) == [(end + DAY, 1)]
    assert [found.due(24, end - DAY), found.due(24, end), found.due(24, end + DAY)] == [0, 2, 3]


def test_who_is_held_back_is_counted_apart(app: Flask) -> None:
    there = office()
    found = kept(there)
    assert (found.people, found.held, found.coming(1, OPENED)) == (3, 3, [])


def test_ended_sign_ins_go_and_those_that_hold_stay(app: Flask) -> None:
    there = office()
    client = visitor(app, there.account)
    now = datetime.datetime.now(datetime.UTC)
    old = {"begun_at": now - datetime.timedelta(hours=13), "seen_at": now}
    away = {"begun_at": now, "seen_at": now - datetime.timedelta(minutes=61)}
    for name, times in (("old", old), ("away", away)):
        db.session.add(SignIn(token_hash=name, user_id=there.manager.id, **times))
    db.session.commit()
    sweep_leftovers(now)
    db.session.commit()
    assert {"old", "away"}.isdisjoint(db.session.scalars(select(SignIn.token_hash)))
    assert client.get("/practices").status_code == 200


def test_spent_links_go_and_an_invitation_that_was_not_used_stays(app: Flask) -> None:
    there, hour = office(), datetime.timedelta(hours=1)
    kinds = {
        "used": (LetterKind.INVITATION, NOON + hour, True),
        "over": (LetterKind.NEW_PASSWORD, NOON - hour, False),
        "good": (LetterKind.NEW_PASSWORD, NOON + hour, False),
        "not come": (LetterKind.INVITATION, NOON - hour, False),
    }
    letters = {
        name: AccountLetter(user_id=there.manager.id, kind=kind, expires_at=end, used=used)
        for name, (kind, end, used) in kinds.items()
    }
    db.session.add_all(letters.values())
    db.session.commit()
    sweep_leftovers(NOON)
    db.session.commit()
    left = set(db.session.scalars(select(AccountLetter.id)))
    assert {name for name, letter in letters.items() if letter.id in left} == {"good", "not come"}


def test_counts_of_attempts_and_work_that_is_done_go(app: Flask) -> None:
    now = int(NOON.timestamp() // 900)
    for stretch in (now - 1, now):
        db.session.add(Tries(subject_mac="x", stretch=stretch, count=1))
    for done in (True, False):
        db.session.add(
            OutboxRow(task=Task.SWEEP_FILES, subject_id=builder.programme(str(done)).id, done=done)
        )
    db.session.commit()
    sweep_leftovers(NOON)
    db.session.commit()
    assert db.session.scalars(select(Tries.stretch)).all() == [now]
    assert db.session.scalars(select(OutboxRow.done)).all() == [False]


def test_that_somebody_signed_in_is_kept_for_a_year_and_what_they_did_for_good(app: Flask) -> None:
    year = datetime.timedelta(days=365)
    for action in ("account.signed_in", "wave.opened"):
        for at in (NOON - year, NOON - year + DAY):
            db.session.add(AuditEntry(at=at, by="x", action=action, subject="x", detail={}))
    db.session.commit()
    sweep_leftovers(NOON)
    db.session.commit()
    left = sorted(db.session.scalars(select(AuditEntry.action)))
    assert left == ["account.signed_in", "wave.opened", "wave.opened"]


def test_sweeping_twice_is_sweeping_once(app: Flask) -> None:
    there = office()
    published(there, OPENED)
    for _ in range(2):
        swept(app, NOON)
    assert len(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "people.erased")).all()) == 1
    assert db.session.scalars(select(User)).all() != []
