"""Pages of the list of staff, cards, opening, paper forms and card codes, as a person sees them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.db import db
from app.models import Audience
from app.operations.create_account import Grant, NewAccount, create_account
from app.operations.issue_cards import issue_cards
from tests.app.staffing import OPENED, STAFF, Office, draft_wave, office
from tests.browser.looking import follow, look
from tests.browser.threads import in_service

WIDTHS = [pytest.param((320, True), id="320px"), pytest.param((1280, True), id="1280px")]
PLACE = "/programmes/harbour/practices/elm/staff"
WRONG = b"name,emial,role\nAda,ada@,Boss\n"
RIGHT = (
    b"name,email,role\nAda,a.very.long.address.of.somebody@a-very-long-name-of-a-practice.example.org,GP\n"
)


@pytest.fixture
def accounts(service: Flask, address: str) -> tuple[NewAccount, NewAccount]:
    """A manager and a lead; a wave is open and another in preparation."""

    def build() -> tuple[NewAccount, NewAccount]:
        there: Office = office([*STAFF, ("Uma", None, "service_user")])
        there.practice.headcount = 3  # fewer than are listed
        there.wave.label = "W0"
        db.session.flush()
        draft_wave(there.programme)
        lead = create_account("lead@example.org", [Grant(Audience.LEAD, there.programme)])
        key = service.extensions["settings"].link_key
        issue_cards(there.practice, there.wave, there.manager, key, OPENED)
        db.session.commit()
        return there.account, lead

    return in_service(service, build)


def sign_in(page: Page, address: str, account: NewAccount, email: str) -> None:
    """Sign in through the page."""
    page.goto(f"{address}/sign-in")
    page.locator("#email").fill(email)
    page.locator("#password").fill(account.password)
    follow(page.get_by_role("button", name="Sign in"))


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_pages_of_the_manager(page: Page, address: str, accounts: tuple[NewAccount, NewAccount]) -> None:
    sign_in(page, address, accounts[0], "manager@example.org")
    page.goto(f"{address}{PLACE}")
    look(page, "staff")
    follow(page.get_by_role("button", name="Add"))
    look(page, "staff-error")
    follow(page.get_by_role("link", name="Change Ben"))
    look(page, "staff-person")
    page.get_by_label("Name").fill("")
    page.get_by_label("Email address").fill("ada@example.org")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    look(page, "staff-person-error")
    page.goto(f"{address}{PLACE}/upload")
    page.locator("input[type=file]").set_input_files(
        {"name": "staff.csv", "mimeType": "text/csv", "buffer": WRONG}
    )
    follow(page.get_by_role("button", name="Show what would change"))
    expect(page.get_by_text("The file has 3 problems").first).to_be_visible()
    look(page, "staff-upload-error")
    page.locator("input[type=file]").set_input_files(
        {"name": "staff.csv", "mimeType": "text/csv", "buffer": RIGHT.replace(b"Ada", b"Dee")}
    )
    follow(page.get_by_role("button", name="Show what would change"))
    look(page, "staff-preview")
    page.goto(f"{address}{PLACE}/cards")
    look(page, "cards")
    follow(page.get_by_role("button", name="Print cards"))
    look(page, "cards-confirm")
    follow(page.get_by_role("button", name=re.compile("^Print [0-9]+ cards$")))
    look(page, "print-order")
    page.goto(f"{address}/programmes/harbour/practices/elm/waves/W0")
    look(page, "tracking")


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_pages_of_the_lead(page: Page, address: str, accounts: tuple[NewAccount, NewAccount]) -> None:
    sign_in(page, address, accounts[1], "lead@example.org")
    for name, place in (
        ("opening", "W1/opening"),
        ("reminders", "W0/reminders"),
        ("paper", "W0/paper"),
        ("lead-tracking", "W0"),
    ):
        page.goto(f"{address}/programmes/harbour/waves/{place}")
        look(page, name)


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_code_page(page: Page, address: str) -> None:
    page.goto(f"{address}/c")
    look(page, "code")
    page.get_by_label("Code").fill("nothing")
    follow(page.get_by_role("button", name="Continue"))
    look(page, "code-wrong")
