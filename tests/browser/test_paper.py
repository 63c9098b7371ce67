"""Typing in paper forms, in a browser: the first entry, the second, one that differs, the tick for a role."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.card_codes import code, printed
from app.db import db
from app.models import Audience
from app.operations.create_account import Grant, NewAccount, create_account
from app.operations.issue_cards import issue_cards
from tests.app.staffing import OPENED, office
from tests.browser.looking import follow
from tests.browser.test_every_page import PHONE, look_at_both_widths
from tests.browser.test_staff_pages import sign_in
from tests.browser.threads import in_service

PAPER = "/programmes/harbour/waves/W1/paper"
ITEM = "coherence_differentiation"


@pytest.fixture
def card(service: Flask, address: str) -> tuple[NewAccount, str]:
    """A lead, and the code on the card of a practice manager, who is asked as one of the core team too."""

    def build() -> tuple[NewAccount, str]:
        there, key = office(), service.extensions["settings"].link_key
        lead = create_account("lead@example.org", [Grant(Audience.LEAD, there.programme)])
        only = [there.people["Ada"].id]
        issue_cards(there.practice, there.wave, there.manager, key, OPENED, only=only)
        db.session.commit()
        first = there.invitation("Ada")
        return lead, printed(code(key, first.id, first.generation))

    return in_service(service, build)


def find(page: Page, address: str, on_card: str, instrument: str) -> None:
    """Ask for the form of a code."""
    page.goto(address + PAPER)
    page.get_by_label("Code on the form").fill(on_card)
    page.get_by_label("Questionnaire").select_option(instrument)
    follow(page.get_by_role("button", name="Continue"))


def enter(page: Page, value: int) -> None:
    """Give an answer to one question, and send what is entered."""
    page.locator(f"input[name={ITEM}][value='{value}']").check()
    follow(page.get_by_role("button", name="Continue"))


@PHONE
def test_a_form_is_typed_in_twice_and_a_difference_is_shown(
    page: Page, address: str, card: tuple[NewAccount, str]
) -> None:
    sign_in(page, address, card[0], "lead@example.org")
    find(page, address, card[1], "npt-core")
    expect(page.get_by_role("heading", level=1)).to_contain_text("First entry")
    look_at_both_widths(page, "paper-first")
    enter(page, 4)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Second entry")
    assert page.locator("input:checked").count() == 0  # it is made from the paper, not from the first
    look_at_both_widths(page, "paper-second")
    enter(page, 2)
    expect(page.get_by_role("alert")).to_contain_text("The two entries differ")
    look_at_both_widths(page, "paper-differs")
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == ITEM
    follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_text("Both entries are the same: the form is done.")).to_be_visible()


@PHONE
def test_a_form_by_role_needs_its_tick(page: Page, address: str, card: tuple[NewAccount, str]) -> None:
    sign_in(page, address, card[0], "lead@example.org")
    find(page, address, card[1], "core-team")
    look_at_both_widths(page, "paper-by-role")
    follow(page.get_by_role("button", name="Continue"))
    assert page.title().startswith("Error: ")
    look_at_both_widths(page, "paper-by-role-refused")
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "consent"
