"""A lead's main way through a wave in a browser: set up, looked at, opened, given more time, closed, read."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import db
from app.jobs.worker import Worker
from app.models import Invitation, Participant, Participation, Wave
from app.reports.pdf import print_html
from tests.app.programme.desk import DAY, ROLES, TODAY, Desk, desk
from tests.app.responses import core_team, respond
from tests.browser.looking import follow, look
from tests.browser.test_staff_pages import sign_in
from tests.browser.threads import in_service

WIDTHS = [pytest.param((320, True), id="320px"), pytest.param((1280, True), id="1280px")]


@pytest.fixture
def there(service: Flask, address: str) -> Desk:
    """A lead, and two practices with lists of staff; no wave."""
    return in_service(service, lambda: desk(service))


def title(page: Page) -> str:
    """Return the page's heading without the line above it."""
    return page.get_by_role("heading", level=1).inner_text().splitlines()[-1].strip()


def say_day(page: Page, name: str, day: datetime.date) -> None:
    """Fill in the three boxes of a date."""
    boxes = page.get_by_role("group", name=name)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(part).fill(str(value))


def set_up(page: Page) -> None:
    """Set up a wave, with its last day forgotten first."""
    follow(page.get_by_role("link", name="Harbour"))
    look(page, "waves-none")
    follow(page.get_by_role("button", name="Set up a new wave"))
    look(page, "wave-new")
    page.get_by_label("Title").fill("First year")
    say_day(page, "First day", TODAY)
    page.get_by_label("How is it going").check()
    page.get_by_role("group", name="Further questionnaires").get_by_label("Leading").check()
    follow(page.get_by_role("button", name="Save the wave"))
    assert page.title().startswith("Error: ")
    look(page, "wave-new-error")
    say_day(page, "Last day", TODAY + 30 * DAY)
    follow(page.get_by_role("button", name="Save the wave"))
    expect(page.get_by_text("Wave W1 is set up.")).to_be_visible()
    look(page, "wave-set-up")


def preview(page: Page) -> None:
    """Read what a GP will be asked, from the first page to the receipt, and come back."""
    follow(page.get_by_role("button", name="Preview what people will see"))
    look(page, "wave-preview")
    follow(page.get_by_role("row", name="GP").first.get_by_role("link", name="English").first)
    look(page, "wave-preview-start")
    follow(page.get_by_role("button", name="Start"))
    look(page, "wave-preview-page")
    while page.get_by_role("button", name="Continue").count():
        follow(page.get_by_role("button", name="Continue"))
    look(page, "wave-preview-check")
    follow(page.get_by_role("button", name="Send my answers"))
    look(page, "wave-preview-receipt")
    follow(page.get_by_role("link", name="Back to the overview"))
    follow(page.locator(".nhsuk-breadcrumb a:visible").last)


def open_it(page: Page) -> None:
    """Look at what opening means, and open."""
    follow(page.get_by_role("button", name="Look at who is asked, and open"))
    expect(page.get_by_text("12 people of 2 practices would be asked")).to_be_visible()
    look(page, "opening")
    follow(page.get_by_role("button", name="Open the wave and invite"))
    assert title(page) == "Open for answers"
    look(page, "progress-new")


def answer() -> None:
    """Let everybody of Elm have answered yesterday, nobody of Oak."""
    wave = db.session.scalars(select(Wave)).one()
    invited = select(Invitation).join(Invitation.participant).where(Participant.email.startswith("elm"))
    for asked in db.session.scalars(invited).all():
        db.session.add(Participation(invitation_id=asked.id, submitted_on=TODAY - DAY))
        practice = asked.participant.practice
    for role in ROLES:
        respond(practice, wave, role, 4)
    core_team(practice, wave)
    db.session.commit()


def give_more_time(page: Page) -> None:
    """Read how many have answered, and move the last day, to a day that is past first."""
    page.reload()
    expect(page.get_by_role("row", name="Elm")).to_contain_text("6 of 6")
    look(page, "progress")
    follow(page.get_by_role("link", name="Change the last day"))
    look(page, "last-day")
    say_day(page, "Last day", TODAY - DAY)
    follow(page.get_by_role("button", name="Save"))
    look(page, "last-day-error")
    say_day(page, "Last day", later := TODAY + 60 * DAY)
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text(f"Answers are taken until {later:%-d %B %Y}.")).to_be_visible()


def close(page: Page, service: Flask) -> None:
    """Close the wave before its last day, without the tick first; see it closed once the worker did it."""
    page.clock.install()  # the page looks again by itself after seconds that nobody here waits for
    follow(page.get_by_role("link", name="Close the wave"))
    look(page, "closing")
    follow(page.get_by_role("button", name="Close the wave and publish"))
    assert page.title().startswith("Error: ")
    look(page, "closing-error")
    page.get_by_label("Close it all the same").check()
    follow(page.get_by_role("button", name="Close the wave and publish"))
    assert title(page) == "Being closed"
    look(page, "closing-asked")
    in_service(service, Worker(service, print_html).drain)
    with page.expect_navigation():
        page.clock.fast_forward("00:05")
    assert title(page) == "This wave is closed"
    expect(page.get_by_text("All reports are ready: 2")).to_be_visible()
    look(page, "closed")


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_a_lead_takes_a_wave_from_its_set_up_to_its_results(
    page: Page, service: Flask, address: str, there: Desk
) -> None:
    sign_in(page, address, there.account, "lead@example.org")
    set_up(page)
    preview(page)
    open_it(page)
    in_service(service, answer)
    give_more_time(page)
    close(page, service)
    follow(page.get_by_role("link", name="Compare practices"))
    look(page, "comparison-of-the-wave")
    follow(page.get_by_role("link", name="Elm").first)
    assert title(page) == "Fully integrated"
    look(page, "result-of-the-wave")
