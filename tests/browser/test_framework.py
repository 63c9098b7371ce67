"""Comments, framework matrix and reports in a browser: read, filtered, coded from, withheld, downloaded."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.world import COMMENT, installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.test_results_pages import WIDE, WIDTHS, Place, sign_in

RESULTS = "/programmes/harbour/practices/elm/waves/W1"


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Iterator[Place]:
    """The small world for one test, which changes it."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield Place(address, found.world.accounts)


@WIDTHS
def test_from_the_framework_matrix_to_a_cell_coded_from_a_comment(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    page.goto(f"{place.address}/evidence")
    follow(page.get_by_role("link", name="Framework matrix of Harbour, wave W1"))
    look(page, "framework")
    page.get_by_label("Columns").select_option(label="Coherence")
    page.get_by_label("Part of a practice’s name").fill("elm")
    follow(page.get_by_role("button", name="Show"))
    expect(page.get_by_role("link", name="Oak")).to_have_count(0)
    look(page, "framework-one-column")
    follow(page.get_by_role("link", name="Elm", exact=True))
    look(page, "framework-practice")
    follow(page.get_by_role("link", name="Code this comment: They walk").first)
    look(page, "evidence-cells-quoting")
    cell = page.get_by_role("group", name="Coherence")
    expect(cell.get_by_label("Note")).to_have_value(f"“{COMMENT}”")
    cell.get_by_label("Mark").select_option(label="+ supports")
    follow(page.get_by_role("button", name="Save all cells"))
    expect(page.get_by_role("status")).to_contain_text("Saved. 1 cell changed.")


@WIDTHS
def test_a_lead_withholds_a_comment_and_shows_it_again(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    page.goto(f"{place.address}{RESULTS}")
    follow(page.get_by_role("link", name="Withhold a comment in which"))
    look(page, "comments-of-a-lead")
    follow(page.get_by_role("link", name="Withhold the comment: They walk").first)
    look(page, "comment-withhold")
    follow(page.get_by_role("button", name="Withhold it"))
    expect(page.get_by_role("status")).to_contain_text("The comment is withheld.")
    look(page, "comments-one-withheld")
    page.goto(f"{place.address}{RESULTS}")
    expect(page.get_by_text("1 comment is withheld by a programme lead")).to_be_visible()
    follow(page.get_by_role("link", name="Withhold a comment in which"))
    follow(page.get_by_role("link", name="Show again"))
    look(page, "comment-show-again")
    follow(page.get_by_role("button", name="Show it again"))
    expect(page.get_by_role("status")).to_contain_text("The comment is shown again.")


@WIDTHS
def test_reports_are_listed_and_taken_together(page: Page, place: Place, tmp_path: Path) -> None:
    sign_in(page, place, "evaluator")
    follow(page.get_by_role("link", name="Reports", exact=True))
    look(page, "reports")
    page.get_by_label("Wave").select_option(label="Harbour: W1")
    follow(page.get_by_role("button", name="Show"))
    look(page, "reports-of-a-wave")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all reports of this wave").click()
    download.value.save_as(tmp_path / "all.zip")
    assert zipfile.ZipFile(tmp_path / "all.zip").namelist() == ["manifest.csv"]  # no worker runs here


@WIDE
def test_the_framework_matrix_fits_its_page_when_printed(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    page.goto(f"{place.address}/framework/harbour/W1/")
    page.wait_for_load_state()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1040, "height": 720})  # A4, landscape
    assert page.evaluate("document.documentElement.scrollWidth") <= 1040
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("table")).to_be_visible()
