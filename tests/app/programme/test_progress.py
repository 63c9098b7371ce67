"""Following an open wave: what a lead sees of it, and what nobody can work out."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.db import db
from app.models import (
    Affiliation,
    Audience,
    Invitation,
    Participant,
    Participation,
    Practice,
    WavePractice,
)
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.programme.desk import DAY, TODAY, Desk, date_boxes, desk, without_tokens


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and an open wave of Elm and Oak."""
    found = desk(app)
    found.opened()
    return found


def answer(there: Desk, practice: Practice, count: int, *, manager: bool = False, day: datetime.date) -> None:
    """Let so many people of a practice answer on a day, its manager among them or not."""
    invited = db.session.execute(
        select(Invitation.id, Participant.role)
        .join(Invitation.participant)
        .where(Participant.practice_id == practice.id, Invitation.instrument_id == "npt-core")
        .order_by(Participant.name)
    ).all()
    others = [row.id for row in invited if row.role != "practice_manager"]
    managers = [row.id for row in invited if row.role == "practice_manager"]
    chosen = [*managers, *others][:count] if manager else others[:count]
    db.session.add_all(Participation(invitation_id=each, submitted_on=day) for each in chosen)
    db.session.commit()


def rows(page: str) -> list[str]:
    """Return the names of the practices in the table."""
    body = page.split('id="progress"', 1)[1] if 'id="progress"' in page else ""
    return [name for name in ("Ash", "Elm", "Oak") if f">{name}</a>" in body]


def test_counts_are_those_of_the_beginning_of_the_day(there: Desk) -> None:
    answer(there, there.elm, 2, day=TODAY - DAY)
    answer(there, there.oak, 5, day=TODAY)
    page = there.page("/waves/W1")
    assert "2 of 12" in page
    assert "2 of 6" in page
    assert "0 of 6" in page


@pytest.mark.parametrize(
    ("count", "words", "enough"),
    [
        (4, "Not enough yet", "0 of 2"),
        (5, "Enough, unless the practice manager is one of them", "0 to 1 of 2"),
        (6, "Enough for results", "1 of 2"),
    ],
)
def test_outlook_follows_from_the_count_that_is_shown(
    there: Desk, count: int, words: str, enough: str
) -> None:
    answer(there, there.elm, count, manager=True, day=TODAY - DAY)
    page = there.page("/waves/W1")
    assert words in page
    assert enough in page


def test_whether_the_practice_manager_has_answered_changes_no_byte(there: Desk) -> None:
    seen = []
    for manager in (False, True):
        db.session.execute(delete(Participation))
        answer(there, there.elm, 5, manager=manager, day=TODAY - DAY)
        pages = ("/waves/W1", "/waves/W1?show=lacking", "/waves/W1/closing")
        seen.append([without_tokens(there.page(page)) for page in pages])
    assert seen[0] == seen[1]


def test_the_total_does_not_give_away_the_count_of_a_small_practice(there: Desk) -> None:
    wave, ash = there.wave(), builder.practice(there.programme, "ash")
    for role in ("gp", "gp", "receptionist"):
        builder.invitation(ash, wave, role)
    db.session.add(WavePractice(wave_id=wave.id, practice_id=ash.id, headcount=10))
    db.session.commit()
    answer(there, there.elm, 4, day=TODAY - DAY)
    before = without_tokens(there.page("/waves/W1"))
    answer(there, ash, 3, day=TODAY - DAY)
    assert without_tokens(there.page("/waves/W1")) == before
    assert "4 of 12, without practices in which few were asked" in before
    assert "3 asked; too few for a count" in before
    assert "Too few were asked" in before


@pytest.mark.parametrize("by_account", [False, True])
def test_a_count_is_of_others_than_the_practice_manager(there: Desk, by_account: bool) -> None:
    """Of a manager and four others "4" would tell the manager, who has not answered, that all others have."""
    wave, ash = there.wave(), builder.practice(there.programme, "ash")
    for role in ("gp" if by_account else "practice_manager", *["gp"] * 4):
        builder.invitation(ash, wave, role)
    if by_account:
        create_account("ash@example.org", [Grant(Audience.MANAGER, practice=ash)])
    db.session.add(WavePractice(wave_id=wave.id, practice_id=ash.id, headcount=10))
    db.session.commit()
    answer(there, ash, 4, day=TODAY - DAY)
    page = there.page("/waves/W1")
    assert "5 asked; too few for a count" in page
    assert "0 of 12, without practices in which few were asked" in page


def test_practices_without_enough_answers_can_be_shown_alone(there: Desk) -> None:
    answer(there, there.elm, 6, manager=True, day=TODAY - DAY)
    assert rows(there.page("/waves/W1")) == ["Elm", "Oak"]
    page = there.page("/waves/W1?show=lacking")
    assert rows(page) == ["Oak"]
    assert "1 of 2 practices" in page


def test_practices_that_ask_nobody_are_not_counted_among_those_that_may_have_enough(there: Desk) -> None:
    wave = there.wave()
    for slug in ("birch", "yew"):
        place = builder.practice(there.programme, slug)
        db.session.add(WavePractice(wave_id=wave.id, practice_id=place.id, headcount=10))
    db.session.commit()
    assert "0 of 2. 2 more ask nobody" in there.page("/waves/W1")


def test_practices_are_found_by_name_network_and_region(there: Desk) -> None:
    row = next(row for row in there.wave().practices if row.practice_id == there.oak.id)
    row.network, row.region = "North Shore", "Coast"
    db.session.commit()
    for search, found in (("ELM", ["Elm"]), ("north", ["Oak"]), ("coast", ["Oak"]), ("", ["Elm", "Oak"])):
        assert rows(there.page(f"/waves/W1?search={search}")) == found
    nothing = there.page("/waves/W1?search=%3Cb%3E")
    assert "No practice fits" in nothing
    assert "<b>" not in nothing


def test_long_lists_come_in_pages_that_keep_the_filter(there: Desk) -> None:
    wave = there.wave()
    for number in range(60):
        practice = builder.practice(there.programme, f"p{number:02}")
        db.session.add(WavePractice(wave_id=wave.id, practice_id=practice.id, headcount=10))
    db.session.commit()
    page = there.page("/waves/W1?search=p&show=lacking")
    assert "Page 1 of 2" in page
    assert "page=2&amp;search=p&amp;show=lacking" in page or "search=p&amp;show=lacking&amp;page=2" in page
    assert there.lead.get("/programmes/harbour/waves/W1?page=9").status_code == 404


def test_the_next_reminders_are_named(there: Desk) -> None:
    assert "None: mail is off" in there.page("/waves/W1")
    settings = there.app.extensions["settings"]
    there.app.extensions["settings"] = replace(
        settings, smtp_url="smtp://localhost", mail_from="a@example.org"
    )
    first, second = (f"{TODAY + days * DAY:%-d %B %Y}" for days in (7, 14))
    assert f"{first}, {second}" in there.page("/waves/W1")
    wave = there.wave()
    wave.opens_on = TODAY - 8 * DAY
    db.session.commit()
    page = there.page("/waves/W1")
    assert f"{TODAY + 6 * DAY:%-d %B %Y}" in page
    assert f">{TODAY - DAY:%-d %B %Y}" not in page


def test_after_the_last_day_the_lead_is_asked_to_close_or_give_more_time(there: Desk) -> None:
    assert "The last day has passed" not in there.page("/waves/W1")
    wave = there.wave()
    wave.opens_on, wave.closes_on = TODAY - 30 * DAY, TODAY - DAY
    db.session.commit()
    page = there.page("/waves/W1")
    assert "The last day has passed" in page
    assert "Give more time" in page
    assert "Close the wave" in page
    assert there.send("/waves/W1/dates", date_boxes("closes", TODAY + 5 * DAY)).status_code == 303
    assert "The last day has passed" not in there.page("/waves/W1")


def test_a_network_is_that_of_the_opening_day(app: Flask) -> None:
    there = desk(app)
    for network, since in (("North", TODAY - DAY), ("South", TODAY + DAY)):
        db.session.add(Affiliation(practice_id=there.elm.id, since=since, network=network, region=None))
    db.session.commit()
    there.opened()
    assert rows(there.page("/waves/W1?search=north")) == ["Elm"]
    assert rows(there.page("/waves/W1?search=south")) == []
