"""Reminders and the last day of an open wave, changed in two tabs: a stale page undoes nothing unseen."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.app.programme.desk import DAY, TODAY, Desk, date_boxes, desk, hidden

REMINDERS, DATES = "/waves/W1/reminders", "/waves/W1/dates"


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and an open wave."""
    found = desk(app)
    found.opened()
    return found


def reminders(page: str, first: str, second: str = "") -> dict[str, str]:
    """Return the form of reminders as it is sent from a page."""
    return {"revision": hidden(page, "revision"), "day-1": first, "day-2": second}


def last_day(page: str, days: int) -> dict[str, str]:
    """Return the form of the last day as it is sent from a page."""
    return {"revision": hidden(page, "revision"), **date_boxes("closes", TODAY + days * DAY)}


def test_reminders_saved_meanwhile_are_told_and_not_undone(there: Desk) -> None:
    seen = there.page(REMINDERS)
    assert there.send(REMINDERS, reminders(seen, "10", "20")).status_code == 303
    answer = there.send(REMINDERS, reminders(seen, "12"))
    assert answer.status_code == 422
    words = "The reminders were changed meanwhile, and “10 and 20 days after opening” was saved here."
    assert answer.text.count(words) == 2  # in the summary and beside the field
    assert 'value="12"' in answer.text
    assert there.wave().reminder_days == [10, 20]
    assert there.send(REMINDERS, reminders(answer.text, "12")).status_code == 303
    assert there.wave().reminder_days == [12]


def test_reminders_that_are_wrong_and_stale_are_told_one_after_the_other(there: Desk) -> None:
    seen = there.page(REMINDERS)
    there.send(REMINDERS, reminders(seen, ""))
    wrong = there.send(REMINDERS, reminders(seen, "x"))
    assert "Enter whole numbers of days" in wrong.text
    stale = there.send(REMINDERS, reminders(wrong.text, "9"))
    assert stale.status_code == 422
    assert "“no reminder” was saved here" in stale.text
    assert there.wave().reminder_days == []


def test_reminders_that_are_the_same_in_both_tabs_are_saved(there: Desk) -> None:
    seen = there.page(REMINDERS)
    for _ in range(2):
        assert there.send(REMINDERS, reminders(seen, "10")).status_code == 303
    assert there.wave().reminder_days == [10]


def test_last_day_saved_meanwhile_is_told_and_not_undone(there: Desk) -> None:
    seen = there.page(DATES)
    saved = TODAY + 40 * DAY
    assert there.send(DATES, last_day(seen, 40)).status_code == 303
    answer = there.send(DATES, last_day(seen, 20))
    assert answer.status_code == 422
    words = f"The last day was changed meanwhile, and {saved:%-d %B %Y} was saved here."
    assert answer.text.count(words) == 2
    assert f'value="{(TODAY + 20 * DAY).day}"' in answer.text
    assert there.wave().closes_on == saved
    assert there.send(DATES, last_day(answer.text, 20)).status_code == 303
    assert there.wave().closes_on == TODAY + 20 * DAY
