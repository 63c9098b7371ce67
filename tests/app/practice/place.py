"""One practice in the states that its page can be in, with its manager signed in."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

import pytest
from flask import Flask

from app.db import db
from app.models import (
    Audience,
    Invitation,
    Participant,
    PlanStep,
    Practice,
    Wave,
    WaveState,
)
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, NewAccount, create_account
from app.operations.plan_steps import StepContent, add_step
from tests.app import builder, staffing
from tests.app.practice.planning import text_of
from tests.app.responses import core_team, respond
from tests.app.world import Visitor, visitor

NOW = "/programmes/harbour/practices/elm"
TODAY = datetime.datetime.now(datetime.UTC).date()
DAY = datetime.timedelta(days=1)
PEOPLE = ("practice_manager", "gp", "gp", "practice_nurse", "receptionist", "receptionist", "administrator")


@dataclasses.dataclass
class Place:
    """A practice with its manager, who is signed in."""

    app: Flask
    practice: Practice
    account: NewAccount
    client: Visitor

    def page(self) -> str:
        """Return the visible words of the page as the database is now."""
        db.session.commit()
        return text_of(self.client.get(NOW).get_data(as_text=True))


@pytest.fixture
def place(app: Flask) -> Place:
    """Elm, with nothing in it."""
    elm = builder.practice(builder.programme())
    account = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)])
    db.session.commit()
    return Place(app, elm, account, visitor(app, account))


def list_staff(place: Place, roles: Sequence[str] = PEOPLE, *, mail: bool = True) -> list[Participant]:
    """Put people on the list."""
    people = [
        Participant(
            practice_id=place.practice.id,
            name=f"Synthetic {number}",
            email=f"p{number}@example.org" if mail else None,
            role=role,
        )
        for number, role in enumerate(roles)
    ]
    db.session.add_all(people)
    db.session.flush()
    return people


def draft(place: Place, opens_on: datetime.date, label: str = "W2") -> Wave:
    """Add a wave in preparation that asks all practices."""
    wave = builder.wave(place.practice.programme, [], label)
    wave.state, wave.opens_on, wave.closes_on = WaveState.DRAFT, opens_on, opens_on + 30 * DAY
    db.session.flush()
    return wave


def ask(place: Place, people: Sequence[Participant], label: str = "W2") -> list[Invitation]:
    """Open a wave yesterday and ask the people."""
    wave = builder.wave(place.practice.programme, [place.practice], label)
    wave.opens_on, wave.closes_on = TODAY - DAY, TODAY + 30 * DAY
    rows = [Invitation(wave_id=wave.id, participant_id=each.id, instrument_id="npt-core") for each in people]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def with_mail(place: Place) -> None:
    """Switch mail on; nothing here sends any."""
    staffing.with_mail(place.app)


def close(place: Place, label: str, on: datetime.date, answering: int = 6, value: int = 4) -> Wave:
    """Add a wave that was closed with so many answers besides the core team's."""
    wave = builder.wave(place.practice.programme, [place.practice], label)
    wave.opens_on = on - 60 * DAY
    wave.closes_on = on - DAY
    for role in ("gp", "gp", "practice_nurse", "receptionist", "receptionist", "administrator")[:answering]:
        respond(place.practice, wave, role, value, scales={"community_level": 2})
    core_team(place.practice, wave)
    close_wave(wave, on)
    db.session.commit()
    return db.session.merge(wave)


def plan(place: Place, wave: Wave, due_on: datetime.date, action: str | None = None) -> PlanStep:
    """Put a step into the plan."""
    content = StepContent("Visit the walking group", "Practice nurse", due_on, "They know our names")
    return add_step(place.practice, wave, content, action, None)
