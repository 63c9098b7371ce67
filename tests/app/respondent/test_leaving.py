"""Coming back later, deleting what was answered, not being asked again."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.mail_addresses import address_mac
from app.models import Draft, Participant, Response, StoppedAddress
from tests.app.builder import Built
from tests.app.respondent.person import PAGES, Person, tables

ITEM = "coherence_differentiation"


def test_save_and_come_back_later_saves_and_says_how_valid_or_not(person: Person) -> None:
    person.post()
    answer = person.save(PAGES[0], {ITEM: "4", "coherence_comment": "x" * 1001, "go": "later"})
    assert answer.location == "saved"
    page = person.get("saved").text
    for said in ("Your answers are saved", "the same link", "5 January 2036", "no time limit"):
        assert said in page
    assert "x" * 1001 in person.get(PAGES[0]).text


def test_withdrawing_asks_first_and_then_deletes_everything(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4"})
    before = tables()
    assert "Delete your answers?" in person.get("withdraw").text
    assert tables() == before
    assert person.post("withdraw").location == "./"
    assert db.session.scalars(select(Draft)).all() == []
    assert "Carry on" not in person.get().text
    assert person.get(PAGES[0]).location == "./"


def test_withdrawing_twice_or_before_beginning_leads_to_the_start(person: Person) -> None:
    assert person.get("withdraw").location == "./"
    assert person.post("withdraw").location == "./"
    person.post()
    for _ in range(2):
        assert person.post("withdraw").location == "./"


def test_what_was_sent_cannot_be_withdrawn(person: Person) -> None:
    person.answer({ITEM: "4"})
    person.send()
    assert person.get("withdraw").location == "receipt"
    assert person.post("withdraw").location == "receipt"
    assert len(db.session.scalars(select(Response)).all()) == 1


def test_a_page_sent_after_withdrawing_begins_nothing(person: Person) -> None:
    person.post()
    person.post("withdraw")
    assert person.post(PAGES[0], {"revision": "0", ITEM: "4"}).location == "./"
    assert db.session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize("email", ["reception@example.org", None])
def test_who_does_not_want_to_be_asked_again_is_not(
    app: Flask, person: Person, built: Built, email: str | None
) -> None:
    participant = db.session.get_one(Participant, built.invitations[0].participant_id)
    participant.email = email
    db.session.commit()
    before = tables()
    assert 'href="stop"' in person.get().text
    assert "Not be asked again?" in person.get("stop").text
    assert tables() == before
    assert person.post("stop", {"go": "stop"}).location == "stop"
    assert "You will not be asked again" in person.get("stop").text
    db.session.refresh(participant)
    assert participant.do_not_ask
    key = app.extensions["settings"].link_key
    stopped = db.session.scalars(select(StoppedAddress.address_mac)).all()
    assert stopped == ([address_mac(key, email)] if email else [])
    person.post("stop", {"go": "resume"})
    assert (
        db.session.scalars(select(Participant.do_not_ask).where(Participant.id == participant.id)).one()
        is False
    )
    assert db.session.scalars(select(StoppedAddress)).all() == []


def test_who_wants_no_mail_may_still_answer(person: Person) -> None:
    person.post("stop", {"go": "stop"})
    person.answer({ITEM: "4"})
    assert person.send().location == "receipt"
