"""Links that set a password: signed, good once, for a while; the page tells nobody who has an account."""

from __future__ import annotations

import dataclasses
import datetime
import uuid

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.account_links import account_link
from app.db import db
from app.identity.attempts import MOST_FOR_ACCOUNT, TOO_MANY
from app.models import AccountLetter, Audience, LetterKind, OutboxRow, Task
from app.operations.create_account import Grant
from app.operations.order_account_letter import GOOD_FOR, invite_user, order_account_letter
from app.settings import Settings
from tests.app.accounts.conftest import People, people
from tests.app.accounts.test_sign_in import attempt
from tests.app.world import Visitor, token, visitor

__all__ = ["people"]

CHOSEN = "three random words"
NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def mailing(app: Flask) -> Flask:
    """The application with mail switched on; nothing here sends any."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = dataclasses.replace(
        settings, smtp_url="smtp://mail.invalid", mail_from="Readiness <r@example.org>"
    )
    return app


def order(account_kind: LetterKind, people: People) -> AccountLetter:
    """Commit a letter to the lead."""
    letter = order_account_letter(people["lead"].user, account_kind, NOW, None)
    db.session.commit()
    return letter


def link(app: Flask, letter: AccountLetter) -> str:
    """Return the path of a letter's link."""
    settings: Settings = app.extensions["settings"]
    return account_link(settings, letter.id).removeprefix(settings.public_url)


def choose(client: Visitor, place: str, password: str = CHOSEN) -> tuple[int, str]:
    """Open a link and send a password; return the status and the page."""
    page = client.get(place).get_data(as_text=True)
    csrf = (
        token(page) if 'name="csrf_token"' in page else token(client.get("/sign-in").get_data(as_text=True))
    )
    answer = client.post(place, data={"password": password, "csrf_token": csrf})
    return answer.status_code, answer.get_data(as_text=True)


def ask(client: Visitor, email: str) -> str:
    """Ask for a new password; return the page without what was typed."""
    csrf = token(client.get("/forgotten-password").get_data(as_text=True))
    answer = client.post("/forgotten-password", data={"email": email, "csrf_token": csrf})
    page: str = answer.get_data(as_text=True)
    return page.replace(email, "").replace(csrf, "")


def test_link_sets_a_password_once_and_ends_what_was_signed_in(app: Flask, people: People) -> None:
    account, desk = people["lead"], visitor(app, people["lead"])
    place = link(app, order(LetterKind.NEW_PASSWORD, people))
    assert choose(visitor(app), place)[0] == 303
    assert desk.get("/programmes").status_code == 303
    assert attempt(visitor(app), account.user.email, CHOSEN)[0] == 302
    assert attempt(visitor(app), account.user.email, account.password)[0] == 200
    assert choose(visitor(app), place, "another password")[0] == 404
    assert attempt(visitor(app), account.user.email, CHOSEN)[0] == 302


def test_opening_a_link_changes_nothing(app: Flask, people: People) -> None:
    place = link(app, order(LetterKind.NEW_PASSWORD, people))
    for _ in range(3):
        assert visitor(app).get(place).status_code == 200


@pytest.mark.parametrize("kind", list(LetterKind))
def test_link_ends_with_its_time(app: Flask, people: People, kind: LetterKind) -> None:
    letter = order(kind, people)
    place = link(app, letter)
    moment, now = datetime.timedelta(seconds=30), datetime.datetime.now(datetime.UTC)
    assert letter.expires_at == NOW + GOOD_FOR[kind]
    for left, status in ((moment, 200), (-moment, 404)):
        db.session.execute(update(AccountLetter).values(expires_at=now + left))
        db.session.commit()
        assert visitor(app).get(place).status_code == status


def test_newer_link_ends_the_older(app: Flask, people: People) -> None:
    older = link(app, order(LetterKind.NEW_PASSWORD, people))
    newer = link(app, order(LetterKind.NEW_PASSWORD, people))
    assert visitor(app).get(older).status_code == 404
    assert visitor(app).get(newer).status_code == 200


def test_forged_link_and_link_of_nobody_read_the_same(app: Flask, people: People) -> None:
    nobody = account_link(app.extensions["settings"], uuid.uuid4()).removeprefix("http://localhost")
    pages = {visitor(app).get(place).data for place in (nobody, nobody[:-1] + "!", "/set-password/x")}
    assert len(pages) == 1


def test_closed_account_gets_no_password(app: Flask, people: People) -> None:
    place = link(app, order(LetterKind.NEW_PASSWORD, people))
    people["lead"].user.active = False
    db.session.commit()
    assert choose(visitor(app), place)[0] == 404


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Enter a password"),
        ("short", "at least 12 characters"),
        ("a" * 12, "repeat the same few"),
        ("lead" * 5 + "x", "repeat the same few|must not contain"),
        ("x" + "abcdefg" * 40, "at most 200"),
        ("password1234", "easy to guess"),
        ("Readiness2026!", "easy to guess"),
    ],
)
def test_weak_password_is_refused_at_its_field(app: Flask, people: People, password: str, words: str) -> None:
    status, page = choose(visitor(app), link(app, order(LetterKind.NEW_PASSWORD, people)), password)
    assert status == 422
    assert any(each in page for each in words.split("|"))
    assert 'href="#password"' in page


def test_page_answers_the_same_for_an_unknown_address(mailing: Flask, people: People) -> None:
    known, unknown = ask(visitor(mailing), "LEAD@example.org"), ask(visitor(mailing), "nobody@example.org")
    assert known == unknown
    assert db.session.scalars(select(OutboxRow.task)).all() == [Task.SEND_ACCOUNT_LETTER]
    assert db.session.scalars(select(AccountLetter.kind)).all() == [LetterKind.NEW_PASSWORD]


def test_mails_for_one_address_are_limited(mailing: Flask, people: People) -> None:
    for _ in range(MOST_FOR_ACCOUNT):
        assert TOO_MANY not in ask(visitor(mailing), "lead@example.org")
    assert TOO_MANY in ask(visitor(mailing), "lead@example.org")


def test_without_mail_the_page_says_whom_to_ask(app: Flask, people: People) -> None:
    assert "sends no mail" in visitor(app).get("/forgotten-password").get_data(as_text=True)


def test_invited_person_sets_the_first_password(app: Flask, people: People) -> None:
    letter = invite_user("New@Example.org", [Grant(Audience.ADMINISTRATOR)], NOW, None)
    db.session.commit()
    assert choose(visitor(app), link(app, letter))[0] == 303
    assert attempt(visitor(app), "new@example.org", CHOSEN)[0] == 302


def test_link_begins_with_the_public_address_whatever_the_host_says(app: Flask, people: People) -> None:
    letter = order(LetterKind.INVITATION, people)
    with app.test_request_context(base_url="http://evil.example"):
        assert account_link(app.extensions["settings"], letter.id).startswith(
            "http://localhost/set-password/"
        )
