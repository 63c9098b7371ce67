"""What a browser does with passkeys, for tests: asks for options, has them answered, sends the form."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.db import db
from app.identity.sessions import FRESH
from app.models import Passkey, SignIn, User
from app.operations.create_account import NewAccount
from tests.app.account.authenticator import Authenticator
from tests.app.accounts.conftest import People
from tests.app.accounts.test_sign_in import attempt
from tests.app.world import Visitor, token, visitor

LIST = "/account/passkeys"
STEP = "/sign-in/passkey"
ALONE = "/sign-in/with-passkey"


@pytest.fixture
def device(app: Flask, people: People) -> Authenticator:
    """A device that holds a passkey of the lead."""
    found = Authenticator()
    has_one(app, people["lead"], found)
    return found


def csrf(client: Visitor) -> str:
    """Return the token of the client's session."""
    for place in ("/account", "/account/second-factor", "/sign-in"):
        page = client.get(place)
        if page.status_code == 200:
            break
    return token(page.get_data(as_text=True))


def options(client: Visitor, place: str, **form: str) -> dict[str, Any]:
    """Ask for the options of a form; they are there."""
    answer = client.post(f"{place}/options", data={"csrf_token": csrf(client), **form})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found


def send(client: Visitor, place: str, credential: str, **form: str) -> TestResponse:
    """Send a form with what the browser says."""
    return client.post(place, data={"csrf_token": csrf(client), "credential": credential, **form})


def add(client: Visitor, device: Authenticator, name: str = "Work phone") -> TestResponse:
    """Add a passkey on a device."""
    made = device.make(options(client, LIST, name=name))
    return send(client, LIST, made, name=name)


def has_one(app: Flask, account: NewAccount, device: Authenticator) -> None:
    """Give an account a passkey on a device."""
    assert add(visitor(app, account), device).status_code == 200  # recovery codes


def sign_in_alone(client: Visitor, device: Authenticator, **form: str) -> TestResponse:
    """Sign in with a passkey and nothing else."""
    return send(client, ALONE, device.sign(options(client, ALONE)), **form)


def half_in(app: Flask, account: NewAccount) -> Visitor:
    """Return a client that has given the password of somebody with a passkey."""
    client = visitor(app)
    _, target, _ = attempt(client, account.user.email, account.password)
    assert target.startswith(STEP)
    return client


def answer_step(client: Visitor, device: Authenticator) -> int:
    """Answer with a passkey after the password; return the status."""
    form = {"csrf_token": half_csrf(client)}
    asked = client.post(f"{STEP}/options", data=form).get_json()
    return client.post(STEP, data={**form, "credential": device.sign(asked)}).status_code


def half_csrf(client: Visitor) -> str:
    """Return the token of a client between the password and the passkey."""
    return token(client.get(STEP).get_data(as_text=True))


def is_in(client: Visitor) -> bool:
    """Return whether the client is signed in."""
    return client.get("/account").status_code == 200


def stored() -> list[Passkey]:
    """Return every passkey that the database holds now."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Passkey).order_by(Passkey.name)))


def user_of(account: NewAccount) -> User:
    """Return the account's user as the database holds them now."""
    db.session.rollback()
    return db.session.get_one(User, account.user.id, populate_existing=True)


def leave_open(beyond: datetime.timedelta = FRESH) -> None:
    """Let every sign-in be as old as a screen that was left open."""
    now = datetime.datetime.now(datetime.UTC)
    db.session.execute(update(SignIn).values(begun_at=now - beyond))
    db.session.commit()
