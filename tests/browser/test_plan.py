"""A practice manager plans what to do next, in a browser: on a phone, on a screen, on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from app.db import db
from app.models import PlanStep
from app.practice.plan_forms import LONGEST_OWNER, LONGEST_TEXT, MOST_STEPS
from tests.app.world import Installation, installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.threads import in_service

PLAN = "/programmes/harbour/practices/elm/waves/W1/plan"
FORMS = pytest.mark.parametrize(
    "page",
    [
        pytest.param((320, True), id="320px"),
        pytest.param((1280, True), id="1280px"),
        pytest.param((320, False), id="no scripts"),
    ],
    indirect=True,
)
WORDS = "garden walking group surgery meeting reception volunteers "


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    """The small world and where it is served."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield found, address


def sign_in(page: Page, world: tuple[Installation, str], role: str) -> None:
    """Sign in as a person does, and go to the plan."""
    found, address = world
    account = found.world.accounts[role]
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill(account.user.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.get_by_role("heading", name="What to do now").wait_for()
    page.goto(address + PLAN)


def fill(page: Page, day: str, year: str) -> None:
    """Fill in what an action leaves open."""
    page.get_by_label("Who sees to it").fill("Practice nurse")
    page.get_by_label("Day").fill(day)
    page.get_by_label("Month").fill("March")
    page.get_by_label("Year").fill(year)
    page.get_by_label("How you will know that it worked").fill("The group meets here")


@FORMS
def test_manager_puts_an_action_into_the_plan_and_orders_it(
    page: Page, scripts: bool, world: tuple[Installation, str]
) -> None:
    sign_in(page, world, "manager")
    look(page, "plan", scripts=scripts)
    follow(page.get_by_role("button", name="Put into the plan the action: Make room for it in the building"))
    expect(page.get_by_label("What you will do")).to_have_value("Make room for it in the building")
    look(page, "plan-add", scripts=scripts)
    fill(page, "31", "2025")
    follow(page.get_by_role("button", name="Put it into the plan"))
    expect(page.get_by_label("Keep this date although it is past")).to_be_visible()
    look(page, "plan-past", scripts=scripts)
    page.get_by_role("link", name="This date is in the past").click()
    expect(page.get_by_label("Day")).to_be_focused()
    page.get_by_label("Year").fill("2035")
    follow(page.get_by_role("button", name="Put it into the plan"))
    expect(page.get_by_text("The step is in the plan.")).to_be_visible()
    follow(page.get_by_role("button", name="Move up step: Make room for it in the building"))
    steps = page.locator("section").filter(has=page.get_by_role("heading", name="The plan", exact=True))
    expect(steps.get_by_role("heading", level=3).first).to_contain_text("Make room for it in the building")
    look(page, "plan-two-steps", scripts=scripts)


@FORMS
def test_errors_are_shown_first_and_lead_to_their_fields(
    page: Page, scripts: bool, world: tuple[Installation, str]
) -> None:
    sign_in(page, world, "manager")
    page.goto(f"{world[1]}{PLAN}/add")
    follow(page.get_by_role("button", name="Put it into the plan"))
    expect(page).to_have_title(re.compile("^Error: "))
    look(page, "plan-errors", scripts=scripts)
    page.get_by_role("link", name="Enter the date").click()
    expect(page.get_by_label("Day")).to_be_focused()


@FORMS
def test_other_pages_of_a_plan(page: Page, scripts: bool, world: tuple[Installation, str]) -> None:
    sign_in(page, world, "manager")
    follow(page.get_by_role("link", name="Change step: Visit two groups nearby"))
    look(page, "plan-edit", scripts=scripts)
    follow(page.get_by_role("link", name="Remove this step"))
    look(page, "plan-remove", scripts=scripts)
    page.goto(world[1] + PLAN.replace("W1", "W2"))
    look(page, "plan-next-wave", scripts=scripts)
    page.goto(f"{world[1]}{PLAN}/sheet")
    look(page, "plan-sheet", scripts=scripts)


@pytest.mark.parametrize("page", [(320, True), (1280, True)], indirect=True)
def test_leads_read_plans_and_those_of_practices_without_enough_answers(
    page: Page, world: tuple[Installation, str]
) -> None:
    sign_in(page, world, "lead")
    look(page, "plan-lead")
    page.goto(world[1] + PLAN.replace("elm", "oak"))
    look(page, "plan-not-enough")


@pytest.mark.parametrize("page", [(1280, True)], indirect=True)
def test_the_fullest_plan_prints_on_one_page(page: Page, world: tuple[Installation, str]) -> None:
    def fill_up() -> None:
        side = world[0].world.harbour
        text = (WORDS * 4)[:LONGEST_TEXT]
        for position in range(1, MOST_STEPS + 1):
            step = PlanStep(
                practice_id=side.elm.id,
                wave_id=side.closed.id,
                goal=text,
                owner=(WORDS * 4)[:LONGEST_OWNER],
                sign_of_success=text,
                due_on=side.step.due_on,
                position=position,
            )
            db.session.add(step)
        db.session.commit()

    in_service(world[0].app, fill_up)
    sign_in(page, world, "manager")
    page.goto(f"{world[1]}{PLAN}/sheet")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    (sheet,) = printed.pages
    assert round(float(sheet.mediabox.width) / 72 * 25.4) == 297
    assert sheet.extract_text().count("reception") >= MOST_STEPS
    assert "Sign out" not in sheet.extract_text()
