"""From the invitation to the receipt, as a person sees it: on a phone, on a screen, without scripts."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import db
from app.models import Answer, Choice, Comment, Response
from questionnaires import catalogue
from tests.browser.looking import follow, look
from tests.browser.threads import in_service

CORE = catalogue.get("npt-core", "1.0.0")
FORMS = [
    pytest.param((320, True), id="320px"),
    pytest.param((1280, True), id="1280px"),
    pytest.param((320, False), id="no scripts"),
]


@pytest.mark.parametrize("page", FORMS, indirect=True)
def test_from_the_invitation_to_the_receipt(
    page: Page, scripts: bool, links: tuple[str, str], service: Flask
) -> None:
    page.goto(links[0])
    look(page, "start", scripts=scripts)
    follow(page.get_by_role("button", name="Start"))
    for number, section in enumerate(CORE.sections, start=1):
        expect(page.get_by_text(f"Page {number} of 6")).to_be_visible()
        for item in section.items:
            if item.is_scored:
                question = page.locator("fieldset").filter(has=page.locator(f"[name={item.id}]"))
                question.get_by_label("4" if item.maximum == 10 else "Agree", exact=True).check()
        look(page, section.id, scripts=scripts)
        follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_text("You answered every question")).to_be_visible()
    look(page, "check", scripts=scripts)
    follow(page.get_by_role("button", name="Send my answers"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    look(page, "receipt", scripts=scripts)
    answers = in_service(service, lambda: db.session.scalars(select(Answer.value)).all())
    assert answers == [4] * sum(item.is_scored for item in CORE.items)


@pytest.mark.parametrize("page", FORMS, indirect=True)
def test_the_core_team_agrees_first_and_then_answers(
    page: Page, scripts: bool, links: tuple[str, str], service: Flask
) -> None:
    page.goto(links[1])
    follow(page.get_by_role("button", name="Start"))
    expect(page.get_by_role("link", name="Tick the box if you agree")).to_be_visible()
    look(page, "consent-missing", scripts=scripts)
    page.get_by_role("link", name="Tick the box if you agree").click()
    expect(page.get_by_label("I agree")).to_be_focused()
    page.get_by_label("I agree").check()
    follow(page.get_by_role("button", name="Start"))
    page.get_by_label("See patients one to one").check()
    look(page, "role-scope", scripts=scripts)
    for number in range(1, 4):
        expect(page.get_by_text(f"Page {number} of 3")).to_be_visible()
        follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_role("button", name="Send my answers")).to_be_visible()
    look(page, "check-core-team", scripts=scripts)
    follow(page.get_by_role("button", name="Send my answers"))
    follow(page.get_by_role("button", name="Go to the next questions"))
    expect(page).to_have_url(links[0])
    chosen = in_service(service, lambda: db.session.scalars(select(Choice.option_id)).all())
    assert chosen == ["patient_level"]


@pytest.mark.parametrize("page", FORMS, indirect=True)
def test_an_error_is_shown_first_and_leads_to_its_question(
    page: Page, scripts: bool, links: tuple[str, str]
) -> None:
    page.goto(links[0])
    follow(page.get_by_role("button", name="Start"))
    words = page.locator("textarea")
    words.fill("x" * 1001)
    follow(page.get_by_role("button", name="Continue"))
    expect(page).to_have_title("Error: What it is for (page 1 of 6) - NPT Readiness")
    expect(words).to_have_value("x" * 1001)
    look(page, "error", scripts=scripts)
    page.get_by_role("link", name="Use 1000 characters or fewer").click()
    expect(words).to_be_focused()


@pytest.mark.parametrize("page", FORMS, indirect=True)
def test_whoever_writes_says_who_may_read_it(
    page: Page, scripts: bool, links: tuple[str, str], service: Flask
) -> None:
    page.goto(links[0])
    follow(page.get_by_role("button", name="Start"))
    box = page.get_by_role("checkbox", name="My practice manager, and the people who lead")
    expect(box).not_to_be_checked()
    page.locator("textarea").fill("They walk with people.")
    box.check()
    look(page, "own-words", scripts=scripts)
    with page.expect_navigation():
        follow(page.get_by_role("button", name="Continue"))
    page.locator("textarea").fill("More time.")
    page.goto(f"{links[0]}check")
    expect(page.get_by_text("You ticked the box")).to_have_count(1)
    look(page, "check-own-words", scripts=scripts)
    follow(page.get_by_role("button", name="Send my answers"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    stored = in_service(service, lambda: db.session.execute(select(Comment.text, Comment.may_share)).all())
    assert stored == [("They walk with people.", True)]


def test_the_error_summary_takes_the_focus(page: Page, links: tuple[str, str]) -> None:
    page.goto(links[1])
    follow(page.get_by_role("button", name="Start"))
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()


@pytest.mark.parametrize("page", FORMS, indirect=True)
def test_back_shows_what_was_saved_and_a_change_of_it_counts(page: Page, links: tuple[str, str]) -> None:
    page.goto(links[0])
    follow(page.get_by_role("button", name="Start"))
    first = page.locator("fieldset").first
    first.get_by_label("Agree", exact=True).check()
    follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_text("Page 2 of 6")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Page 1 of 6")).to_be_visible()
    expect(first.get_by_label("Agree", exact=True)).to_be_checked()
    first.get_by_label("Disagree", exact=True).check()
    follow(page.get_by_role("button", name="Continue"))
    expect(page.get_by_text("Page 2 of 6")).to_be_visible()
    follow(page.get_by_role("button", name="Back", exact=True))
    expect(first.get_by_label("Disagree", exact=True)).to_be_checked()


@pytest.mark.parametrize("page", FORMS, indirect=True)
def test_two_tabs_with_different_answers_are_shown_side_by_side(
    page: Page, scripts: bool, links: tuple[str, str]
) -> None:
    page.goto(links[0])
    follow(page.get_by_role("button", name="Start"))
    other = page.context.new_page()
    other.goto(page.url)
    for tab, answer in ((page, "Agree"), (other, "Disagree")):
        tab.locator("fieldset").first.get_by_label(answer, exact=True).check()
        follow(tab.get_by_role("button", name="Continue"))
    expect(other.locator(".nhsuk-error-message")).to_contain_text("in another tab, your answer was “Agree”")
    expect(other.locator("fieldset").first.get_by_label("Disagree", exact=True)).to_be_checked()
    look(other, "two-tabs", scripts=scripts)
    follow(other.get_by_role("button", name="Continue"))
    expect(other.get_by_text("Page 2 of 6")).to_be_visible()


def test_the_keyboard_is_enough(page: Page, links: tuple[str, str], service: Flask) -> None:
    def press_button(name: str) -> None:
        button = page.get_by_role("button", name=name)
        for _ in range(200):
            page.keyboard.press("Tab")
            if button.evaluate("element => element === document.activeElement"):
                break
        page.keyboard.press("Enter")

    page.goto(links[0])
    press_button("Start")
    for number in range(1, 7):
        expect(page.get_by_text(f"Page {number} of 6")).to_be_visible()
        page.locator("[type=radio]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        press_button("Continue")
    press_button("Send my answers")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert in_service(service, lambda: db.session.scalars(select(Answer.value)).all()) == [2] * 6


@pytest.mark.parametrize("page", FORMS[:2], indirect=True)
def test_a_link_that_opens_nothing_says_so_calmly(page: Page, links: tuple[str, str]) -> None:
    page.goto(links[0][:-3] + "/")
    expect(page.get_by_role("heading", name="This link does not open a questionnaire")).to_be_visible()
    look(page, "dead-link")


def test_a_double_click_sends_once(page: Page, links: tuple[str, str], service: Flask) -> None:
    page.goto(links[0])
    follow(page.get_by_role("button", name="Start"))
    page.goto(f"{links[0]}check")
    page.get_by_role("button", name="Send my answers").dblclick()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert len(in_service(service, lambda: db.session.scalars(select(Response.id)).all())) == 1
