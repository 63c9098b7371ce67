"""People with accounts, in a browser: in, to the results, their charts and tables, and out again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.operations.create_account import NewAccount
from app.programme.comparison_page import VIEWS
from tests.app.world import installed
from tests.browser.looking import follow, look
from tests.browser.server import serving

WIDTHS = pytest.mark.parametrize("page", [(320, True), (1280, True)], indirect=True)
WIDE = pytest.mark.parametrize("page", [(1280, True)], indirect=True)
WITHOUT_SCRIPTS = pytest.mark.parametrize("page", [(320, False), (1280, False)], indirect=True)
ELM = "/programmes/harbour/practices/elm/waves/W1"
COMPARISON = "/programmes/harbour/waves/W1"
CHOICES = {  # pages without a choice: tests/browser/test_every_page.py
    **{view: f"view={view}" for view in VIEWS},
    "chosen": "verdict=partially_integrated&enough=yes&view=heat",
    "nobody": "name=nobody",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service with the small world is, and who may come in."""

    address: str
    accounts: dict[str, NewAccount]


@pytest.fixture(scope="module")
def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The small world, served once for all tests: they only read."""
    with (
        installed(sqlite_template, tmp_path_factory.mktemp("results")) as found,
        serving(found.app) as address,
    ):
        yield Place(address, found.world.accounts)


def sign_in(page: Page, place: Place, role: str) -> None:
    """Sign in as a person does."""
    account = place.accounts[role]
    page.goto(f"{place.address}/sign-in")
    page.get_by_label("Email address").fill(account.user.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.get_by_role("heading", name="What to do now").wait_for()


def complaints(page: Page) -> list[str]:
    """Return a list that fills with whatever the browser complains of."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@WIDTHS
def test_lead_goes_from_sign_in_to_a_result_and_out(page: Page, place: Place) -> None:
    found = complaints(page)
    page.goto(place.address)
    look(page, "welcome")
    sign_in(page, place, "lead")
    look(page, "home")
    follow(page.get_by_role("link", name="Harbour"))
    look(page, "waves")
    follow(page.get_by_role("link", name="Compare practices"))
    look(page, "comparison")
    follow(page.get_by_role("heading", name="Elm").get_by_role("link"))
    assert "Partially integrated" in page.get_by_role("heading", level=1).inner_text()
    look(page, "results")
    follow(page.get_by_role("button", name="Sign out"))
    page.get_by_text("You are signed out.").wait_for()
    page.go_back()
    page.reload()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert found == []


@WIDTHS
def test_every_view_and_choice_of_practices_fits_and_is_accessible(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    found = complaints(page)
    for name, asked in CHOICES.items():
        page.goto(f"{place.address}{COMPARISON}?{asked}")
        look(page, f"comparison-{name}")
    assert found == []


@WIDTHS
def test_errors_of_the_sign_in_page_come_first_and_take_the_focus(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/sign-in")
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
    summary = page.locator(".nhsuk-error-summary")
    summary.wait_for()
    assert page.evaluate("document.activeElement.className") == "nhsuk-error-summary"
    look(page, "sign-in-errors")
    summary.get_by_role("link", name="Enter your password").click()
    assert page.evaluate("document.activeElement.id") == "password"


@WIDE
def test_plotly_takes_the_place_of_the_drawing_where_there_is_room(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    found = complaints(page)
    page.goto(place.address + ELM)
    chart = page.locator("[data-chart=constructs-radar]")
    chart.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert not chart.locator(".app-chart__drawing").is_visible()
    page.get_by_role("img", name="The four constructs at Elm").wait_for()
    look(page, "results-with-plotly")
    assert found == []
    page.set_viewport_size({"width": 400, "height": 800})
    chart.locator(".app-chart__drawing").wait_for()
    assert not chart.locator(".app-chart__figure").is_visible()


def test_phone_keeps_the_drawing_and_does_not_fetch_plotly(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place.address + ELM, wait_until="networkidle")
    assert page.locator("[data-chart=constructs-radar] svg.chart").is_visible()
    assert [url for url in asked if "plotly" in url] == []


@WIDE
def test_drawing_stays_where_plotly_does_not_come(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    page.route("**/plotly.min.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(place.address + ELM)
    assert page.locator("[data-chart=constructs-radar] svg.chart").is_visible()
    assert page.locator(".app-chart__figure").count() == 0


@WITHOUT_SCRIPTS
def test_everything_works_without_scripts(page: Page, place: Place) -> None:
    sign_in(page, place, "manager")
    page.goto(place.address + ELM)
    assert page.locator("[data-chart=constructs-radar] svg.chart").is_visible()
    look(page, "results-without-scripts", scripts=False)
    follow(page.get_by_role("button", name="Sign out"))
    page.get_by_text("You are signed out.").wait_for()


def test_wide_table_scrolls_in_its_own_frame(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    page.goto(f"{place.address}/programmes/harbour/waves/W1?view=table")
    frame = page.get_by_role("region", name="Constructs and levels by practice")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.focus()
    frame.evaluate("f => { window.moved = new Promise((done) => f.addEventListener('scroll', done)) }")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.moved.then(() => document.querySelector('.app-scroll').scrollLeft > 0)")


def test_waiting_page_says_when_the_report_is_there(page: Page, place: Place) -> None:
    sign_in(page, place, "manager")
    page.route(
        f"**{ELM}/report",
        lambda route: (
            route.fulfill(status=200, content_type="application/pdf", body="")
            if route.request.method == "HEAD"
            else route.fallback()
        ),
    )
    page.goto(f"{place.address}{ELM}/report")
    page.get_by_text("The report is ready.").wait_for()
