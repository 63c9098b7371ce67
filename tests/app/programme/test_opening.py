"""Opening a wave and its reminders on the lead's pages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from flask import Flask

from app.db import db
from app.models import Audience, Participation, Wave, WavePractice, WaveState
from app.operations.create_account import Grant, create_account
from tests.app.programme.desk import DAY, TODAY, hidden
from tests.app.staffing import OPENED, STAFF, Office, draft_wave, office, with_mail
from tests.app.world import Visitor, token, visitor

WAVE = "/programmes/harbour/waves/W1"


def lead(app: Flask, there: Office) -> Visitor:
    """Return a lead's browser."""
    account = create_account("lead@example.org", [Grant(Audience.LEAD, there.programme)])
    db.session.commit()
    return visitor(app, account)


def wave(there: Office) -> Wave:
    """Return the wave as it is now."""
    db.session.rollback()
    db.session.refresh(there.wave)
    return there.wave


def send(client: Visitor, page: str, **fields: str) -> int:
    """Send the form of a page, with what the page says it was about."""
    place = f"{WAVE}/{page}"
    text = client.get(place).get_data(as_text=True)
    sent = {"csrf_token": token(text), "revision": hidden(text, "revision"), **fields}
    return client.post(place, data=sent).status_code


def test_page_says_what_opening_means_and_the_button_opens(app: Flask) -> None:
    there = office(opened=False)
    client = lead(app, there)
    page = client.get(f"{WAVE}/opening").get_data(as_text=True)
    assert "3 people of 1 practice would be asked" in page
    assert "all of them with a card" in page
    assert '>Without mail </span><span class="app-table__value">3</span>' in page
    assert "Mail is off" in page
    assert wave(there).state is WaveState.DRAFT
    assert send(client, "opening") == 303
    assert wave(there).state is WaveState.OPEN


def test_with_mail_only_those_without_an_address_need_a_card(app: Flask) -> None:
    with_mail(app)
    page = lead(app, office(opened=False)).get(f"{WAVE}/opening").get_data(as_text=True)
    assert "1 of them with a card" in page
    assert "Mail is off" not in page


USER = ("Uma", "uma@example.org", "service_user")


def test_somebody_whose_role_the_wave_asks_nothing_is_something_to_look_at(app: Flask) -> None:
    there = office([*STAFF, USER], opened=False)
    page = lead(app, there).get(f"{WAVE}/opening").get_data(as_text=True)
    assert "3 people of 1 practice would be asked" in page
    assert "1 person has a role that this wave asks nothing: Service user." in page
    assert "Nobody is on the list" not in page


def few(people: int, manager: str = "gp") -> Sequence[tuple[str, str | None, str]]:
    """Return staff of so many people, one of them in the manager's role or another."""
    return [(f"Person {number}", None, "gp") for number in range(1, people)] + [("Mel", None, manager)]


TOO_FEW = "besides the practice manager would be asked; results need"


@pytest.mark.parametrize(
    ("staff", "warning"),
    [
        (few(5), f"4 {TOO_FEW} 5 answers"),  # whoever holds the account stands under another role
        (few(6), None),
        (few(5, "practice_manager"), f"4 {TOO_FEW} 5 answers"),
        (few(6, "practice_manager"), None),
    ],
)
def test_too_few_are_told_before_opening_as_the_gate_will_count_them(
    app: Flask, staff: Sequence[tuple[str, str | None, str]], warning: str | None
) -> None:
    page = lead(app, office(staff, opened=False)).get(f"{WAVE}/opening").get_data(as_text=True)
    assert warning in page if warning else TOO_FEW not in page


def test_more_that_the_programme_promises_are_needed_before_opening_too(app: Flask) -> None:
    there = office(few(7), opened=False)
    there.programme.minimum_group = 8
    db.session.commit()
    page = lead(app, there).get(f"{WAVE}/opening").get_data(as_text=True)
    assert f"6 {TOO_FEW} 8 answers" in page


def asked_before(there: Office, *days_ago: int) -> None:
    """Add closed waves that asked the practice, opened so many days ago."""
    for number, days in enumerate(days_ago, start=1):
        wave = draft_wave(there.programme, label=f"B{number}")
        wave.opens_on, wave.state = TODAY - days * DAY, WaveState.CLOSED
        db.session.add(WavePractice(wave_id=wave.id, practice_id=there.practice.id, headcount=5))
    db.session.commit()


@pytest.mark.parametrize(("days_ago", "free_in"), [((364, 200, 100), 1), ((10, 300, 364, 200), 65)])
def test_practice_is_not_asked_a_fourth_time_within_a_year(
    app: Flask, days_ago: tuple[int, ...], free_in: int
) -> None:
    there = office(few(7), opened=False)
    client = lead(app, there)
    before = client.get(f"{WAVE}/opening").get_data(as_text=True)
    asked_before(there, *days_ago)
    page = client.get(f"{WAVE}/opening").get_data(as_text=True)
    assert f"it can be asked again from {TODAY + free_in * DAY:%-d %B %Y} on" in page
    assert "1 of these practices was asked in three waves within a year" in page
    assert "Open the wave and invite" not in page
    sent = {"csrf_token": token(before), "revision": hidden(before, "revision")}
    answer = client.post(f"{WAVE}/opening", data=sent)
    assert answer.status_code == 409
    assert "would ask a practice for the fourth time within a year" in answer.text
    assert wave(there).state is WaveState.DRAFT


def test_after_a_year_it_is_asked_again(app: Flask) -> None:
    there = office(few(7), opened=False)
    asked_before(there, 365, 200, 100)
    client = lead(app, there)
    assert "within a year" not in client.get(f"{WAVE}/opening").get_data(as_text=True)
    assert send(client, "opening") == 303
    assert wave(there).state is WaveState.OPEN


def test_only_such_people_are_no_empty_list(app: Flask) -> None:
    there = office([USER, ("Uri", None, "service_user")], opened=False)
    page = lead(app, there).get(f"{WAVE}/opening").get_data(as_text=True)
    assert "2 people have a role that this wave asks nothing: Service user." in page
    assert "Nobody would be asked." in page
    assert "Nobody is on the list of staff" not in page
    assert "Nobody is on a list of staff" not in page


def test_reminders_are_changed(app: Flask) -> None:
    there = office()
    assert send(lead(app, there), "reminders", **{"day-1": "10", "day-2": ""}) == 303
    assert wave(there).reminder_days == [10]


@pytest.mark.parametrize("days", [("x", ""), ("-3", ""), ("1", ""), ("7", "8"), ("7", "9999")])
def test_reminders_that_make_no_sense_are_refused(app: Flask, days: tuple[str, str]) -> None:
    there = office()
    assert send(lead(app, there), "reminders", **{"day-1": days[0], "day-2": days[1]}) == 422
    assert wave(there).reminder_days == [7, 14]


@pytest.mark.parametrize(
    ("days", "wrong"), [(("x", "14"), 1), (("", "x"), 2), (("7", "8"), 2), (("", "9999"), 2)]
)
def test_error_leads_to_the_reminder_that_is_wrong(
    sqlite_app: Flask, days: tuple[str, str], wrong: int
) -> None:
    client = lead(sqlite_app, office())
    form = {"csrf_token": token(client.get(f"{WAVE}/reminders").text), "day-1": days[0], "day-2": days[1]}
    page = client.post(f"{WAVE}/reminders", data=form).get_data(as_text=True)
    assert f'href="#day-{wrong}"' in page
    assert f'id="day-{wrong}-error"' in page
    assert f'id="day-{3 - wrong}-error"' not in page


def test_what_is_sent_today_is_counted_tomorrow(app: Flask) -> None:
    there = office([(f"P{n}", None, "gp") for n in range(6)])
    today = datetime.datetime.now(datetime.UTC).date()
    for name, day in (("P0", OPENED), ("P1", today)):
        db.session.add(Participation(invitation_id=there.invitation(name).id, submitted_on=day))
    db.session.commit()
    leads_page = lead(app, there).get(WAVE).get_data(as_text=True)
    own_page = visitor(app, there.account).get("/programmes/harbour/practices/elm/waves/W1")
    assert "1 of 6" in leads_page
    assert "1 of 6 have answered" in own_page.get_data(as_text=True)


def test_of_a_few_people_no_count_is_shown(app: Flask) -> None:
    there = office()
    db.session.add(Participation(invitation_id=there.invitation("Ben").id, submitted_on=OPENED))
    db.session.commit()
    own_page = visitor(app, there.account).get("/programmes/harbour/practices/elm/waves/W1")
    assert "1 of 3" not in own_page.get_data(as_text=True)
    assert "3 asked; too few for a count" in lead(app, there).get(WAVE).get_data(as_text=True)
