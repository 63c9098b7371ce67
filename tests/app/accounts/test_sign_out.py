"""Signing out: on the server too, and only by a form of ours."""

from __future__ import annotations

from flask import Flask

from tests.app.accounts.conftest import People
from tests.app.world import Visitor, token, visitor


def sign_out(client: Visitor) -> int:
    """Press the button in the page's head."""
    page = client.get("/").get_data(as_text=True)
    return client.post("/sign-out", data={"csrf_token": token(page)}).status_code


def test_copied_cookie_is_worth_nothing_after_sign_out(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    kept = client.get_cookie("session")
    assert kept is not None
    assert sign_out(client) == 303
    thief = visitor(app)
    thief.set_cookie("session", kept.value)
    assert thief.get("/programmes").status_code == 303


def test_sign_out_leaves_other_devices_signed_in(app: Flask, people: People) -> None:
    phone, desk = visitor(app, people["lead"]), visitor(app, people["lead"])
    sign_out(phone)
    assert phone.get("/programmes").status_code == 303
    assert desk.get("/programmes").status_code == 200


def test_sign_out_ends_nobody_elses_session(app: Flask, people: People) -> None:
    lead, manager = visitor(app, people["lead"]), visitor(app, people["manager"])
    sign_out(lead)
    assert manager.get("/practices").status_code == 200


def test_page_says_that_it_happened(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    sign_out(client)
    page = client.get("/").get_data(as_text=True)
    assert "You are signed out." in page
    assert "Sign in" in page


def test_link_cannot_sign_out(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    assert client.get("/sign-out").status_code == 404
    assert client.post("/sign-out").status_code == 400
    assert client.get("/programmes").status_code == 200


def test_signing_out_twice_is_no_error(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    csrf = token(client.get("/").get_data(as_text=True))
    assert client.post("/sign-out", data={"csrf_token": csrf}).status_code == 303
    again = token(client.get("/sign-in").get_data(as_text=True))
    assert client.post("/sign-out", data={"csrf_token": again}).status_code == 303
