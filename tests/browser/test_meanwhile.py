"""What somebody else did while a form was open, in a browser: it is said, and what was typed still stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import db
from app.models import Participant, Practice, Wave
from app.operations.open_wave import open_wave
from tests.app.programme.desk import DAY, TODAY, Desk, desk, wave_form
from tests.browser.looking import follow
from tests.browser.test_every_page import PHONE, look_at_both_widths
from tests.browser.test_staff_pages import sign_in
from tests.browser.threads import in_service

HARBOUR = "/programmes/harbour"
WAVE = f"{HARBOUR}/waves/W1"
STAFF = f"{HARBOUR}/practices/elm/staff"
# Where lists are sent, one of them, and what is said of another change before it is taken over.
LISTS = {
    "staff": (STAFF, b"name,email,role\nAda,ada@example.org,GP\n", "The list was changed meanwhile"),
    "practices": (
        f"{HARBOUR}/practices",
        b"name,headcount\nElm,12\n",
        "The practices were changed meanwhile",
    ),
}


@pytest.fixture
def there(service: Flask, address: str) -> Desk:
    """A lead, two practices with lists of staff, and a wave in preparation."""

    def build() -> Desk:
        found = desk(service)
        found.send("/new-wave", wave_form())
        return found

    return in_service(service, build)


def person() -> Participant:
    """Return the person of Elm whose page is opened."""
    return db.session.scalars(select(Participant).where(Participant.email == "elm1@example.org")).one()


def another_name() -> None:
    person().name = "Somebody"


def off_the_list() -> None:
    person().active = False


def another_headcount() -> None:
    db.session.scalars(select(Practice).where(Practice.slug == "elm")).one().headcount = 30


def another_title() -> None:
    db.session.scalars(select(Wave)).one().title = "Another year"


def another_day() -> None:
    db.session.scalars(select(Wave)).one().closes_on += DAY


def opened() -> None:
    open_wave(db.session.scalars(select(Wave)).one(), TODAY)


def other_reminders() -> None:
    db.session.scalars(select(Wave)).one().reminder_days = [9]


def meanwhile(page: Page, service: Flask, change: Callable[[], None], button: str) -> None:
    """Let somebody else make a change, then send the form that is open."""

    def commit() -> None:
        change()
        db.session.commit()

    in_service(service, commit)
    follow(page.get_by_role("button", name=button, exact=True))


def shows(page: Page, words: str, name: str) -> None:
    """Assert that the page says first what happened, and look at it."""
    assert page.title().startswith("Error: ")
    expect(page.get_by_role("alert")).to_contain_text(words)
    look_at_both_widths(page, f"meanwhile-{name}")


@PHONE
def test_on_the_list_of_staff(page: Page, service: Flask, address: str, there: Desk) -> None:
    sign_in(page, address, there.account, "lead@example.org")
    page.goto(f"{address}{STAFF}/people/{in_service(service, lambda: str(person().id))}")
    page.get_by_label("Name").fill("Mine")
    meanwhile(page, service, another_name, "Save")
    shows(page, "Name was changed meanwhile to “Somebody”", "person")
    expect(page.get_by_label("Name")).to_have_value("Mine")
    meanwhile(page, service, off_the_list, "Save")
    shows(page, "was taken off the list meanwhile", "person-off")
    expect(page.get_by_label("Name")).to_have_value("Mine")


@PHONE
def test_of_a_practice(page: Page, service: Flask, address: str, there: Desk) -> None:
    sign_in(page, address, there.account, "lead@example.org")
    page.goto(f"{address}{HARBOUR}/practices/elm/edit")
    page.get_by_label("How many people work there").fill("20")
    meanwhile(page, service, another_headcount, "Save")
    shows(page, "This practice was changed meanwhile", "practice")
    expect(page.get_by_label("How many people work there")).to_have_value("20")


@PHONE
def test_of_a_wave_in_preparation(page: Page, service: Flask, address: str, there: Desk) -> None:
    sign_in(page, address, there.account, "lead@example.org")
    page.goto(f"{address}{WAVE}/opening")
    meanwhile(page, service, another_day, "Open the wave and invite")
    shows(page, "this has changed since the page was shown: its last day", "opening")
    page.goto(f"{address}{WAVE}/edit")
    page.get_by_label("Title").fill("Mine")
    meanwhile(page, service, another_title, "Save the wave")
    shows(page, "This wave was changed meanwhile", "wave")
    expect(page.get_by_label("Title")).to_have_value("Mine")
    meanwhile(page, service, opened, "Save the wave")
    expect(page.get_by_role("heading", name="What you typed was not saved")).to_be_visible()
    expect(page.get_by_text("Mine", exact=True)).to_be_visible()
    look_at_both_widths(page, "meanwhile-wave-opened")


@PHONE
def test_of_an_open_wave(page: Page, service: Flask, address: str, there: Desk) -> None:
    in_service(service, there.open_wave)
    sign_in(page, address, there.account, "lead@example.org")
    page.goto(f"{address}{WAVE}/dates")
    page.get_by_label("Day", exact=True).fill("28")
    page.get_by_label("Year").fill(str(TODAY.year + 1))
    meanwhile(page, service, another_day, "Save")
    shows(page, "The last day was changed meanwhile", "last-day")
    page.goto(f"{address}{WAVE}/reminders")
    page.get_by_label("First reminder").fill("5")
    meanwhile(page, service, other_reminders, "Save")
    shows(page, "The reminders were changed meanwhile", "reminders")


@PHONE
@pytest.mark.parametrize("kind", LISTS)
def test_of_a_list_that_is_previewed(
    page: Page, service: Flask, address: str, there: Desk, kind: str
) -> None:
    place, content, words = LISTS[kind]
    sign_in(page, address, there.account, "lead@example.org")
    page.goto(f"{address}{place}/upload")
    page.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": content}
    )
    follow(page.get_by_role("button", name="Show what would change"))
    meanwhile(page, service, another_name if kind == "staff" else another_headcount, "Make this change")
    shows(page, words, f"{kind}-preview")


@PHONE
def test_of_practices_that_are_to_merge(page: Page, service: Flask, address: str, there: Desk) -> None:
    sign_in(page, address, there.account, "lead@example.org")
    page.goto(f"{address}{HARBOUR}/practices/oak/merge?into=elm")
    page.get_by_label("Merge Oak into Elm for good").check()
    meanwhile(page, service, another_headcount, "Merge the practices")
    shows(page, "One of the practices was changed meanwhile", "merger")
