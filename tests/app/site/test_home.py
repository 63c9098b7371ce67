"""The home page: what this is, and for people with an account what to do now."""

from __future__ import annotations

from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.world import Installation, visitor


def home(installation: Installation, role: str | None) -> str:
    """Return the home page of a role."""
    return installation.visitor(role).get("/").get_data(as_text=True)


def test_signed_out_people_learn_what_this_is(installation: Installation) -> None:
    page = home(installation, None)
    assert "You need no account" in page
    assert 'href="/sign-in"' in page
    assert "Sign out" not in page


def test_manager_is_led_to_the_open_wave_and_the_last_result(installation: Installation) -> None:
    page = home(installation, "manager")
    assert "/programmes/harbour/practices/elm/waves/W1" in page
    assert "/programmes/harbour/practices/elm/waves/W2" in page
    assert "/programmes/harbour/practices/oak" not in page


def test_lead_is_led_to_their_programme(installation: Installation) -> None:
    page = home(installation, "lead")
    assert 'href="/programmes/harbour"' in page
    assert "valley" not in page


def test_administrator_is_told_that_results_are_not_shown(installation: Installation) -> None:
    page = home(installation, "administrator")
    assert "not shown to administrators" in page
    assert "harbour" not in page


def test_manager_before_the_first_wave_is_told_what_to_expect(app: Flask) -> None:
    elm = builder.practice(builder.programme())
    account = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)])
    db.session.commit()
    page = visitor(app, account).get("/").get_data(as_text=True)
    assert "no wave of your practice has opened" in page


def test_navigation_shows_the_pages_of_the_audience_only(installation: Installation) -> None:
    assert 'href="/programmes"' not in home(installation, "manager")
    assert 'href="/programmes"' in home(installation, "evaluator")
    assert 'href="/practices"' not in home(installation, "administrator")
