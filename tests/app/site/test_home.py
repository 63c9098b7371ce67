"""The home page: what this is, and for people with an account what to do now."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Audience, Practice, Programme, Wave, WaveState
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.responses import respond
from tests.app.world import Installation, visitor


def home(installation: Installation, role: str | None) -> str:
    """Return the home page of a role."""
    return installation.visitor(role).get("/").get_data(as_text=True)


def test_signed_out_people_learn_what_this_is(installation: Installation) -> None:
    page = home(installation, None)
    assert "You need no account" in page
    assert 'href="/sign-in"' in page
    assert "Sign out" not in page


def test_manager_of_one_practice_is_at_home_on_its_page(installation: Installation) -> None:
    answer = installation.visitor("manager").get("/")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/programmes/harbour/practices/elm"


def test_manager_of_several_is_led_to_the_page_of_each(app: Flask) -> None:
    of = builder.programme()
    places = [builder.practice(of, slug) for slug in ("elm", "oak", "ash")]
    builder.wave(of, places[:1])
    grants = [Grant(Audience.MANAGER, practice=each) for each in places[:2]]
    account = create_account("manager@example.org", grants)
    db.session.commit()
    page = visitor(app, account).get("/").get_data(as_text=True)
    assert 'href="/programmes/harbour/practices/elm"' in page
    assert "Wave W1 is open until" in page
    assert 'href="/programmes/harbour/practices/oak"' in page
    assert "No wave has opened yet for Oak. See what to do before one does." in page
    assert "ash" not in page.split("<main")[1]  # the head has random tokens


def test_practice_that_was_merged_away_says_into_which(app: Flask) -> None:
    of = builder.programme()
    elm, oak = builder.practice(of, "elm"), builder.practice(of, "oak")
    account = create_account(
        "manager@example.org", [Grant(Audience.MANAGER, practice=each) for each in (elm, oak)]
    )
    oak.merged_into_id, oak.merged_on = elm.id, builder.OPENS
    db.session.commit()
    page = visitor(app, account).get("/").get_data(as_text=True)
    assert "Oak is now part of Elm." in page
    assert "No wave has opened yet for Elm." in page
    assert "for Oak" not in page


def open_waves(of: Programme, elm: Practice) -> None:
    """Add two open waves that ask the practice, one whose days are over, and a later one in preparation."""
    for label in ("W1", "P1", "W0", "W9"):
        builder.wave(of, [elm], label)
    waves = {wave.label: wave for wave in db.session.scalars(select(Wave))}
    waves["W0"].closes_on = builder.OPENS
    waves["W9"].state, waves["W9"].opens_on = WaveState.DRAFT, builder.CLOSES


@pytest.mark.parametrize("audience", [Audience.LEAD, Audience.EVALUATOR, Audience.MANAGER])
def test_every_open_wave_is_named_and_one_in_preparation_hides_none(app: Flask, audience: Audience) -> None:
    of = builder.programme()
    elm, oak = builder.practice(of, "elm"), builder.practice(of, "oak")
    open_waves(of, elm)
    if audience is Audience.MANAGER:
        grants = [Grant(audience, practice=each) for each in (elm, oak)]
    else:
        grants = [Grant(audience, of)]
    account = create_account("somebody@example.org", grants)
    db.session.commit()
    page = visitor(app, account).get("/").get_data(as_text=True)
    assert "Wave W1 is open until 5 January 2036." in page
    assert "Wave P1 is open until 5 January 2036." in page
    assert "The last day of Wave W0 has passed." in page
    assert page.count("See how many have answered.") == 1
    assert "Wave W9" not in page  # "W9" alone can stand in a token


NOTHING_SHOWN = "is closed. Not enough people answered, so nothing is shown of it."


@pytest.mark.parametrize(
    ("answering", "said"),
    [
        ([6], ["Wave W1 is closed. Its result is ready to read."]),
        ([2], [f"Wave W1 {NOTHING_SHOWN}"]),
        ([6, 2], [f"Wave W2 {NOTHING_SHOWN}", "The result of Wave W1 is ready to read."]),
        ([2, 6], ["Wave W2 is closed. Its result is ready to read."]),
    ],
)
def test_home_says_of_a_closed_wave_what_the_page_of_the_practice_says(
    app: Flask, answering: list[int], said: list[str]
) -> None:
    of = builder.programme()
    elm, oak = builder.practice(of, "elm"), builder.practice(of, "oak")
    for number, people in enumerate(answering, 1):
        wave = builder.wave(of, [elm], f"W{number}")
        wave.opens_on += number * datetime.timedelta(days=100)
        for _ in range(people):
            respond(elm, wave, "receptionist", 4)
        close_wave(wave, wave.opens_on)
    account = create_account(
        "manager@example.org", [Grant(Audience.MANAGER, practice=each) for each in (elm, oak)]
    )
    db.session.commit()
    client = visitor(app, account)
    page = client.get("/").get_data(as_text=True)
    for words in said:
        assert words in page
    assert page.count("ready to read") == "".join(said).count("ready to read")
    own = client.get("/programmes/harbour/practices/elm").get_data(as_text=True)
    assert ("Not enough answers" in own) is (max(answering) < 5)


def test_lead_is_led_to_their_programme(installation: Installation) -> None:
    page = home(installation, "lead")
    assert 'href="/programmes/harbour"' in page
    assert "valley" not in page


def test_administrator_is_told_that_results_are_not_shown(installation: Installation) -> None:
    page = home(installation, "administrator")
    assert "you are shown no results and no answers" in page
    assert "harbour" not in page


def test_manager_before_the_first_wave_is_told_what_to_expect(app: Flask) -> None:
    elm = builder.practice(builder.programme())
    account = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)])
    db.session.commit()
    page = visitor(app, account).get("/", follow_redirects=True).get_data(as_text=True)
    assert "Nobody is on the list of staff yet. Staff who are on it are asked when a wave opens." in page


def test_account_that_is_nothing_any_more_is_told_whom_to_ask(app: Flask) -> None:
    account = create_account("nobody@example.org", [])
    db.session.commit()
    assert "ask whoever runs the programme" in visitor(app, account).get("/").get_data(as_text=True)


def test_navigation_shows_the_pages_of_the_audience_only(installation: Installation) -> None:
    assert 'href="/programmes"' not in home(installation, "manager")
    assert 'href="/programmes"' in home(installation, "evaluator")
    assert 'href="/practices"' not in home(installation, "administrator")


def test_administrator_is_told_what_to_look_at(installation: Installation) -> None:
    page = home(installation, "administrator")
    assert "Look at this" in page
    assert '<a href="/admin/health">Worker</a>' in page
    assert '<a href="/admin/settings">Nobody needs a second step</a>' in page
    assert "Look at this" not in home(installation, "lead")
