"""The last day of an open wave is changed: later or sooner, never to a day that is here already."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import WaveStateError
from app.models import User, WaveState
from app.operations.edit_wave import change_last_day
from tests.app.programme.desk import DAY, PROGRAMME, TODAY, Desk, audited, date_boxes, desk
from tests.app.world import token


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and an open wave."""
    found = desk(app)
    found.opened()
    return found


@pytest.mark.parametrize("days", [1, 60])
def test_the_last_day_is_changed_and_the_change_is_recorded(there: Desk, days: int) -> None:
    day = TODAY + days * DAY
    assert there.send("/waves/W1/dates", date_boxes("closes", day)).status_code == 303
    assert there.wave().closes_on == day
    (entry,) = audited("wave.last_day_changed")
    assert entry.detail == {"before": (TODAY + 30 * DAY).isoformat(), "now": day.isoformat()}
    assert entry.by == "lead@example.org"


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (date_boxes("closes", TODAY), "The last day must lie after today"),
        (date_boxes("closes", TODAY - DAY), "The last day must lie after today"),
        (date_boxes("closes", TODAY + 30 * DAY), "This is the last day already"),
        (date_boxes("closes", TODAY.replace(year=TODAY.year + 11, day=1)), "Check the year"),
        ({}, "Enter the last day"),
        ({"closes-day": "x", "closes-month": "1", "closes-year": "2030"}, "must be a real date"),
    ],
)
def test_any_other_day_is_refused(there: Desk, boxes: dict[str, str], words: str) -> None:
    answer = there.send("/waves/W1/dates", boxes)
    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count(words) == 2
    assert there.wave().closes_on == TODAY + 30 * DAY
    assert not audited("wave.last_day_changed")


def test_operation_takes_no_day_that_is_here_already(there: Desk) -> None:
    user = db.session.scalars(select(User)).one()
    for day in (TODAY, TODAY - datetime.timedelta(days=3)):
        with pytest.raises(WaveStateError, match="after today"):
            change_last_day(there.wave(), day, TODAY, user)


@pytest.mark.parametrize("page", ["dates", "paper", "reminders"])
@pytest.mark.parametrize(
    ("state", "words", "way"),
    [
        (WaveState.DRAFT, "This wave is not open yet", "/set-up"),
        (WaveState.CLOSING, "This wave is being closed", ""),
        (WaveState.CLOSED, "This wave is closed", ""),
    ],
)
def test_bookmarks_of_an_open_wave_say_that_it_is_not(
    there: Desk, page: str, state: WaveState, words: str, way: str
) -> None:
    there.wave().state = state
    db.session.commit()
    if state is WaveState.DRAFT and page == "reminders":
        words, way = "Reminders</h1>", ""  # they are planned before it opens
    found = there.page(f"/waves/W1/{page}")
    assert words in found
    assert f'href="{PROGRAMME}/waves/W1{way}"' in found


@pytest.mark.parametrize("state", [WaveState.CLOSING, WaveState.CLOSED])
def test_reminders_of_a_wave_that_is_over_stay(there: Desk, state: WaveState) -> None:
    seen = there.page("/waves/W1/reminders")
    there.wave().state = state
    db.session.commit()
    assert there.send("/waves/W1/reminders", {"day-1": "9", "day-2": ""}, seen=seen).status_code == 409
    assert there.wave().reminder_days == [7, 14]


@pytest.mark.parametrize("state", [WaveState.DRAFT, WaveState.CLOSING, WaveState.CLOSED])
def test_only_an_open_wave_has_a_last_day_to_change(there: Desk, state: WaveState) -> None:
    seen = there.page("/waves/W1/dates")
    there.wave().state = state
    db.session.commit()
    form = {"csrf_token": token(seen), **date_boxes("closes", TODAY + 5 * DAY)}
    assert there.lead.post(f"{PROGRAMME}/waves/W1/dates", data=form).status_code == 409
    assert there.wave().closes_on == TODAY + 30 * DAY
