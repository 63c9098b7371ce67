"""A wave is opened as its page showed it, or not at all: opening cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Invitation, Participant, WaveState
from tests.app import builder
from tests.app.programme.desk import DAY, TODAY, Desk, desk, hidden, wave_form

OPENING = "/waves/W1/opening"


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and a wave in preparation."""
    found = desk(app)
    assert found.send("/new-wave", wave_form()).status_code == 303
    return found


def set_wave(name: str, value: object) -> Callable[[Desk], None]:
    """Return what changes a column of the wave."""

    def change(there: Desk) -> None:
        setattr(there.wave(), name, value)

    return change


def other_questionnaires(there: Desk) -> None:
    """Take the module out of the wave."""
    wave = there.wave()
    db.session.delete(wave.instruments[1])


def one_more_practice(there: Desk) -> None:
    """Add a practice, without anybody on its list."""
    builder.practice(there.programme, "ash")


def another_headcount(there: Desk) -> None:
    """Count one more in a practice."""
    there.elm.headcount += 1


def one_more_person(there: Desk) -> None:
    """Put somebody on a list of staff."""
    db.session.add(Participant(practice_id=there.elm.id, name="New", email=None, role="gp"))


def another_role(there: Desk) -> None:
    """Give somebody a role in which they are asked something else."""
    gps = select(Participant).where(Participant.practice_id == there.oak.id, Participant.role == "gp")
    db.session.scalars(gps.limit(1)).one().role = "receptionist"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (set_wave("title", "Another year"), "its name"),
        (set_wave("closes_on", TODAY + 3 * DAY), "its last day"),
        (set_wave("minimum_group", 6), "how many must answer"),
        (set_wave("reminder_days", [9]), "its reminders"),
        (other_questionnaires, "its questionnaires"),
        (one_more_practice, "its practices and the headcounts"),
        (another_headcount, "the headcounts"),
        (one_more_person, "who would be asked"),
        (another_role, "who would be asked"),
    ],
)
def test_what_changed_since_the_page_was_shown_is_said_and_nothing_is_opened(
    there: Desk, change: Callable[[Desk], None], what: str
) -> None:
    seen = there.page(OPENING)
    change(there)
    db.session.commit()
    answer = there.open_wave(seen)
    assert answer.status_code == 409
    assert f"this has changed since the page was shown: {what}. Look at what opening means now" in answer.text
    assert there.wave().state is WaveState.DRAFT
    assert not db.session.scalars(select(Invitation)).all()
    assert there.open_wave(answer.text).status_code == 303  # from the page as it is shown anew
    assert there.wave().state is WaveState.OPEN


def test_what_opening_does_not_fix_may_change(there: Desk) -> None:
    seen = there.page(OPENING)
    there.elm.name = "Zelkova"  # it stands last now
    db.session.commit()
    assert there.open_wave(seen).status_code == 303


@pytest.mark.parametrize("revision", ["", "x", "a.b"])
def test_page_that_says_nothing_of_what_it_showed_opens_nothing(there: Desk, revision: str) -> None:
    answer = there.send(OPENING, {"revision": revision})
    assert answer.status_code == 409
    assert "its name, its last day" in answer.text
    assert there.wave().state is WaveState.DRAFT
    assert hidden(answer.text, "revision")


def test_page_that_is_shown_anew_has_the_numbers_of_now(there: Desk) -> None:
    seen = there.page(OPENING)
    one_more_person(there)
    db.session.commit()
    assert "12 people of 2 practices" in seen
    assert "13 people of 2 practices" in there.open_wave(seen).text
