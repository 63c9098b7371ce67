"""The second factor: who must have one, what opens without it, codes that work once, recovery codes."""

from __future__ import annotations

import dataclasses
import re
import time

import pytest
from flask import Flask
from flask_security.proxies import _security

from app.db import db
from app.identity.attempts import MOST_FOR_ACCOUNT, TOO_MANY
from app.identity.second_factor import WRONG_CODE
from app.models import Audience, User
from app.operations.create_account import Grant, NewAccount, create_account
from tests.app.accounts.conftest import People, people
from tests.app.accounts.test_sign_in import attempt
from tests.app.world import Visitor, token, visitor

__all__ = ["people"]

PLACE = "/account/second-factor"


@pytest.fixture
def strict(app: Flask) -> Flask:
    """The application that asks for a second factor."""
    settings = dataclasses.replace(app.extensions["settings"], second_factor="required")
    app.extensions["settings"] = settings
    return app


def code_of(secret: str, steps: int = 0) -> str:
    """Return what the app shows, ``steps`` of 30 seconds from now."""
    factory = _security.totp_factory._totp.from_source(secret)

    made: str = factory.generate(int(time.time()) + 30 * steps).token
    return made


def set_up(client: Visitor) -> list[str]:
    """Set up an app through the page; return the recovery codes, none where there were some before."""
    page = client.get(PLACE).get_data(as_text=True)
    with client.session_transaction() as kept:
        secret = kept["new_second_factor"]
    answer = client.post(PLACE, data={"code": code_of(secret, -1), "csrf_token": token(page)})
    assert answer.status_code in {200, 303}
    return re.findall(r"[0-9a-f]{4}(?:-[0-9a-f]{4}){2}", answer.get_data(as_text=True))


def secret_of(account: NewAccount) -> str:
    """Return the encrypted secret that the database holds."""
    db.session.rollback()
    db.session.expire_all()
    found = db.session.get(User, account.user.id)
    assert found is not None
    assert found.tf_totp_secret is not None
    return found.tf_totp_secret


def enter(client: Visitor, code: str, place: str = "/sign-in/code") -> tuple[int, str]:
    """Type a code after the password; return the status and the page."""
    page = client.get(place).get_data(as_text=True)
    answer = client.post(place, data={"code": code, "csrf_token": token(page)})
    return answer.status_code, answer.get_data(as_text=True)


def half_in(app: Flask, account: NewAccount) -> Visitor:
    """Return a client that has given the password only."""
    client = visitor(app)
    _, target, _ = attempt(client, account.user.email, account.password)
    assert target.startswith("/sign-in/code")
    return client


@pytest.mark.parametrize("audience", [Audience.LEAD, Audience.EVALUATOR, Audience.ADMINISTRATOR])
def test_who_sees_many_people_sets_one_up_before_anything_else(
    strict: Flask, people: People, audience: Audience
) -> None:
    of = None if audience is Audience.ADMINISTRATOR else people["lead"].user.memberships[0].programme
    account = create_account("new@example.org", [Grant(audience, of)])
    db.session.commit()
    client = visitor(strict, account)
    for place in ("/", "/practices", "/programmes") if of else ("/",):
        if client.get(place).status_code != 404:
            assert client.get(place).headers["Location"] == PLACE
    sees_results = "Your account sees results of many people" in client.get(PLACE).get_data(as_text=True)
    assert sees_results is (audience is not Audience.ADMINISTRATOR)
    set_up(client)
    assert client.get("/").status_code == 200


def test_manager_may_go_without(strict: Flask, people: People) -> None:
    assert visitor(strict, people["manager"]).get("/practices").status_code == 200


def test_demonstration_asks_nobody_and_says_so(app: Flask, people: People) -> None:
    assert visitor(app, people["lead"]).get("/programmes").status_code == 200
    assert "demonstration" in visitor(app).get("/sign-in").get_data(as_text=True)


def test_password_alone_opens_nothing_once_it_is_set_up(app: Flask, people: People) -> None:
    set_up(visitor(app, people["lead"]))
    client = half_in(app, people["lead"])
    assert client.get("/programmes").status_code == 303
    status, page = enter(client, "000000")
    assert status == 200
    assert WRONG_CODE in page
    assert client.get("/programmes").status_code == 303
    assert enter(client, code_of(secret_of(people["lead"])))[0] == 302
    assert client.get("/programmes").status_code == 200


def test_code_works_once(app: Flask, people: People) -> None:
    set_up(visitor(app, people["lead"]))
    code = code_of(secret_of(people["lead"]))
    assert enter(half_in(app, people["lead"]), code)[0] == 302
    assert WRONG_CODE in enter(half_in(app, people["lead"]), code)[1]


def test_recovery_code_works_once(app: Flask, people: People) -> None:
    codes = set_up(visitor(app, people["lead"]))
    assert len(codes) == 8
    client = half_in(app, people["lead"])
    assert enter(client, codes[3].upper(), "/sign-in/recovery-code")[0] == 302
    assert client.get("/programmes").status_code == 200
    status, _ = enter(half_in(app, people["lead"]), codes[3], "/sign-in/recovery-code")
    assert status == 200


def test_guesses_of_a_code_are_limited(app: Flask, people: People) -> None:
    set_up(visitor(app, people["lead"]))
    client = half_in(app, people["lead"])
    for _ in range(MOST_FOR_ACCOUNT):
        assert TOO_MANY not in enter(client, "000000")[1]
    assert TOO_MANY in enter(client, code_of(secret_of(people["lead"])))[1]


def test_wrong_first_code_sets_nothing_up(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    status, page = enter(client, "000000", PLACE)
    assert status == 422
    assert 'href="#code"' in page
    assert visitor(app, people["lead"]).get("/programmes").status_code == 200


def test_neither_secret_nor_codes_are_kept_in_the_clear(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    key = re.search(r'class="app-key">([^<]+)<', client.get(PLACE).get_data(as_text=True))
    codes = set_up(client)
    assert key is not None
    assert key[1].replace("-", "") not in secret_of(people["lead"])
    kept = db.session.get_one(User, people["lead"].user.id).mf_recovery_codes
    assert kept is not None
    assert not set(codes) & set(kept)


@pytest.mark.parametrize("what", ["remove", "recovery-codes"])
def test_nothing_changes_without_the_password(app: Flask, people: People, what: str) -> None:
    client = visitor(app, people["lead"])
    set_up(client)
    csrf = token(client.get(PLACE).get_data(as_text=True))
    before = secret_of(people["lead"])
    place = f"{PLACE}/remove" if what == "remove" else "/account/recovery-codes"
    wrong = client.post(place, data={"password": "wrong", "csrf_token": csrf})
    assert wrong.status_code == 422
    assert secret_of(people["lead"]) == before
    right = client.post(place, data={"password": people["lead"].password, "csrf_token": csrf})
    assert right.status_code == (303 if what == "remove" else 200)


@pytest.mark.parametrize("place", ["/tf-setup", "/tf-rescue", "/tf-select", "/mf-recovery-codes", "/verify"])
def test_pages_that_are_not_ours_are_not_there(sqlite_app: Flask, place: str) -> None:
    assert visitor(sqlite_app).get(place).status_code == 404


def test_recovery_codes_are_for_who_has_a_second_step(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    page = client.get("/account/recovery-codes").get_data(as_text=True)
    assert "Set up a second step" in page
    form = {"password": people["lead"].password, "csrf_token": token(page)}
    assert client.post("/account/recovery-codes", data=form).headers["Location"] == PLACE
    set_up(client)
    assert "You have 8 codes left" in client.get("/account/recovery-codes").get_data(as_text=True)


def test_app_that_is_removed_takes_the_codes_along(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    set_up(client)
    form = {
        "password": people["lead"].password,
        "csrf_token": token(client.get(PLACE).get_data(as_text=True)),
    }
    assert client.post(f"{PLACE}/remove", data=form).status_code == 303
    db.session.rollback()
    user = db.session.get_one(User, people["lead"].user.id, populate_existing=True)
    assert (user.tf_primary_method, user.tf_totp_secret, user.mf_recovery_codes) == (None, None, None)
