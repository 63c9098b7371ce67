"""A lead at work on waves: a programme with practices and people, and a browser that is signed in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import db
from app.models import Audience, AuditEntry, Participant, Practice, Programme, Wave
from app.operations.create_account import Grant, NewAccount, create_account
from tests.app import builder
from tests.app.world import Visitor, token, visitor

DAY = datetime.timedelta(days=1)
TODAY = datetime.datetime.now(datetime.UTC).date()
OPENS = TODAY + DAY  # of a wave that is set up: today may be over before the tests are
PROGRAMME = "/programmes/harbour"
ROLES = ("practice_manager", "gp", "gp", "gp", "receptionist", "receptionist")
Form = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a lead works with: the programme of Elm and Oak, each with six people on its list."""

    app: Flask
    programme: Programme
    elm: Practice
    oak: Practice
    account: NewAccount
    lead: Visitor

    def page(self, place: str) -> str:
        """Return a page of the programme; it must be there."""
        answer = self.lead.get(f"{PROGRAMME}{place}")
        assert answer.status_code == 200, (place, answer.status_code)
        return answer.get_data(as_text=True)

    def send(self, place: str, form: Form, *, seen: str | None = None) -> TestResponse:
        """Send the form of a page of the programme, as it is now or as it was ``seen``."""
        page = self.page(place) if seen is None else seen
        return self.lead.post(f"{PROGRAMME}{place}", data={"csrf_token": token(page), **form})

    def wave(self, label: str = "W1") -> Wave:
        """Return a wave as it is now in the database."""
        found = self.waves()
        return found[label]

    def waves(self) -> dict[str, Wave]:
        """Return all waves by their labels, as they are now in the database."""
        db.session.rollback()
        db.session.expire_all()
        return {wave.label: wave for wave in db.session.scalars(select(Wave))}

    def open_wave(self, seen: str | None = None) -> TestResponse:
        """Press the button that opens the wave, on its page as it is now or as it was ``seen``."""
        page = self.page("/waves/W1/opening") if seen is None else seen
        return self.send("/waves/W1/opening", {"revision": hidden(page, "revision")}, seen=page)

    def opened(self, **changes: str | list[str]) -> Wave:
        """Set up a wave on its pages and open it."""
        assert self.send("/new-wave", wave_form(**changes)).status_code == 303
        assert self.open_wave().status_code == 303
        assert "Wave W1 is open." in self.page("/waves/W1")
        return self.wave()


def desk(app: Flask) -> Desk:
    """Add and commit the programme, its practices, their people and its lead."""
    programme = builder.programme()
    elm, oak = builder.practice(programme, "elm"), builder.practice(programme, "oak")
    for practice in (elm, oak):
        for number, role in enumerate(ROLES):
            address = f"{practice.slug}{number}@example.org"
            db.session.add(Participant(practice_id=practice.id, name=f"P{number}", email=address, role=role))
    account = create_account("lead@example.org", [Grant(Audience.LEAD, programme)])
    db.session.commit()
    return Desk(app, programme, elm, oak, account, visitor(app, account))


def wave_form(**changes: str | list[str]) -> dict[str, str | list[str]]:
    """Return what is sent to set up a wave of all practices that opens today, with ``changes``."""
    return {
        "label": "W1",
        "title": "First year",
        **date_boxes("opens", OPENS),
        **date_boxes("closes", TODAY + 30 * DAY),
        "survey": "npt-core 1.0.0",
        "modules": ["core-team 1.0.0"],
        "practices_by": "all",
        "first_reminder": "7",
        "second_reminder": "14",
        "minimum_group": "5",
        "rule": "npt-integration 1.0.0",
        **changes,
    }


def date_boxes(name: str, day: datetime.date) -> dict[str, str]:
    """Return the three boxes of a date."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def without_tokens(page: str) -> str:
    """Return a page without what differs from request to request."""
    return re.sub(r'name="csrf_token"( type="hidden")? value="[^"]*"', "", page)


def audited(action: str) -> list[AuditEntry]:
    """Return the entries of the audit log about one kind of act, as they are now in the database."""
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))
