"""Passkeys on "Your account": added with a name, listed, removed; and what is not taken for one."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.account.forms import LONGEST_NAME
from app.db import db
from app.models import AuditEntry, Challenge
from app.operations.passkeys import NOT_ADDED, THERE_ALREADY
from app.operations.second_factor import remove_second_factor
from tests.app.account.authenticator import KINDS, Authenticator
from tests.app.account.passkeys import (
    LIST,
    add,
    csrf,
    is_in,
    leave_open,
    options,
    send,
    sign_in_alone,
    stored,
    user_of,
)
from tests.app.account.test_second_factor import set_up, strict
from tests.app.accounts.conftest import People, people
from tests.app.world import visitor

__all__ = ["people", "strict"]

TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize("kind", KINDS)
def test_passkey_of_every_kind_is_added_and_signs_in(app: Flask, people: People, kind: str) -> None:
    device = Authenticator(kind)
    client = visitor(app, people["manager"])
    assert add(client, device).status_code == 200
    assert [each.name for each in stored()] == ["Work phone"]
    assert sign_in_alone(visitor(app), device).status_code == 303


def test_list_says_since_when_and_when_last(app: Flask, people: People) -> None:
    device = Authenticator()
    client = visitor(app, people["manager"])
    add(client, device)
    today = TODAY.strftime("%-d %B %Y")
    assert f"Added {today}. Not used yet." in client.get(LIST).get_data(as_text=True)
    sign_in_alone(visitor(app), device)
    assert f"Added {today}. Last used {today}." in client.get(LIST).get_data(as_text=True)


def test_recovery_codes_come_with_the_first_second_factor_only(app: Flask, people: People) -> None:
    client = visitor(app, people["manager"])
    assert "Keep your recovery codes" in add(client, Authenticator()).get_data(as_text=True)
    kept = user_of(people["manager"]).mf_recovery_codes
    assert add(client, Authenticator(), "Key").status_code == 303
    set_up(client)
    found = user_of(people["manager"])
    assert found.tf_primary_method is not None
    assert found.mf_recovery_codes == kept


def test_adding_and_removing_stand_in_the_audit_log(app: Flask, people: People) -> None:
    client = visitor(app, people["manager"])
    add(client, Authenticator())
    send(client, f"{LIST}/{stored()[0].id}/remove", "")
    db.session.rollback()
    found = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action.startswith("account.passkey"))
    ).all()
    assert {each.action for each in found} == {"account.passkey_added", "account.passkey_removed"}
    assert {(each.by, each.detail["passkey"]) for each in found} == {("manager@example.org", "Work phone")}


@pytest.mark.parametrize(
    "device",
    [
        pytest.param(Authenticator(origin="http://localhost.example"), id="another address"),
        pytest.param(Authenticator(origin="https://localhost"), id="another scheme"),
        pytest.param(Authenticator(rp_id="example.org"), id="another service"),
        pytest.param(Authenticator(verifies=False), id="nobody looked at"),
    ],
)
def test_passkey_that_was_made_otherwise_is_not_added(
    app: Flask, people: People, device: Authenticator
) -> None:
    answer = add(visitor(app, people["manager"]), device)
    assert answer.status_code == 422
    assert NOT_ADDED in answer.get_data(as_text=True)
    assert stored() == []


def test_challenge_is_good_once(app: Flask, people: People) -> None:
    client, device = visitor(app, people["manager"]), Authenticator()
    made = device.make(options(client, LIST, name="Phone"))
    assert send(client, LIST, made, name="Phone").status_code == 200
    db.session.delete(stored()[0])
    db.session.commit()
    assert send(client, LIST, made, name="Phone").status_code == 422
    assert stored() == []


def test_challenge_is_used_up_by_an_answer_that_does_not_hold(app: Flask, people: People) -> None:
    client, device = visitor(app, people["manager"]), Authenticator()
    asked = options(client, LIST, name="Phone")
    assert send(client, LIST, device.but(verifies=False).make(asked), name="Phone").status_code == 422
    assert send(client, LIST, device.make(asked), name="Phone").status_code == 422
    assert stored() == []


def test_challenge_expires(app: Flask, people: People) -> None:
    client, device = visitor(app, people["manager"]), Authenticator()
    made = device.make(options(client, LIST, name="Phone"))
    db.session.execute(update(Challenge).values(expires_at=datetime.datetime.now(datetime.UTC)))
    db.session.commit()
    assert send(client, LIST, made, name="Phone").status_code == 422
    assert stored() == []


def test_old_challenges_are_thrown_away(app: Flask, people: People) -> None:
    options(visitor(app, people["manager"]), LIST, name="Phone")
    db.session.execute(update(Challenge).values(expires_at=datetime.datetime.now(datetime.UTC)))
    db.session.commit()
    options(visitor(app, people["lead"]), LIST, name="Phone")
    db.session.rollback()
    assert [each.user_id for each in db.session.scalars(select(Challenge))] == [people["lead"].user.id]


def test_challenge_of_one_browser_is_none_of_anothers(app: Flask, people: People) -> None:
    made = Authenticator().make(options(visitor(app, people["manager"]), LIST, name="Phone"))
    for other in ("manager", "lead"):
        assert send(visitor(app, people[other]), LIST, made, name="Phone").status_code == 422
    assert stored() == []


def test_key_of_one_account_is_not_added_to_another(app: Flask, people: People) -> None:
    device = Authenticator()
    add(visitor(app, people["manager"]), device)
    client = visitor(app, people["lead"])
    copied = device.make(options(client, LIST, name="Phone"), device.keys[0])
    answer = send(client, LIST, copied, name="Phone")
    assert answer.status_code == 422
    assert THERE_ALREADY in answer.get_data(as_text=True)
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("  ", "Enter a name"),
        ("x" * (LONGEST_NAME + 1), f"at most {LONGEST_NAME} characters"),
        ("work  PHONE", "a passkey of this name"),
    ],
)
def test_name_in_error_is_said_before_anything_is_made(
    app: Flask, people: People, name: str, words: str
) -> None:
    client = visitor(app, people["manager"])
    add(client, Authenticator())
    refused = client.post(f"{LIST}/options", data={"csrf_token": csrf(client), "name": name})
    assert refused.status_code == 422
    page = send(client, LIST, "", name=name).get_data(as_text=True)
    assert "<title>Error: Your passkeys" in page
    assert words in page
    assert 'href="#name"' in page
    assert len(stored()) == 1


def test_browser_that_made_nothing_is_told_so(app: Flask, people: People) -> None:
    answer = send(visitor(app, people["manager"]), LIST, "", name="Phone")
    assert answer.status_code == 422
    assert "Your browser made no passkey" in answer.get_data(as_text=True)


def test_open_screen_adds_and_removes_nothing_without_the_password(app: Flask, people: People) -> None:
    account = people["manager"]
    client = visitor(app, account)
    add(client, Authenticator())
    leave_open()
    place = f"{LIST}/{stored()[0].id}/remove"
    assert client.post(f"{LIST}/options", data={"csrf_token": csrf(client), "name": "Key"}).status_code == 422
    assert "Enter your password" in send(client, place, "").get_data(as_text=True)
    assert "The password is wrong" in send(client, place, "", password="wrong").get_data(as_text=True)
    assert len(stored()) == 1
    made = Authenticator().make(options(client, LIST, name="Key", password=account.password))
    assert send(client, LIST, made, name="Key").status_code == 303
    assert send(client, place, "", password=account.password).status_code == 303
    assert [each.name for each in stored()] == ["Key"]


def test_removing_is_asked_once_more_and_says_what_stays(app: Flask, people: People) -> None:
    client = visitor(app, people["manager"])
    device = Authenticator()
    add(client, device)
    place = f"{LIST}/{stored()[0].id}/remove"
    assert "your password alone signs you in" in client.get(place).get_data(as_text=True)
    assert len(stored()) == 1
    assert send(client, place, "").status_code == 303
    assert stored() == []
    assert sign_in_alone(visitor(app), device).status_code == 422
    assert user_of(people["manager"]).mf_recovery_codes is None


def test_somebody_elses_passkey_is_not_there(app: Flask, people: People) -> None:
    add(visitor(app, people["manager"]), Authenticator())
    client = visitor(app, people["lead"])
    place = f"{LIST}/{stored()[0].id}/remove"
    assert client.get(place).status_code == 404
    assert send(client, place, "").status_code == 404
    assert len(stored()) == 1


def test_who_needs_a_second_factor_keeps_the_last_one(strict: Flask, people: People) -> None:
    client = visitor(strict, people["lead"])
    assert add(client, Authenticator()).status_code == 200
    place = f"{LIST}/{stored()[0].id}/remove"
    assert "your account needs one" in client.get(place).get_data(as_text=True)
    assert send(client, place, "").status_code == 422
    assert len(stored()) == 1
    set_up(client)
    assert send(client, place, "").status_code == 303
    assert stored() == []


def test_who_must_set_up_a_second_factor_may_choose_a_passkey(strict: Flask, people: People) -> None:
    client = visitor(strict, people["lead"])
    assert client.get("/programmes").headers["Location"] == "/account/second-factor"
    page = client.get("/account/second-factor").get_data(as_text=True)
    assert "Add a passkey" in page
    assert "Set up the app" in page
    assert "<title>Error: Set up your second step" in send(client, LIST, "", name="").get_data(as_text=True)
    assert client.get(LIST).headers["Location"] == "/account/second-factor"
    assert add(client, Authenticator()).status_code == 200
    assert client.get("/programmes").status_code == 200


def test_administrators_reset_takes_everything_and_ends_sessions(app: Flask, people: People) -> None:
    device = Authenticator()
    client = visitor(app, people["lead"])
    add(client, device)
    set_up(client)
    user = user_of(people["lead"])
    remove_second_factor(user, people["manager"].user)
    db.session.commit()
    assert stored() == []
    assert not user.has_second_factor
    assert user.mf_recovery_codes is None
    assert not is_in(client)
    assert is_in(visitor(app, people["lead"]))
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "account.second_factor_removed")
    ).one()
    assert (entry.by, entry.subject) == ("manager@example.org", "lead@example.org")
