"""A report that could not be made, in a browser: whoever waits is told, and a lead has it made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.models import Task
from tests.app.jobs.orders import give_up
from tests.app.world import Installation, installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.test_results_pages import ELM, WIDTHS, Place, complaints, sign_in
from tests.browser.threads import in_service


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Installation, Place]]:
    """The small world for one test, which changes it."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield found, Place(address, found.world.accounts)


@WIDTHS
def test_page_that_waits_for_a_report_says_when_it_is_given_up(
    page: Page, world: tuple[Installation, Place]
) -> None:
    installation, place = world
    found = complaints(page)
    sign_in(page, place, "lead")
    page.goto(f"{place.address}{ELM}/report")
    page.get_by_role("heading", name="The report is being made").wait_for()
    in_service(installation.app, lambda: give_up(Task.RENDER_REPORT))
    page.get_by_role("heading", name="The report could not be made").wait_for()
    look(page, "report-given-up")
    follow(page.get_by_role("button", name="Make it again"))
    page.get_by_role("heading", name="The report is being made").wait_for()
    assert found == []
