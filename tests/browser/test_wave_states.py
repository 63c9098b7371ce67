"""Pages of a wave in preparation and of one that is being closed: in each of their states, for axe too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import db
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import OutboxRow, Task
from app.operations.close_wave import close_wave
from tests.app.programme.desk import TODAY, Desk, desk, wave_form
from tests.browser.looking import follow
from tests.browser.test_every_page import PHONE, look_at_both_widths
from tests.browser.test_staff_pages import sign_in
from tests.browser.threads import in_service

WAVE = "/programmes/harbour/waves/W1"
# Of a wave in preparation, and what the page is called.
DRAFT = {
    "": "Being prepared",
    "/set-up": "Being prepared",
    "/edit": "Change this wave",
    "/delete": "Delete",
    "/opening": "Open this wave",
    "/preview": "Preview of what people see",
    "/preview/mail": "mail",
    "/closing": "This wave is not open",
    "/dates": "not open",
    "/reminders": "Reminders",
    "/paper": "not open",
}
# How often the worker tried, what came of it, and what the page says of that.
TRIES = {
    "waiting": (0, None, "as soon as the worker is free"),
    "at-work": (1, None, "The results are being worked out"),
    "failed": (2, "MemoryError", "It is tried again by itself"),
    "given-up": (MOST_ATTEMPTS, "MemoryError", "Nothing is lost"),
}


@pytest.fixture
def in_preparation(service: Flask, address: str) -> Desk:
    """A lead, and a wave that is set up."""

    def build() -> Desk:
        found = desk(service)
        found.send("/new-wave", wave_form())
        return found

    return in_service(service, build)


@pytest.fixture
def being_closed(service: Flask, address: str) -> Desk:
    """A lead, and a wave that the worker was asked to close."""

    def build() -> Desk:
        found = desk(service)
        found.opened()
        found.send("/waves/W1/closing", {"early": "yes"})
        return found

    return in_service(service, build)


def tried(task: Task, attempts: int, error: str | None) -> Callable[[], None]:
    """Return what makes the worker have tried so often."""

    def change() -> None:
        for order in db.session.scalars(select(OutboxRow).where(OutboxRow.task == task)).all():
            order.attempts, order.last_error = attempts, error
        db.session.commit()

    return change


@PHONE
def test_pages_of_a_wave_in_preparation(page: Page, address: str, in_preparation: Desk) -> None:
    sign_in(page, address, in_preparation.account, "lead@example.org")
    for place, heading in DRAFT.items():
        page.goto(f"{address}{WAVE}{place}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        look_at_both_widths(page, f"draft{place.replace('/', '-')}")
    page.goto(f"{address}{WAVE}/edit")
    page.get_by_label("Title").fill("")
    page.get_by_label("How many must answer").fill("2")
    follow(page.get_by_role("button", name="Save the wave"))
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    look_at_both_widths(page, "draft-edit-error")
    page.goto(f"{address}{WAVE}/delete")
    follow(page.get_by_role("button", name="Delete"))
    expect(page.get_by_text("Wave W1 is deleted.")).to_be_visible()


@PHONE
def test_pages_of_a_wave_that_is_being_closed(
    page: Page, service: Flask, address: str, being_closed: Desk
) -> None:
    sign_in(page, address, being_closed.account, "lead@example.org")
    for name, place in (("programme", WAVE), ("practice", "/programmes/harbour/practices/elm/waves/W1")):
        page.goto(address + place)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Being closed")
        look_at_both_widths(page, f"being-closed-{name}")
    for name, (attempts, error, words) in TRIES.items():
        in_service(service, tried(Task.CLOSE_WAVE, attempts, error))
        page.goto(f"{address}{WAVE}/closing")
        expect(page.get_by_role("status")).to_contain_text(words)
        look_at_both_widths(page, f"closing-{name}")
    follow(page.get_by_role("button", name="Try again"))
    expect(page.get_by_role("status")).to_contain_text("as soon as the worker is free")


@PHONE
def test_page_of_a_closed_wave_whose_reports_failed(
    page: Page, service: Flask, address: str, being_closed: Desk
) -> None:
    def close() -> None:
        close_wave(being_closed.wave(), TODAY)
        db.session.commit()

    in_service(service, close)
    in_service(service, tried(Task.RENDER_REPORT, MOST_ATTEMPTS, "OSError"))
    sign_in(page, address, being_closed.account, "lead@example.org")
    page.goto(f"{address}{WAVE}/closing")
    expect(page.get_by_text("2 could not be written")).to_be_visible()
    expect(page.get_by_role("button", name="Make them again")).to_be_visible()
    look_at_both_widths(page, "reports-failed")
