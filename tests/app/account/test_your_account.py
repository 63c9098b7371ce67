"""Your account: what it shows, a new password, and the way out on every device."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.app.accounts.conftest import People, people
from tests.app.accounts.test_sign_in import attempt
from tests.app.world import Visitor, token, visitor

__all__ = ["people"]

CHOSEN = "three random words"


def send(client: Visitor, place: str, **form: str) -> tuple[int, str]:
    """Send a form of the account's pages; return the status and the page."""
    csrf = token(client.get("/account").get_data(as_text=True))
    answer = client.post(place, data={**form, "csrf_token": csrf})
    return answer.status_code, answer.get_data(as_text=True)


def test_page_says_who_somebody_is_and_of_what(app: Flask, people: People) -> None:
    page = visitor(app, people["manager"]).get("/account").get_data(as_text=True)
    assert "manager@example.org" in page
    assert "Practice manager" in page
    assert "Elm" in page


def test_new_password_signs_out_every_device_and_works(app: Flask, people: People) -> None:
    account = people["lead"]
    desk, phone = visitor(app, account), visitor(app, account)
    form = {"password": account.password, "new_password": CHOSEN}
    assert send(desk, "/account/password", **form)[0] == 303
    assert desk.get("/account").status_code == phone.get("/account").status_code == 303
    assert attempt(visitor(app), account.user.email, account.password)[0] == 200
    assert attempt(visitor(app), account.user.email, CHOSEN)[0] == 302


@pytest.mark.parametrize(
    ("now", "new", "words"),
    [
        ("", CHOSEN, "Enter your password"),
        ("wrong", CHOSEN, "The password is wrong"),
        (None, "short", "at least 12 characters"),
        (None, "password1234", "This password is easy to guess"),
        (None, None, "is the old one"),
    ],
)
def test_error_changes_nothing(
    app: Flask, people: People, now: str | None, new: str | None, words: str
) -> None:
    account = people["lead"]
    client = visitor(app, account)
    password = account.password if now is None else now
    status, page = send(
        client, "/account/password", password=password, new_password=account.password if new is None else new
    )
    assert status == 422
    assert words in page
    assert "Error: Change your password" in page
    assert account.password not in page
    assert client.get("/account").status_code == 200


def test_sign_out_everywhere_ends_every_device_of_nobody_else(app: Flask, people: People) -> None:
    desk, phone = visitor(app, people["lead"]), visitor(app, people["lead"])
    manager = visitor(app, people["manager"])
    assert send(desk, "/account/sign-out-everywhere")[0] == 303
    assert desk.get("/account").status_code == phone.get("/account").status_code == 303
    assert manager.get("/account").status_code == 200
