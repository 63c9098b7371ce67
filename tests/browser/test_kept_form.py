"""A form whose session has ended is not lost, and nobody else finds what was typed into it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.app.world import installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.test_results_pages import Place, sign_in

PHONE = pytest.mark.parametrize("page", [(320, True)], indirect=True)
WITHOUT_SCRIPTS = pytest.mark.parametrize("page", [(320, False)], indirect=True)
CELLS = "/evidence/harbour/W1/elm/"
PEOPLE = "/programmes/harbour/people"
SAID = "What you typed was not saved. It stands here again: look at it and save."
NOTE = "Knows what it is for.\nSays so twice."


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Iterator[Place]:
    """The small world for one test, which changes it."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield Place(address, found.world.accounts)


def kept(page: Page) -> dict[str, str]:
    """Return what this tab keeps."""
    found: dict[str, str] = json.loads(page.evaluate("JSON.stringify(sessionStorage)"))
    return found


def cell(page: Page) -> Locator:
    """Return the fields of one cell of evidence."""
    return page.get_by_role("group", name="Coherence")


def code(page: Page) -> None:
    """Fill in one cell."""
    cell(page).get_by_label("Mark").select_option(label="+ supports")
    cell(page).get_by_label("Source").fill("Interview 3")
    cell(page).get_by_label("Note").fill(NOTE)


def save(page: Page) -> None:
    """Send the cells."""
    follow(page.get_by_role("button", name="Save all cells"))


def assert_coded(page: Page) -> None:
    """Assert that the cell holds what was typed."""
    expect(cell(page).get_by_label("Mark")).to_have_value("+")
    expect(cell(page).get_by_label("Source")).to_have_value("Interview 3")
    expect(cell(page).get_by_label("Note")).to_have_value(NOTE)


def sign_out_elsewhere(page: Page, place: Place) -> None:
    """Sign out in another tab."""
    other = page.context.new_page()
    other.goto(place.address)
    follow(other.get_by_role("button", name="Sign out"))
    other.close()


def give_password(page: Page, place: Place, role: str) -> None:
    """Fill in the sign-in page that is open."""
    account = place.accounts[role]
    page.get_by_label("Email address").fill(account.user.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))


def lose_session(page: Page, place: Place) -> None:
    """Type into a form, sign out elsewhere, and be refused."""
    sign_in(page, place, "evaluator")
    page.goto(place.address + CELLS)
    code(page)
    sign_out_elsewhere(page, place)
    save(page)
    expect(page.get_by_role("heading", name="This page was open for too long")).to_be_visible()


@PHONE
def test_what_was_typed_stands_in_the_form_again_after_signing_in(page: Page, place: Place) -> None:
    lose_session(page, place)
    look(page, "session-over")
    follow(page.get_by_role("link", name="Sign in and go back to the form"))
    give_password(page, place, "evaluator")
    expect(page).to_have_url(place.address + CELLS)
    expect(page.get_by_role("status")).to_have_text(SAID)
    assert_coded(page)
    assert kept(page) == {}
    look(page, "form-kept")
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Saved. 1 cell changed.")
    assert kept(page) == {}


@PHONE
def test_who_is_signed_in_anew_in_another_tab_goes_straight_back(page: Page, place: Place) -> None:
    lose_session(page, place)
    other = page.context.new_page()
    sign_in(other, place, "evaluator")
    follow(page.get_by_role("link", name="Sign in and go back to the form"))
    expect(page.get_by_role("status")).to_have_text(SAID)
    assert_coded(page)


@PHONE
def test_form_that_leads_to_the_sign_in_page_is_kept_too(page: Page, place: Place) -> None:
    """A sign-in that ended by itself: the cookie still holds the form's token."""
    sign_in(page, place, "evaluator")
    page.goto(place.address + CELLS)
    before = page.context.cookies()
    code(page)
    sign_out_elsewhere(page, place)
    page.context.add_cookies(before)  # type: ignore[arg-type]  # what it gives it takes
    save(page)
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    give_password(page, place, "evaluator")
    expect(page.get_by_role("status")).to_have_text(SAID)
    assert_coded(page)


@PHONE
def test_after_a_problem_everything_typed_is_kept_but_no_token(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    page.goto(place.address + CELLS)
    code(page)
    cell(page).get_by_label("Source").fill("")
    save(page)
    cell(page).get_by_label("Source").fill("Interview 3")
    token = page.locator("main [name=csrf_token]").first.input_value()
    sign_out_elsewhere(page, place)
    save(page)
    assert NOTE[:9] in str(kept(page))
    assert token not in str(kept(page))
    follow(page.get_by_role("link", name="Sign in and go back to the form"))
    give_password(page, place, "evaluator")
    assert_coded(page)


@PHONE
def test_nothing_is_kept_of_a_form_that_was_accepted(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    page.goto(place.address + CELLS)
    code(page)
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Saved. 1 cell changed.")
    assert kept(page) == {}


@PHONE
def test_what_one_account_typed_is_not_shown_to_another(page: Page, place: Place) -> None:
    lose_session(page, place)
    assert "Interview 3" in str(kept(page))
    page.goto(f"{place.address}/sign-in?next={PEOPLE}")
    give_password(page, place, "lead")
    assert kept(page) == {}
    page.goto(place.address + CELLS)
    assert "Interview 3" not in page.content()


@PHONE
def test_nothing_is_kept_after_signing_out(page: Page, place: Place) -> None:
    lose_session(page, place)
    page.goto(f"{place.address}/sign-in?next=/evidence")
    give_password(page, place, "evaluator")
    assert "Interview 3" in str(kept(page))  # until the page of the form is opened
    follow(page.get_by_role("button", name="Sign out"))
    assert kept(page) == {}


@PHONE
def test_choices_are_kept(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    page.goto(place.address + PEOPLE)
    page.get_by_label("Email address").fill("new@example.org")
    page.get_by_label("Evaluator of the programme").check()
    sign_out_elsewhere(page, place)
    follow(page.locator("main form").filter(has=page.get_by_label("Email address")).get_by_role("button"))
    assert "new@example.org" in str(kept(page))
    follow(page.get_by_role("link", name="Sign in and go back to the form"))
    give_password(page, place, "lead")
    expect(page.get_by_label("Email address")).to_have_value("new@example.org")
    expect(page.get_by_label("Evaluator of the programme")).to_be_checked()


@PHONE
def test_passwords_are_never_kept(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    page.goto(f"{place.address}/account/password")
    page.get_by_label("Your password now").fill("something secret")
    sign_out_elsewhere(page, place)
    follow(page.get_by_role("button", name="Change the password"))
    assert kept(page) == {}


@WITHOUT_SCRIPTS
def test_without_scripts_the_page_says_what_happened(page: Page, place: Place) -> None:
    lose_session(page, place)
    expect(page.get_by_role("main")).to_contain_text("For your safety nothing was saved.")
    expect(page.get_by_role("main")).to_contain_text("Back button")
    look(page, "session-over-no-scripts", scripts=False)
    follow(page.get_by_role("link", name="Sign in and go back to the form"))
    give_password(page, place, "evaluator")
    expect(page).to_have_url(place.address + CELLS)
