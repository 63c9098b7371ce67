"""Links that open nothing, and what they do not tell."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.links import token
from app.models import Draft, Response, WaveState
from app.operations.close_wave import close_wave
from tests.app.builder import Built
from tests.app.respondent.person import PAGES, Person, statements, tables

EVERYWHERE = ("", *PAGES, "check", "receipt", "withdraw", "stop")
TO_READ = ("saved", "accessibility")
YESTERDAY = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)


def assert_opens_nothing(person: Person, as_if: str) -> None:
    """Every page, opened or sent to, is the one calm page; nothing changes."""
    before = tables()
    for page in EVERYWHERE:
        for answer in (person.get(page), person.post(page, {"revision": "0", "consent": "yes"})):
            assert answer.status_code == 404
            assert answer.text == as_if
    assert {person.get(page).text for page in TO_READ} == {as_if}
    assert tables() == before


@pytest.fixture
def calm_page(app: Flask) -> str:
    """What a link that never was shows."""
    return app.test_client().get("/q/AAAA/").text


def test_a_forged_link_opens_nothing(person: Person, calm_page: str) -> None:
    assert "This link does not open a questionnaire" in calm_page
    real = person.token
    for forged in (real[:-1], real + "A", real[:-1] + ("A" if real[-1] != "A" else "B"), "x" * 46, "é"):
        person.token = forged
        assert_opens_nothing(person, calm_page)


def test_an_invitation_that_is_gone_opens_nothing(app: Flask, built: Built, calm_page: str) -> None:
    person = Person(app, built.invitations[0])
    db.session.delete(built.invitations[0])
    db.session.commit()
    assert_opens_nothing(person, calm_page)


def test_re_addressing_kills_the_old_link_and_its_answers(app: Flask, built: Built, calm_page: str) -> None:
    invitation = built.invitations[0]
    old = Person(app, invitation)
    old.answer({"coherence_comment": "Mine."})
    invitation.generation = 2
    db.session.commit()
    assert_opens_nothing(old, calm_page)
    new = Person(app, invitation)
    assert "Carry on" not in new.get().text
    assert new.get(PAGES[0]).location == "./"
    assert new.post("check", {"revision": "6"}).location == "receipt"
    assert db.session.scalars(select(Response)).all() == []
    new.post()
    assert "Mine." not in new.get("check").text


@pytest.mark.parametrize("begun", [False, True])
def test_a_wave_past_its_last_day_takes_no_answers(
    person: Person, built: Built, calm_page: str, begun: bool
) -> None:
    if begun:
        person.answer({})
    built.wave.opens_on = built.wave.closes_on = YESTERDAY
    db.session.commit()
    assert_opens_nothing(person, calm_page)


@pytest.mark.parametrize("state", [WaveState.DRAFT, WaveState.CLOSED])
def test_a_wave_that_is_not_open_takes_no_answers(
    person: Person, built: Built, calm_page: str, state: WaveState
) -> None:
    person.answer({})
    built.wave.state = state
    db.session.commit()
    assert_opens_nothing(person, calm_page)


def test_the_last_day_belongs_to_the_wave(person: Person, built: Built) -> None:
    built.wave.opens_on = built.wave.closes_on = YESTERDAY + datetime.timedelta(days=1)
    db.session.commit()
    person.answer({})
    assert person.send().location == "receipt"
    assert person.get("receipt").status_code == 200


def test_links_of_a_wave_that_is_over_do_not_tell_who_has_answered(
    person: Person, built: Built, calm_page: str
) -> None:
    person.answer({})
    person.send()
    close_wave(built.wave, YESTERDAY)
    db.session.commit()
    assert_opens_nothing(person, calm_page)
    assert "Answers that were sent stay counted." in calm_page
    assert db.session.scalars(select(Draft)).all() == []


def steps(person: Person) -> list[list[str]]:
    """Return the statements of every page, opened and sent to."""
    found = []
    for page in EVERYWHERE:
        for method in (person.get, person.post):
            with statements() as seen:
                method(page)
            found.append(seen)
    return found


def test_every_link_that_opens_nothing_takes_the_same_steps(app: Flask, built: Built) -> None:
    invitation = built.invitations[0]
    real, forged, malformed, foreign = (Person(app, invitation) for _ in range(4))
    forged.token = real.token[:-1] + ("A" if real.token[-1] != "A" else "B")
    malformed.token = "~" * 7
    foreign.token = token("another installation's key " * 2, invitation.id, 1)
    invitation.generation = 2
    db.session.commit()
    replayed = steps(real)
    assert sum(map(len, replayed)) > len(EVERYWHERE)
    assert steps(forged) == steps(malformed) == steps(foreign) == replayed
    real.use(invitation)
    built.wave.opens_on = built.wave.closes_on = YESTERDAY
    db.session.commit()
    assert steps(real) == replayed
