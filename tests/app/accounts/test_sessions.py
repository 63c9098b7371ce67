"""Sign-ins end on the server: after an hour without a request, after a day, and all of them at once."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import db
from app.models import SignIn
from app.operations.end_sessions import end_sessions
from app.queries.sign_ins import IDLE, LONGEST
from tests.app.accounts.conftest import People
from tests.app.world import visitor

MOMENT = datetime.timedelta(seconds=30)


def shift(column: str, by: datetime.timedelta) -> None:
    """Move a time of every sign-in into the past."""
    now = datetime.datetime.now(datetime.UTC)
    db.session.execute(update(SignIn).values({column: now - by}))
    db.session.commit()


def seen_at() -> datetime.datetime:
    """Return when the only sign-in was last seen."""
    db.session.rollback()
    return db.session.scalars(select(SignIn.seen_at)).one()


@pytest.mark.parametrize(("column", "limit"), [("seen_at", IDLE), ("begun_at", LONGEST)])
def test_sign_in_ends_after_its_time(
    app: Flask, people: People, column: str, limit: datetime.timedelta
) -> None:
    client = visitor(app, people["lead"])
    shift(column, limit - MOMENT)
    assert client.get("/programmes").status_code == 200
    shift(column, limit)
    assert client.get("/programmes").status_code == 303


def test_page_keeps_the_sign_in_alive(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    shift("seen_at", IDLE - MOMENT)
    before = seen_at()
    client.get("/programmes")
    assert seen_at() > before


def test_pages_in_quick_succession_write_nothing(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    before = seen_at()
    client.get("/programmes")
    assert seen_at() == before


def test_the_database_does_not_hold_what_the_cookie_holds(app: Flask, people: People) -> None:
    client = visitor(app, people["lead"])
    with client.session_transaction() as kept:
        token = kept["sign_in"]
    assert db.session.scalars(select(SignIn.token_hash)).one() != token


def test_ending_all_sessions_ends_every_device_and_what_was_copied(app: Flask, people: People) -> None:
    phone, desk = visitor(app, people["lead"]), visitor(app, people["lead"])
    end_sessions(people["lead"].user, None)
    db.session.commit()
    assert phone.get("/programmes").status_code == 303
    assert desk.get("/programmes").status_code == 303


def test_cookie_of_one_account_does_not_open_another(app: Flask, people: People) -> None:
    lead, manager = visitor(app, people["lead"]), visitor(app, people["manager"])
    with manager.session_transaction() as kept:
        token = kept["sign_in"]
    with lead.session_transaction() as kept:
        kept["sign_in"] = token
    assert lead.get("/programmes").status_code == 303
