"""Admission: a blueprint lets in its audience and nobody else, and a view is public by name only."""

from __future__ import annotations

import pytest
from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue

from app.admission import admit
from app.models import Audience
from tests.app.accounts.conftest import People
from tests.app.world import visitor

LEADS = frozenset({Audience.LEAD})


@pytest.fixture
def guarded(app: Flask, people: People) -> Flask:
    """The application with a blueprint for leads, of which one view is public."""
    blueprint = Blueprint("guarded", __name__)
    admit(blueprint, LEADS, public=frozenset({"leaflet"}))
    blueprint.add_url_rule("/guarded", "room", page, methods=["GET", "POST"])
    blueprint.add_url_rule("/guarded/leaflet", "leaflet", page)
    app.register_blueprint(blueprint)
    return app


def page() -> ResponseReturnValue:
    """A page with nothing on it."""
    return "there"


def test_audience_comes_in(guarded: Flask, people: People) -> None:
    assert visitor(guarded, people["lead"]).get("/guarded").status_code == 200


def test_other_audiences_find_no_such_page(guarded: Flask, people: People) -> None:
    assert visitor(guarded, people["manager"]).get("/guarded").status_code == 404


def test_signed_out_people_are_asked_to_sign_in(guarded: Flask) -> None:
    answer = visitor(guarded).get("/guarded")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/guarded")


def test_public_view_is_open_by_its_name(guarded: Flask) -> None:
    assert visitor(guarded).get("/guarded/leaflet").status_code == 200
