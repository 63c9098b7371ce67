"""Waves that a programme links: by a code that leads to nobody, counted only where that tells of nobody."""

from __future__ import annotations

import datetime
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.card_codes import code
from app.db import db
from app.disclosure.change import release_change
from app.disclosure.history import released_before
from app.disclosure.release import release_snapshot
from app.models import Invitation, Participation, Practice, Programme, Response, Snapshot, Wave
from app.operations.close_wave import close_wave
from app.operations.count_same_people import may_be_counted
from app.operations.issue_cards import issue_cards
from app.operations.transcribe import Entered, enter, find_sheet
from app.pseudonyms import pseudonym
from tests.app import builder
from tests.app.respondent.person import Person, statements
from tests.app.responses import respond
from tests.app.staffing import OPENED, office

DAY = datetime.date(2026, 3, 1)
LATER = datetime.date(2026, 9, 1)
ANSWERS = {"coherence_differentiation": "4"}


def linked_programme() -> Programme:
    """Add a programme that links its waves."""
    of = builder.programme()
    of.linked_waves = True
    db.session.flush()
    return of


def again(invitation: Invitation, wave: Wave) -> Invitation:
    """Invite the same person to another wave."""
    row = Invitation(
        wave_id=wave.id,
        participant_id=invitation.participant_id,
        instrument_id=invitation.instrument_id,
        generation=1,
    )
    db.session.add(row)
    return row


def test_a_person_has_one_pseudonym_in_every_wave_and_another_person_another(app: Flask) -> None:
    of = linked_programme()
    elm = builder.practice(of)
    waves = [builder.wave(of, [elm], label) for label in ("W1", "W2")]
    first, other = (builder.invitation(elm, waves[0]) for _ in range(2))
    invitations = [first, other, again(first, waves[1])]
    db.session.commit()
    for each in invitations:
        person = Person(app, each)
        person.answer(ANSWERS)
        assert person.send().location == "receipt"
    db.session.expire_all()
    held: dict[uuid.UUID, set[uuid.UUID | None]] = {
        wave.id: set(db.session.scalars(select(Response.pseudonym).where(Response.wave_id == wave.id)))
        for wave in waves
    }
    key = app.extensions["settings"].link_key
    mine, others = (pseudonym(key, each.participant_id, "npt-core") for each in (first, other))
    assert mine != others
    assert held == {waves[0].id: {mine, others}, waves[1].id: {mine}}


def test_where_waves_are_not_linked_there_is_none(app: Flask) -> None:
    built = builder.open_wave()
    person = Person(app, built.invitations[0])
    person.answer(ANSWERS)
    person.send()
    assert db.session.scalars(select(Response.pseudonym)).all() == [None]


def test_sending_costs_no_statement_more(app: Flask) -> None:
    of = linked_programme()
    elm = builder.practice(of)
    invitation = builder.invitation(elm, builder.wave(of, [elm]))
    db.session.commit()
    person = Person(app, invitation)
    person.answer({**ANSWERS, "coherence_comment": "They help."})
    with statements() as opened:
        page = person.get("check")
    assert page.status_code == 200
    with statements() as sent:
        person.send()
    assert len(sent) - len(opened) <= 5  # pressing the button opens the page anew to read its revision


def test_two_instruments_of_a_person_are_not_linked() -> None:
    who = uuid.uuid4()
    assert pseudonym("key", who, "npt-core") != pseudonym("key", who, "core-team")
    assert pseudonym("key", who, "npt-core") != pseudonym("other key", who, "npt-core")


def test_a_paper_form_carries_it_too(app: Flask) -> None:
    there = office()
    there.wave.programme.linked_waves = True
    key = app.extensions["settings"].link_key
    issue_cards(there.practice, there.wave, there.manager, key, OPENED)
    db.session.commit()
    invitation = there.invitation("Cas")
    card = code(key, invitation.id, invitation.generation)
    outcomes = []
    for _ in range(2):
        sheet = find_sheet(there.wave, card, "npt-core", key)
        assert sheet is not None
        outcomes.append(enter(sheet, ANSWERS, there.manager, key, OPENED))
        db.session.commit()
    assert outcomes == [Entered.FIRST, Entered.SENT]
    expected = pseudonym(key, invitation.participant_id, "npt-core")
    assert db.session.scalars(select(Response.pseudonym)).all() == [expected]


def people_of(practice: Practice, wave: Wave, codes: list[uuid.UUID], manager: uuid.UUID | None) -> None:
    """Add the responses of people with these pseudonyms, and of the practice manager."""
    for each in codes:
        respond(practice, wave, "gp", 4).pseudonym = each
    if manager:
        respond(practice, wave, "practice_manager", 4).pseudonym = manager
    db.session.flush()


def two_waves(before: int, both: int, after: int, *, linked: bool = True) -> Snapshot:
    """Return the later snapshot of a practice where ``both`` people answered twice, the others once."""
    of = linked_programme()
    of.linked_waves = linked
    elm = builder.practice(of, headcount=40)
    everybody = [uuid.uuid4() for _ in range(before + both + after)]
    manager = uuid.uuid4()
    waves = [builder.wave(of, [elm], label) for label in ("W1", "W2")]
    waves[1].opens_on = waves[0].opens_on + datetime.timedelta(180)
    people_of(elm, waves[0], everybody[: before + both], manager)
    close_wave(waves[0], DAY)
    people_of(elm, waves[1], everybody[before:], manager)
    close_wave(waves[1], LATER)
    return db.session.scalars(select(Snapshot).where(Snapshot.wave_id == waves[1].id)).one()


def said_of(snapshot: Snapshot) -> str:
    """Return what is said of who answered the two waves."""
    before = released_before(snapshot)
    assert before is not None
    return release_change(before, release_snapshot(snapshot)).people


def test_the_same_people_are_counted_without_the_manager(app: Flask) -> None:
    snapshot = two_waves(before=5, both=6, after=0)
    assert snapshot.same_people == 6
    assert said_of(snapshot).startswith("6 people besides the practice manager answered both times.")


@pytest.mark.parametrize(("before", "both", "after"), [(0, 4, 5), (1, 6, 0), (0, 6, 4), (5, 0, 5)])
def test_no_number_is_given_that_tells_of_a_few(app: Flask, before: int, both: int, after: int) -> None:
    snapshot = two_waves(before, both, after)
    assert snapshot.same_people is None
    assert not any(letter.isdigit() for letter in said_of(snapshot))


def test_unlinked_waves_say_that_the_people_may_differ(app: Flask) -> None:
    snapshot = two_waves(before=0, both=6, after=0, linked=False)
    assert snapshot.same_people is None
    assert said_of(snapshot).startswith("The waves are not linked")


@pytest.mark.parametrize(
    ("people", "once", "may"),
    [(5, (0, 0), True), (4, (0, 0), False), (5, (0, 1), False), (5, (5, 0), True), (5, (4, 5), False)],
)
def test_counting_needs_enough_of_each(people: int, once: tuple[int, int], may: bool) -> None:
    assert may_be_counted(people, once, 5) is may


def test_closing_keeps_pseudonyms_for_the_next_wave_and_no_longer(app: Flask) -> None:
    """Who answered in which waves is known by name: answers linked for good would be found by that."""
    snapshot = two_waves(before=0, both=6, after=0)
    kept = db.session.scalars(select(Response.pseudonym).where(Response.wave_id == snapshot.wave_id)).all()
    assert len(set(kept)) == 7
    assert None not in kept
    earlier = db.session.scalars(select(Response.pseudonym).where(Response.wave_id != snapshot.wave_id)).all()
    assert earlier == [None] * 7


def test_who_answered_is_not_to_be_found_from_a_pseudonym_in_the_database(app: Flask) -> None:
    of = linked_programme()
    elm = builder.practice(of)
    invitation = builder.invitation(elm, builder.wave(of, [elm]))
    db.session.commit()
    person = Person(app, invitation)
    person.answer(ANSWERS)
    person.send()
    (held,) = db.session.scalars(select(Response.pseudonym)).all()
    assert held not in {invitation.id, invitation.participant_id, elm.id}
    assert db.session.get(Participation, invitation.id) is not None
