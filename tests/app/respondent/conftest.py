"""People with links to an open wave."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from tests.app import builder
from tests.app.builder import Built
from tests.app.respondent.person import Person


@pytest.fixture
def built(app: Flask) -> Built:
    """An open wave with one invitation."""
    return builder.open_wave()


@pytest.fixture
def person(app: Flask, built: Built) -> Person:
    """Somebody who was asked and has not begun."""
    return Person(app, built.invitations[0])


@pytest.fixture
def core_member(app: Flask) -> tuple[Person, Person]:
    """A practice manager's two links: the survey of all staff and the one of the core team."""
    of = builder.programme()
    to = builder.practice(of)
    wave = builder.wave(of, [to])
    survey = builder.invitation(to, wave, "practice_manager")
    core_team = builder.invitation(to, wave, "practice_manager", "core-team")
    core_team.participant_id = survey.participant_id
    db.session.commit()
    return Person(app, survey), Person(app, core_team)
