"""Mergers: one list of staff from then on, and two histories that stay apart."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.disclosure.history import released_before
from app.disclosure.release import release_snapshot
from app.errors import ProgrammeError, WaveStateError
from app.models import (
    Audience,
    AuditEntry,
    Membership,
    Participant,
    Practice,
    Programme,
    User,
    Wave,
    WavePractice,
    WaveState,
)
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.operations.merge_practices import Merger, merge_practices, plan_merger
from app.practice.results_page import since_last_time
from app.queries import documents, merging, opening, roster, tracking
from tests.app import builder
from tests.app.responses import respond
from tests.app.world import visitor

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)
STAFF = ("gp", "gp", "practice_nurse", "receptionist", "receptionist", "administrator")


def person(
    of: Practice, name: str, email: str | None = None, role: str = "gp", *, active: bool = True
) -> Participant:
    """Add somebody to a practice's list."""
    row = Participant(practice_id=of.id, name=name, email=email, role=role, active=active)
    db.session.add(row)
    db.session.flush()
    return row


def two() -> tuple[Programme, Practice, Practice, User]:
    """Return a programme with two practices, and its lead."""
    programme = builder.programme()
    oak, elm = builder.practice(programme, "oak", 8), builder.practice(programme, "elm", 10)
    return programme, oak, elm, create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user


def merge(oak: Practice, elm: Practice, by: User, on: datetime.date = TODAY) -> Merger:
    """Merge Oak into Elm."""
    merger = plan_merger(oak, elm, TODAY)
    merge_practices(merger, merger.headcount, on, by, NOW)
    return merger


def listed(practice: Practice) -> list[tuple[str, str | None, str]]:
    """Return who is on a practice's list now."""
    return [(each.name, each.email, each.role) for each in roster.staff(practice)]


def test_staff_goes_over_and_the_same_address_is_kept_once(app: Flask) -> None:
    _, oak, elm, lead = two()
    person(elm, "Ada", "ada@example.org", "receptionist")
    person(oak, "Ada Example", "ada@example.org", "gp")
    person(oak, "Ben", "ben@example.org")
    person(oak, "Cas", None, "administrator")
    merger = merge(oak, elm, lead)
    assert (len(merger.moving), len(merger.known), merger.headcount) == (2, 1, 17)
    assert listed(elm) == [
        ("Ada", "ada@example.org", "receptionist"),
        ("Ben", "ben@example.org", "gp"),
        ("Cas", None, "administrator"),
    ]
    assert listed(oak) == []
    assert (oak.merged_into_id, oak.merged_on, elm.headcount) == (elm.id, TODAY, 17)


def test_who_was_on_the_list_before_is_on_it_again(app: Flask) -> None:
    _, oak, elm, lead = two()
    person(elm, "Ben", "ben@example.org", "receptionist", active=False)
    person(oak, "Ben", "ben@example.org", "gp")
    merge(oak, elm, lead)
    assert listed(elm) == [("Ben", "ben@example.org", "gp")]
    assert len(db.session.scalars(select(Participant).where(Participant.practice_id == elm.id)).all()) == 1


@pytest.mark.parametrize("on_both", [True, False])
def test_who_does_not_want_to_be_asked_is_not_asked_by_the_successor(app: Flask, on_both: bool) -> None:
    _, oak, elm, lead = two()
    if on_both:
        person(elm, "Ben", "ben@example.org")
    person(oak, "Ben", "ben@example.org").do_not_ask = True
    merge(oak, elm, lead)
    assert [each.do_not_ask for each in roster.staff(elm)] == [True]


def test_names_that_nothing_tells_apart_are_said_before(app: Flask) -> None:
    _, oak, elm, _ = two()
    person(elm, "Cas", None)
    person(elm, "Dee", "dee@example.org")
    person(oak, "cas", None)
    person(oak, "Dee", "other@example.org")
    person(oak, "Eve", None)
    assert plan_merger(oak, elm, TODAY).namesakes == ("Dee", "cas")


def test_managers_keep_their_practice_and_get_the_successor(app: Flask) -> None:
    _, oak, elm, lead = two()
    manager = create_account("oak@example.org", [Grant(Audience.MANAGER, practice=oak)]).user
    other = create_account("elm@example.org", [Grant(Audience.MANAGER, practice=elm)]).user
    gone = create_account("gone@example.org", [Grant(Audience.MANAGER, practice=oak)]).user
    gone.active = False
    db.session.flush()
    merge(oak, elm, lead)
    rows = db.session.scalars(select(Membership).where(Membership.audience == Audience.MANAGER))
    assert {(row.user_id, row.practice_id) for row in rows} == {
        (manager.id, oak.id),
        (manager.id, elm.id),
        (other.id, elm.id),
        (gone.id, oak.id),
    }


def test_counts_of_closed_waves_stay_with_the_old_practice(app: Flask) -> None:
    programme, oak, elm, lead = two()
    wave = builder.wave(programme, [oak, elm])
    builder.invitation(oak, wave)
    builder.invitation(elm, wave)
    wave.state = WaveState.CLOSED
    db.session.flush()
    before = tracking.counts(wave, before=datetime.date.max)
    assert [count.invited for count in before[oak.id]] == [1]
    merge(oak, elm, lead)
    assert tracking.counts(wave, before=datetime.date.max) == before


def test_old_practice_is_not_asked_any_more(app: Flask) -> None:
    programme, oak, elm, lead = two()
    draft = builder.wave(programme, [])
    draft.state = WaveState.DRAFT
    db.session.flush()
    assert oak in opening.practices(draft, TODAY)
    merge(oak, elm, lead)
    assert list(opening.practices(draft, TODAY)) == [elm]


@pytest.mark.parametrize("both", [True, False])
def test_wave_in_preparation_asks_the_successor_in_place_of_the_old_practice(app: Flask, both: bool) -> None:
    programme, oak, elm, lead = two()
    draft = builder.wave(programme, [oak, elm] if both else [oak])
    draft.state = WaveState.DRAFT
    db.session.flush()
    merge(oak, elm, lead)
    assert db.session.scalars(select(WavePractice.practice_id)).all() == [elm.id]


@pytest.mark.parametrize("state", [WaveState.OPEN, WaveState.CLOSING])
@pytest.mark.parametrize("asked", ["oak", "elm"])
def test_nothing_is_merged_while_a_wave_asks_either(app: Flask, state: WaveState, asked: str) -> None:
    programme, oak, elm, lead = two()
    builder.wave(programme, [oak if asked == "oak" else elm]).state = state
    db.session.flush()
    with pytest.raises(WaveStateError, match="Wave W1 asks"):
        merge(oak, elm, lead)
    assert oak.merged_into_id is None


def closed(programme: Programme, opens_on: datetime.date, *practices: Practice, label: str = "W1") -> Wave:
    """Add a closed wave in which each of the practices has enough answers."""
    wave = builder.wave(programme, list(practices), label)
    wave.opens_on = opens_on
    db.session.flush()
    for practice in practices:
        for role in STAFF:
            respond(practice, wave, role, 4)
    close_wave(wave, opens_on + 30 * DAY)
    return wave


@pytest.mark.parametrize("on", [TODAY + DAY, TODAY - 100 * DAY])
def test_merger_is_dated_after_the_last_wave_and_not_ahead(app: Flask, on: datetime.date) -> None:
    programme, oak, elm, lead = two()
    closed(programme, TODAY - 100 * DAY, elm)
    with pytest.raises(ProgrammeError, match="must be dated"):
        merge(oak, elm, lead, on)
    merge(oak, elm, lead, TODAY - 99 * DAY)


def test_wave_that_was_opened_today_and_closed_is_in_the_way(app: Flask) -> None:
    programme, oak, elm, lead = two()
    closed(programme, TODAY, elm)
    with pytest.raises(WaveStateError, match="opened today"):
        merge(oak, elm, lead)


def test_change_over_the_merger_says_that_it_happened(app: Flask) -> None:
    programme, oak, elm, lead = two()
    first = closed(programme, TODAY - 100 * DAY, oak, elm)
    before_merging = released_results(elm, first)
    merge(oak, elm, lead)
    second = closed(programme, TODAY, elm, label="W2")
    third = closed(programme, TODAY + 50 * DAY, elm, label="W3")
    assert released_results(elm, first) == before_merging
    assert mergers_between(elm, second) == (
        "Oak merged into this practice on 1 June 2026, between the two waves: others work here now, so that "
        "part of any difference may come from the merger.",
    )
    assert mergers_between(elm, third) == ()


def released_results(practice: Practice, wave: Wave) -> str:
    """Return everything that is shown of a practice in a wave."""
    snapshot = documents.snapshot_of(practice, wave)
    assert snapshot is not None
    return repr(release_snapshot(snapshot))


def mergers_between(practice: Practice, wave: Wave) -> tuple[str, ...]:
    """Return what is said of mergers beside the change from the wave before."""
    snapshot = documents.snapshot_of(practice, wave)
    assert snapshot is not None
    before = released_before(snapshot)
    assert before is not None
    return since_last_time(before, release_snapshot(snapshot)).change.mergers


def test_merger_is_entered_into_the_audit_log(app: Flask) -> None:
    _, oak, elm, lead = two()
    person(oak, "Ben", "ben@example.org")
    merge(oak, elm, lead)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "practice.merged")).one()
    assert entry.subject == "Oak into Elm"
    assert entry.detail == {"people": "1", "managers": "0", "on": "2026-06-01"}


def test_page_over_the_waves_names_the_mergers_in_between(app: Flask) -> None:
    programme, oak, elm, lead = two()
    account = create_account("other@example.org", [Grant(Audience.LEAD, programme)])
    first = closed(programme, TODAY - 100 * DAY, oak, elm)
    merge(oak, elm, lead)
    second = closed(programme, TODAY, elm, label="W2")
    assert [each.name for each in merging.between(first, second)] == ["Oak"]
    db.session.commit()
    page = visitor(app, account).get("/programmes/harbour/over-waves").get_data(as_text=True)
    assert "Between the waves that are compared Oak merged into Elm on 1 June 2026: others work" in page
    db.session.rollback()  # somebody signed in since this session began to read
    closed(programme, TODAY + 50 * DAY, elm, label="W3")
    db.session.commit()
    page = visitor(app, account).get("/programmes/harbour/over-waves").get_data(as_text=True)
    assert "merged into" not in page
