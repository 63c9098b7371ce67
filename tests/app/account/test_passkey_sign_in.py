"""Signing in with a passkey: after the password or without one, limited, in a new session."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask

from app import create_app
from app.identity.attempts import MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS, TOO_MANY
from tests.app.account.authenticator import Authenticator, decoded
from tests.app.account.passkeys import (
    ALONE,
    STEP,
    add,
    answer_step,
    csrf,
    device,
    half_csrf,
    half_in,
    has_one,
    is_in,
    options,
    send,
    sign_in_alone,
)
from tests.app.account.test_second_factor import code_of, enter, secret_of, set_up
from tests.app.accounts.conftest import People, people
from tests.app.world import visitor

__all__ = ["device", "people"]


def test_passkey_alone_signs_in(app: Flask, people: People, device: Authenticator) -> None:
    client = visitor(app)
    assert sign_in_alone(client, device).headers["Location"] == "/"
    assert "lead@example.org" in client.get("/account").get_data(as_text=True)


def test_password_alone_opens_nothing_once_there_is_a_passkey(
    app: Flask, people: People, device: Authenticator
) -> None:
    client = half_in(app, people["lead"])
    assert not is_in(client)
    assert answer_step(client, device) == 303
    assert is_in(client)


def test_after_the_password_the_browser_is_told_which_passkeys_will_do(
    app: Flask, people: People, device: Authenticator
) -> None:
    client = half_in(app, people["lead"])
    asked = client.post(f"{STEP}/options", data={"csrf_token": half_csrf(client)}).get_json()
    assert [decoded(each["id"]) for each in asked["allowCredentials"]] == [device.keys[0].id]
    assert asked["userVerification"] == "required"
    assert options(visitor(app), ALONE)["allowCredentials"] == []


def test_device_that_does_not_count_signs_in_again_and_again(app: Flask, people: People) -> None:
    device = Authenticator(step=0)
    has_one(app, people["lead"], device)
    for _ in range(2):
        assert sign_in_alone(visitor(app), device).status_code == 303


def test_browser_that_sent_nothing_is_told_so(app: Flask, people: People) -> None:
    answer = send(visitor(app), ALONE, "", next="/practices")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: Sign in" in page
    assert "Your browser sent no passkey" in page
    assert 'name="next" value="/practices"' in page


def test_tries_are_limited_as_with_passwords(app: Flask, people: People, device: Authenticator) -> None:
    refused = device.but(verifies=False)
    for _ in range(MOST_FOR_ACCOUNT):
        assert TOO_MANY not in sign_in_alone(visitor(app), refused).get_data(as_text=True)
    answer = sign_in_alone(visitor(app), device)
    assert TOO_MANY in answer.get_data(as_text=True)


def test_who_gets_in_begins_again_at_nought(app: Flask, people: People, device: Authenticator) -> None:
    for _ in range(2):
        for _ in range(MOST_FOR_ACCOUNT - 1):
            sign_in_alone(visitor(app), device.but(verifies=False))
        assert sign_in_alone(visitor(app), device).status_code == 303


def test_options_are_not_handed_out_without_end(sqlite_app: Flask) -> None:
    client = visitor(sqlite_app)
    form = {"csrf_token": csrf(client)}
    statuses = [client.post(f"{ALONE}/options", data=form).status_code for _ in range(MOST_FROM_ADDRESS + 1)]
    assert statuses == [200] * MOST_FROM_ADDRESS + [429]


def test_session_from_before_is_worth_nothing_afterwards(
    app: Flask, people: People, device: Authenticator
) -> None:
    victim, planter = visitor(app), visitor(app)
    planter.get("/sign-in")
    with planter.session_transaction() as kept:
        kept["sign_in"], kept["new_second_factor"] = "planted", "planted"
        planted = dict(kept)
    with victim.session_transaction() as kept:
        kept.update(planted)
    assert sign_in_alone(victim, device).status_code == 303
    with victim.session_transaction() as kept:
        assert kept["sign_in"] != "planted"
        assert "new_second_factor" not in kept
        assert kept.get("csrf_token") != planted["csrf_token"]
    assert not is_in(planter)


@pytest.mark.parametrize(
    ("asked_for", "target"), [("/practices", "/practices"), ("https://example.org/", "/"), ("", "/")]
)
def test_it_leads_to_the_page_asked_for_if_that_is_ours(
    app: Flask, people: People, device: Authenticator, asked_for: str, target: str
) -> None:
    assert sign_in_alone(visitor(app), device, next=asked_for).headers["Location"] == target


def test_recovery_code_takes_the_place_of_a_passkey(app: Flask, people: People) -> None:
    page = add(visitor(app, people["lead"]), Authenticator()).get_data(as_text=True)
    code = page.split('class="app-key">', 1)[1].split("<", 1)[0]
    client = half_in(app, people["lead"])
    assert "/sign-in/recovery-code" in client.get(STEP).get_data(as_text=True)
    assert enter(client, code, "/sign-in/recovery-code")[0] == 302
    assert is_in(client)


def test_page_of_codes_leads_who_has_no_app_to_the_passkey(
    app: Flask, people: People, device: Authenticator
) -> None:
    client = half_in(app, people["lead"])
    assert client.get("/sign-in/code").headers["Location"] == STEP
    form = {"code": "000000", "csrf_token": half_csrf(client)}
    assert client.post("/sign-in/code", data=form).headers["Location"] == STEP
    assert "/sign-in/code" not in client.get(STEP).get_data(as_text=True)


def test_who_has_both_may_take_either(app: Flask, people: People, device: Authenticator) -> None:
    by_passkey = visitor(app)
    sign_in_alone(by_passkey, device)
    set_up(by_passkey)
    client = half_in(app, people["lead"])
    assert "/sign-in/code" in client.get(STEP).get_data(as_text=True)
    assert STEP in client.get("/sign-in/code").get_data(as_text=True)
    assert enter(client, code_of(secret_of(people["lead"])))[0] == 302
    assert is_in(client)


@pytest.mark.parametrize("place", [STEP, f"{STEP}/options"])
def test_second_step_is_nobodys_without_the_password(app: Flask, people: People, place: str) -> None:
    client = visitor(app)
    assert client.get(STEP).headers["Location"] == "/sign-in"
    answer = client.post(place, data={"csrf_token": csrf(client)})
    assert answer.status_code == (303 if place == STEP else 409)


def test_address_at_which_browsers_make_no_passkeys_offers_none(sqlite_app: Flask) -> None:
    settings = dataclasses.replace(sqlite_app.extensions["settings"], public_url="http://127.0.0.1:8000")
    client = visitor(create_app(settings))
    page = client.get("/sign-in").get_data(as_text=True)
    assert "passkey" not in page.lower()
    assert client.post(f"{ALONE}/options", data={"csrf_token": csrf(client)}).status_code == 404
