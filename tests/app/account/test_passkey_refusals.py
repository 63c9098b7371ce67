"""What must not sign anybody in: answers of another place, time, key, count or person."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import db
from app.models import Challenge, Passkey, User
from app.operations.passkeys import REFUSED, UNKNOWN
from tests.app.account.authenticator import Authenticator, decoded, encoded
from tests.app.account.passkeys import (
    ALONE,
    STEP,
    answer_step,
    device,
    half_csrf,
    half_in,
    has_one,
    is_in,
    options,
    send,
    sign_in_alone,
    stored,
)
from tests.app.accounts.conftest import People, people
from tests.app.world import visitor

__all__ = ["device", "people"]


def test_somebody_elses_passkey_is_no_second_step(app: Flask, people: People, device: Authenticator) -> None:
    other = Authenticator()
    has_one(app, people["manager"], other)
    client = half_in(app, people["lead"])
    assert answer_step(client, other) == 422
    assert not is_in(client)
    assert answer_step(client, device) == 303


@pytest.mark.parametrize(
    "different",
    [
        pytest.param({"origin": "http://localhost.example"}, id="another address"),
        pytest.param({"origin": "http://localhost:8000"}, id="another port"),
        pytest.param({"rp_id": "example.org"}, id="another service"),
        pytest.param({"verifies": False}, id="nobody looked at"),
        pytest.param({"count": 0}, id="the same count"),
        pytest.param({"count": -1}, id="a lower count"),
    ],
)
def test_answer_that_differs_signs_nobody_in(
    app: Flask, people: People, device: Authenticator, different: dict[str, object]
) -> None:
    db.session.execute(update(Passkey).values(sign_count=1))
    db.session.commit()
    refused = device.but(**different)
    alone, after_password = visitor(app), half_in(app, people["lead"])
    answer = sign_in_alone(alone, refused)
    assert answer.status_code == 422
    assert REFUSED in answer.get_data(as_text=True)
    refused = device.but(**different)
    assert answer_step(after_password, refused) == 422
    assert not is_in(alone)
    assert not is_in(after_password)
    assert stored()[0].last_used_on is None


def test_count_is_kept_and_a_copy_that_counts_from_before_is_refused(
    app: Flask, people: People, device: Authenticator
) -> None:
    copy = device.but()
    for _ in range(2):
        assert sign_in_alone(visitor(app), device).status_code == 303
    assert stored()[0].sign_count == device.count
    assert sign_in_alone(visitor(app), copy).status_code == 422


def test_answer_signs_in_once(app: Flask, people: People, device: Authenticator) -> None:
    device.step = 0
    db.session.execute(update(Passkey).values(sign_count=0))
    db.session.commit()
    device.count = 0
    client = visitor(app)
    answer = device.sign(options(client, ALONE))
    with client.session_transaction() as kept:
        before = dict(kept)
    assert send(client, ALONE, answer).status_code == 303
    thief = visitor(app)
    with thief.session_transaction() as kept:
        kept.update(before)
    assert send(thief, ALONE, answer).status_code == 422
    assert not is_in(thief)


def test_challenge_is_used_up_by_a_refusal(app: Flask, people: People, device: Authenticator) -> None:
    client = visitor(app)
    asked = options(client, ALONE)
    with client.session_transaction() as kept:
        before = dict(kept)
    assert send(client, ALONE, device.but(verifies=False).sign(asked)).status_code == 422
    with client.session_transaction() as kept:
        kept.update(before)
    assert send(client, ALONE, device.sign(asked)).status_code == 422
    assert not is_in(client)


def test_challenge_expires(app: Flask, people: People, device: Authenticator) -> None:
    client = visitor(app)
    answer = device.sign(options(client, ALONE))
    db.session.execute(update(Challenge).values(expires_at=datetime.datetime.now(datetime.UTC)))
    db.session.commit()
    assert send(client, ALONE, answer).status_code == 422
    assert not is_in(client)


def test_challenge_belongs_to_its_browser_and_its_step(
    app: Flask, people: People, device: Authenticator
) -> None:
    stranger = visitor(app)
    assert send(stranger, ALONE, device.sign(options(visitor(app), ALONE))).status_code == 422
    half = half_in(app, people["lead"])
    form = {"csrf_token": half_csrf(half)}
    for_step = device.sign(half.post(f"{STEP}/options", data=form).get_json())
    assert half.post(ALONE, data={**form, "credential": for_step}).status_code == 422
    form = {"csrf_token": half_csrf(half)}
    for_alone = device.sign(half.post(f"{ALONE}/options", data=form).get_json())
    assert half.post(STEP, data={**form, "credential": for_alone}).status_code == 422
    assert not is_in(half)


@pytest.mark.parametrize("part", ["signature", "authenticatorData", "clientDataJSON", "userHandle"])
def test_changed_answer_signs_nobody_in(app: Flask, people: People, device: Authenticator, part: str) -> None:
    client = visitor(app)
    answer = json.loads(device.sign(options(client, ALONE)))
    data = bytearray(decoded(answer["response"][part]))
    data[-1] ^= 1
    answer["response"][part] = encoded(bytes(data))
    assert send(client, ALONE, json.dumps(answer)).status_code == 422
    assert not is_in(client)


def test_answer_without_a_signature_of_this_key_is_refused(
    app: Flask, people: People, device: Authenticator
) -> None:
    mine = Authenticator(count=9)
    has_one(app, people["manager"], mine)
    forged = dataclasses.replace(mine.keys[0], id=device.keys[0].id, handle=device.keys[0].handle)
    client = visitor(app)
    assert send(client, ALONE, mine.sign(options(client, ALONE), forged)).status_code == 422
    assert not is_in(client)


def test_removed_passkey_and_unknown_one_are_said_to_be_unknown(
    app: Flask, people: People, device: Authenticator
) -> None:
    db.session.delete(stored()[0])
    db.session.commit()
    answer = sign_in_alone(visitor(app), device)
    assert answer.status_code == 422
    assert UNKNOWN in answer.get_data(as_text=True)


def test_closed_account_stays_closed(app: Flask, people: People, device: Authenticator) -> None:
    db.session.execute(update(User).values(active=False))
    db.session.commit()
    client = visitor(app)
    answer = sign_in_alone(client, device)
    assert answer.status_code == 422
    assert "This account is closed" in answer.get_data(as_text=True)
    assert not is_in(client)
