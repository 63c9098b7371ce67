"""Guessing passwords: counted in the database for an account and for an address, in calm words."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import db
from app.identity.attempts import MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS, TOO_MANY, network_address
from app.models import Tries
from tests.app.accounts.conftest import People
from tests.app.accounts.test_sign_in import attempt
from tests.app.world import visitor


def tried(app: Flask, email: str, times: int) -> str:
    """Guess the password of an address so often; return the last page."""
    page = ""
    for _ in range(times):
        _, _, page = attempt(visitor(app), email, "wrong-password")
    return page


def test_account_is_shut_after_ten_guesses_even_to_the_right_password(app: Flask, people: People) -> None:
    account = people["lead"]
    assert TOO_MANY not in tried(app, account.user.email, MOST_FOR_ACCOUNT)
    status, _, page = attempt(visitor(app), account.user.email, account.password)
    assert (status, TOO_MANY in page) == (200, True)


def test_other_accounts_at_the_same_address_stay_open(app: Flask, people: People) -> None:
    tried(app, people["lead"].user.email, MOST_FOR_ACCOUNT + 1)
    status, _, _ = attempt(visitor(app), people["manager"].user.email, people["manager"].password)
    assert status == 302


def test_unknown_account_is_shut_in_the_same_words(app: Flask, people: People) -> None:
    known = tried(app, people["lead"].user.email, MOST_FOR_ACCOUNT + 1)
    unknown = tried(app, "nobody@example.org", MOST_FOR_ACCOUNT + 1)
    assert (TOO_MANY in known) == (TOO_MANY in unknown) == True  # noqa: E712 - both, and equal


def test_success_begins_the_count_again(app: Flask, people: People) -> None:
    account = people["lead"]
    tried(app, account.user.email, MOST_FOR_ACCOUNT - 1)
    assert attempt(visitor(app), account.user.email, account.password)[0] == 302
    assert TOO_MANY not in tried(app, account.user.email, MOST_FOR_ACCOUNT)


def test_time_opens_the_account_again(app: Flask, people: People) -> None:
    account = people["lead"]
    tried(app, account.user.email, MOST_FOR_ACCOUNT + 1)
    db.session.execute(update(Tries).values(stretch=Tries.stretch - 1))
    db.session.commit()
    assert attempt(visitor(app), account.user.email, account.password)[0] == 302


def test_address_that_tries_many_accounts_is_shut(app: Flask, people: People) -> None:
    tried(app, "nobody@example.org", 1)
    db.session.execute(update(Tries).values(count=MOST_FROM_ADDRESS))
    db.session.commit()
    _, _, page = attempt(visitor(app), "somebody@example.org", "wrong-password")
    assert TOO_MANY in page


def test_no_address_is_kept(app: Flask, people: People) -> None:
    tried(app, people["lead"].user.email, 1)
    kept = db.session.scalars(select(Tries.subject_mac)).all()
    assert len(kept) == 2
    assert not any("@" in each or "127.0.0.1" in each for each in kept)


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # not a proxy of ours
        ("127.0.0.1", "203.0.113.5, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
    ],
)
def test_address_is_what_a_proxy_on_this_machine_says_last(
    sqlite_app: Flask, peer: str, forwarded: str, expected: str
) -> None:
    with sqlite_app.test_request_context(
        environ_base={"REMOTE_ADDR": peer}, headers={"X-Forwarded-For": forwarded}
    ):
        assert network_address() == expected
