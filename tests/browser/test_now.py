"""The practice manager's one page in a browser: their main way, and the page in every state."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app import create_app
from app.db import db
from app.jobs.worker import Worker
from app.models import Audience, Participation, WaveState
from app.operations.create_account import Grant, NewAccount, create_account
from app.reports.pdf import print_html
from tests.app import builder
from tests.app.practice.place import DAY, TODAY, Place, ask, close, draft, list_staff, plan, with_mail
from tests.app.world import visitor
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.threads import in_service
from tests.conftest import make_settings

WIDTHS = pytest.mark.parametrize(
    "page",
    [
        pytest.param((320, True), id="320px"),
        pytest.param((1280, True), id="1280px"),
        pytest.param((320, False), id="without scripts"),
    ],
    indirect=True,
)


def nothing(_place: Place) -> None:
    """Nobody is listed, no wave is planned."""


def prepared(place: Place) -> None:
    list_staff(place)
    draft(place, TODAY + 5 * DAY)


def cards_missing(place: Place) -> None:
    people = list_staff(place)
    people[2].email = None
    ask(place, people)


def few_answers(place: Place) -> None:
    close(place, "W1", TODAY - 200 * DAY)
    asked = ask(place, list_staff(place))
    db.session.add(Participation(invitation_id=asked[0].id, submitted_on=TODAY - DAY))


def few_asked(place: Place) -> None:
    ask(place, list_staff(place)[:3])


def few_asked_of_all(place: Place) -> None:
    place.practice.headcount = len(list_staff(place))
    ask(place, [])


def few_asked_with_result(place: Place) -> None:
    people = list_staff(place)
    close(place, "W1", TODAY)
    ask(place, people[:3])


def enough_answers(place: Place) -> None:
    asked = ask(place, list_staff(place))
    db.session.add_all(Participation(invitation_id=each.id, submitted_on=TODAY - DAY) for each in asked)


def closing(place: Place) -> None:
    ask(place, list_staff(place))[0].wave.state = WaveState.CLOSING


def new_result(place: Place) -> None:
    list_staff(place)
    close(place, "W1", TODAY - 200 * DAY, value=2)
    close(place, "W2", TODAY)


def steps_late(place: Place) -> None:
    list_staff(place)
    wave = close(place, "W1", TODAY - 100 * DAY)
    plan(place, wave, TODAY - DAY)
    plan(place, wave, TODAY + DAY)


def too_few(place: Place) -> None:
    list_staff(place)
    close(place, "W1", TODAY, answering=3)


def merged(place: Place) -> None:
    close(place, "W1", TODAY - 100 * DAY)
    oak = builder.practice(place.practice.programme, "oak")
    place.practice.merged_into_id, place.practice.merged_on = oak.id, TODAY


# Each in a programme of its own, and what stands out on its page.
STATES: dict[str, tuple[Callable[[Place], None], str]] = {
    "nothing": (nothing, "Add your staff"),
    "prepared": (prepared, "Check your list of staff"),
    "cards": (cards_missing, "Print cards"),
    "few-answers": (few_answers, "Tell your colleagues"),
    "few-asked": (few_asked, "Complete your list for the next wave"),
    "few-asked-of-all": (few_asked_of_all, "Wait: there is nothing to do now"),
    "few-asked-with-result": (few_asked_with_result, "Read your result"),
    "enough": (enough_answers, "Wait: enough have answered"),
    "closing": (closing, "Wait: the result is being worked out"),
    "new-result": (new_result, "Read your result"),
    "steps-late": (steps_late, "Look at your plan"),
    "too-few": (too_few, "Get more answers next time"),
    "merged": (merged, "This practice is now part of Oak"),
}


@dataclass(frozen=True, slots=True)
class World:
    """Where the service is, its application, and a manager of every practice or of the first only."""

    app: Flask
    address: str
    everywhere: NewAccount
    of_one: NewAccount


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """A practice in each state, in a programme that is called after it."""
    shutil.copy(sqlite_template, tmp_path / "readiness.db")
    app = create_app(make_settings(tmp_path, f"sqlite:///{tmp_path / 'readiness.db'}"))
    with app.app_context():
        grants = []
        for slug, (become, _) in STATES.items():
            elm = builder.practice(builder.programme(slug))
            grants.append(Grant(Audience.MANAGER, practice=elm))
            account = create_account(f"{slug}@example.org", grants[-1:])
            become(Place(app, elm, account, visitor(app)))
        everywhere = create_account("everywhere@example.org", grants)
        of_one = create_account("one@example.org", [grants[list(STATES).index("new-result")]])
        db.session.commit()
        with_mail(Place(app, elm, account, visitor(app)))
    with serving(app) as address:
        yield World(app, address, everywhere, of_one)
    with app.app_context():
        db.engine.dispose()


def sign_in(page: Page, world: World, account: NewAccount) -> None:
    """Sign in as a person does."""
    page.goto(f"{world.address}/sign-in")
    page.get_by_label("Email address").fill(account.user.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.get_by_role("heading", name="What to do now").wait_for()


def back(page: Page) -> None:
    """Go up by the breadcrumb, of which a phone shows one step, to the practice's page."""
    while "What to do now" not in page.get_by_role("heading", level=1).inner_text():
        follow(page.locator(".nhsuk-breadcrumb a:visible").last)


@WIDTHS
def test_every_state_fits_and_is_accessible(page: Page, world: World, scripts: bool) -> None:
    sign_in(page, world, world.everywhere)
    look(page, "home-of-many", scripts=scripts)
    for slug, (_, title) in STATES.items():
        page.goto(f"{world.address}/programmes/{slug}/practices/elm")
        expect(page.get_by_role("heading", level=2).first).to_have_text(title)
        look(page, f"now-{slug}", scripts=scripts)


@WIDTHS
def test_main_way_from_the_list_to_the_plan_and_the_report(page: Page, world: World, scripts: bool) -> None:
    in_service(world.app, lambda: Worker(world.app, print_html).drain())
    sign_in(page, world, world.of_one)
    follow(page.get_by_role("main").get_by_role("link", name="List of staff"))
    page.get_by_label("Name").fill("Ada Example")
    page.get_by_label("Role").select_option("gp")
    follow(page.get_by_role("button", name="Add", exact=True))
    back(page)
    expect(page.get_by_text("8 people are on the list of staff.")).to_be_visible()
    expect(page.get_by_role("heading", name="Read your result")).to_be_visible()
    follow(page.get_by_role("button", name="Read the result"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Partially integrated")
    back(page)
    follow(page.get_by_role("link", name="Put into the plan").first)
    page.get_by_label("Who sees to it").fill("Practice nurse")
    for part, value in (("Day", "27"), ("Month", "3"), ("Year", str(TODAY.year + 1))):
        page.get_by_label(part).fill(value)
    page.get_by_label("How you will know that it worked").fill("The group meets here")
    follow(page.get_by_role("button", name="Put it into the plan"))
    back(page)
    expect(page.get_by_role("heading", name="Carry out your plan")).to_be_visible()
    look(page, "now-plan-made", scripts=scripts)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the report (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
