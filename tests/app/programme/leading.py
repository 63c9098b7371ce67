"""A programme with its lead, for tests of what a lead sets up."""

from __future__ import annotations

import html
from dataclasses import dataclass

from flask import Flask
from werkzeug.test import TestResponse

from app.db import db
from app.models import Audience, Practice, Programme
from app.operations.create_account import Grant, NewAccount, create_account
from tests.app import builder
from tests.app.world import Visitor, token, visitor

PLACE = "/programmes/harbour"
PRACTICES = f"{PLACE}/practices"


@dataclass(frozen=True, slots=True)
class Led:
    """A programme with two practices, and the browser of its lead."""

    programme: Programme
    elm: Practice
    oak: Practice
    account: NewAccount
    client: Visitor

    def page(self, place: str) -> str:
        """Return a page as text."""
        answer = self.client.get(place)
        assert answer.status_code == 200, answer.status
        return html.unescape(answer.get_data(as_text=True))

    def send(self, place: str, /, shown_at: str | None = None, **fields: str) -> TestResponse:
        """Send the form that stands on a page. Two underscores in a name stand for a hyphen."""
        page = self.client.get(shown_at or place).get_data(as_text=True)
        values = {name.replace("__", "-"): value for name, value in fields.items()}
        return self.client.post(place, data={"csrf_token": token(page), **values})


def led(app: Flask) -> Led:
    """Add the programme Harbour with Elm (10 people) and Oak (8), and sign its lead in."""
    programme = builder.programme()
    elm, oak = builder.practice(programme, "elm", 10), builder.practice(programme, "oak", 8)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, programme)])
    db.session.commit()
    return Led(programme, elm, oak, account, visitor(app, account))


def said(answer: TestResponse) -> str:
    """Return what a page says."""
    return html.unescape(answer.get_data(as_text=True))


def fresh() -> None:
    """Read anew what a request has written."""
    db.session.rollback()
    db.session.expire_all()
