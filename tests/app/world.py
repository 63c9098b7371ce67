"""A small world for tests of pages: two programmes, practices of every kind, an account of every role.

Harbour: wave W1 closed (Elm with enough answers, Oak with too few), wave W2 open. Valley: the same again,
and nobody of Harbour may see any of it.
"""

from __future__ import annotations

import datetime
import ipaddress
import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from flask_security import login_user
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from app.db import db
from app.models import (
    Audience,
    Invitation,
    Membership,
    Participation,
    PlanStep,
    Practice,
    Programme,
    SharedComment,
    Snapshot,
    User,
    Wave,
)
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, NewAccount, create_account
from app.operations.plan_steps import add_step
from tests.app import builder
from tests.app.responses import core_team, respond
from tests.conftest import make_settings

PUBLISHED = datetime.date(2026, 3, 2)
COMMENT = "They walk with people from the surgery to places that do them good."
STAFF = ("gp", "gp", "practice_nurse", "receptionist", "receptionist", "administrator")


@dataclass(frozen=True, slots=True)
class Side:
    """One programme with its practices and waves."""

    programme: Programme
    elm: Practice
    oak: Practice
    closed: Wave
    open: Wave
    asked: tuple[Invitation, ...]  # of Elm in the open wave; the first has answered
    step: PlanStep  # of Elm's plan after the closed wave
    comment: SharedComment  # of Elm's in the closed wave
    member: Membership  # of somebody else who evaluates the programme


@dataclass(frozen=True, slots=True)
class World:
    """Both programmes, and accounts of the first by the name of their role."""

    harbour: Side
    valley: Side
    accounts: dict[str, NewAccount]


def build_world() -> World:
    """Add and commit the world."""
    harbour, valley = side("harbour"), side("valley")
    accounts = {
        "manager": create_account("manager@example.org", [Grant(Audience.MANAGER, practice=harbour.elm)]),
        "lead": create_account("lead@example.org", [Grant(Audience.LEAD, harbour.programme)]),
        "evaluator": create_account("evaluator@example.org", [Grant(Audience.EVALUATOR, harbour.programme)]),
        "administrator": create_account("administrator@example.org", [Grant(Audience.ADMINISTRATOR)]),
        "stranger": create_account("stranger@example.org", [Grant(Audience.LEAD, valley.programme)]),
    }
    db.session.commit()
    for each in (harbour, valley):
        waves = (each.closed, each.open)
        rows = (each.step, each.comment, each.member)
        for row in (each.programme, each.elm, each.oak, *waves, *each.asked, *rows):
            db.session.refresh(row)  # closing a wave forgets what was loaded
    for account in accounts.values():
        db.session.refresh(account.user)
        assert account.user.memberships  # loaded, for whoever asks without a session
    return World(harbour, valley, accounts)


def side(slug: str) -> Side:
    """Add one programme with a closed and an open wave."""
    of = builder.programme(slug)
    elm, oak = builder.practice(of, "elm", 12), builder.practice(of, "oak", 8)
    closed = builder.wave(of, [elm, oak], "W1")
    for position, role in enumerate(STAFF):
        levels = {"community_level": 2 + position % 2}
        said = None if position else COMMENT
        respond(elm, closed, role, 4, scales=levels, comment=said, may_share=True)
    core_team(elm, closed)
    for role in STAFF[:3]:
        respond(oak, closed, role, 4)
    close_wave(closed, PUBLISHED)
    still_open = builder.wave(of, [elm, oak], "W2")
    asked = [builder.invitation(elm, still_open, role) for role in STAFF]
    db.session.add(Participation(invitation_id=asked[0].id, submitted_on=PUBLISHED))
    step = add_step(elm, closed, builder.STEP, "S3.I9", None)
    comment = db.session.scalars(
        select(SharedComment)
        .join(Snapshot)
        .where(Snapshot.wave_id == closed.id)
        .order_by(SharedComment.item_id)
    ).first()
    assert comment is not None
    reader = create_account(f"reader.{slug}@example.org", [Grant(Audience.EVALUATOR, of)]).user
    return Side(of, elm, oak, closed, still_open, tuple(asked), step, comment, reader.memberships[0])


class Visitor(FlaskClient):
    """A client whose requests know nothing of each other, nor of the test around them, but the cookies.

    Tests run inside an application context; a request made there would share its ``g``, in which the
    signed-in user is kept, and its database session.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - the base class's signature
        """Make a request in a context of its own, in which the answer is read to its end."""
        kwargs.setdefault("buffered", True)
        return Context().run(super().open, *args, **kwargs)


def visitor(app: Flask, account: NewAccount | None = None) -> Visitor:
    """Return a client of the application, signed in where an account is given."""
    client = Visitor(app, app.response_class, use_cookies=True)
    if account is not None:
        sign_in(client, account)
    return client


def sign_in(client: FlaskClient, account: NewAccount) -> None:
    """Sign the client in as the page does once the password is right (:func:`type_password` is the page)."""
    Context().run(_begin, client, account.user.id)


def _begin(client: FlaskClient, user_id: object) -> None:
    with client.application.test_request_context():
        login_user(db.session.get_one(User, user_id), authn_via=["password"])
        db.session.commit()
        begun = dict(session)
    with client.session_transaction() as kept:
        kept.update(begun)


_addresses = itertools.count(1)


def type_password(client: FlaskClient, email: str, password: str) -> None:
    """Try to sign in through the page, as a person would; each from an address of their own."""
    page = client.get("/sign-in").get_data(as_text=True)
    client.post(
        "/sign-in",
        data={"email": email, "password": password, "csrf_token": token(page)},
        headers={"X-Forwarded-For": str(ipaddress.IPv4Address("10.0.0.0") + next(_addresses))},
    )


def token(page: str) -> str:
    """Return the CSRF token of a page's first form."""
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


@dataclass(frozen=True, slots=True)
class Installation:
    """An application with the small world in it."""

    app: Flask
    world: World

    def visitor(self, role: str | None = None) -> Visitor:
        """Return a client signed in as the account of that role, or signed out."""
        return visitor(self.app, self.world.accounts[role] if role else None)


@contextmanager
def installed(sqlite_template: Path, folder: Path) -> Iterator[Installation]:
    """Set up an installation with the small world on SQLite in ``folder``."""
    shutil.copy(sqlite_template, folder / "readiness.db")
    app = create_app(make_settings(folder, f"sqlite:///{folder / 'readiness.db'}"))
    with app.app_context():
        world = build_world()
    yield Installation(app, world)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
