"""Evaluators in a browser: coding evidence, a matrix from a file, what if; leads read along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scoring.matrix import COLUMNS
from tests.app.world import installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.test_results_pages import WIDE, WIDTHS, Place, complaints, sign_in

MATRIX = "/evidence/harbour/W1/"
HEADING = ",".join(("practice", *COLUMNS))


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Iterator[Place]:
    """The small world for one test, which changes it."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield Place(address, found.world.accounts)


def send_file(page: Page, place: Place, content: str) -> None:
    """Upload a matrix."""
    page.goto(f"{place.address}{MATRIX}file/upload")
    page.get_by_label("Matrix").set_input_files(
        {"name": "matrix.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.get_by_label("Source of the marks").fill("Interviews of May")
    follow(page.get_by_role("button", name="Show what would change"))


@WIDTHS
def test_from_the_list_to_a_coded_practice(page: Page, place: Place) -> None:
    found = complaints(page)
    sign_in(page, place, "evaluator")
    page.goto(f"{place.address}/evidence")
    look(page, "evidence-list")
    follow(page.get_by_role("link", name="Evidence matrix of Harbour, wave W1"))
    look(page, "evidence-matrix-empty")
    follow(page.get_by_role("link", name="Elm"))
    look(page, "evidence-cells-empty")
    cell = page.get_by_role("group", name="Coherence")
    cell.get_by_label("Mark").select_option(label="+ supports")
    follow(page.get_by_role("button", name="Save all cells"))
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    look(page, "evidence-cells-error")
    page.get_by_role("link", name="Coherence: Enter the source").click()
    expect(cell.get_by_label("Source")).to_be_focused()
    cell.get_by_label("Source").fill("Interview 3")
    cell.get_by_label("Note").fill("Knows what it is for.")
    follow(page.get_by_role("button", name="Save all cells"))
    expect(page.get_by_role("status")).to_contain_text("Saved. 1 cell changed.")
    look(page, "evidence-cells-saved")
    follow(page.get_by_role("link", name="Clear all cells"))
    look(page, "evidence-clear")
    follow(page.get_by_role("button", name="Clear 1 cell"))
    expect(page.get_by_role("status")).to_contain_text("Cleared. 1 cell changed.")
    assert [each for each in found if "422" not in each] == []


@WIDTHS
def test_a_matrix_from_a_file(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    send_file(page, place, f"{HEADING}\nElm,+,yes,,,(+),,,,,,\nAsh,,,,,,,,,,,\n")
    expect(page.get_by_role("alert")).to_contain_text("The file has 2 problems. Nothing was imported")
    look(page, "evidence-upload-error")
    send_file(page, place, f"{HEADING}\nElm,+,+,+,(-),(+),+,-,,,,\nOak,,,,,,-,,,,(+),\n")
    look(page, "evidence-preview")
    follow(page.get_by_role("button", name="Make these changes"))
    expect(page.get_by_role("status")).to_contain_text("Imported. 9 cells changed.")
    look(page, "evidence-matrix")


@WIDTHS
def test_practice_is_found_in_the_matrix(page: Page, place: Place) -> None:
    found = complaints(page)
    sign_in(page, place, "evaluator")
    page.goto(f"{place.address}{MATRIX}")
    page.get_by_label("Name or ODS code").fill("oak")
    follow(page.get_by_role("button", name="Search"))
    expect(page.get_by_role("link", name="Oak")).to_be_visible()
    expect(page.get_by_role("link", name="Elm")).to_have_count(0)
    look(page, "matrix-searched")
    assert found == []


@WIDE
def test_the_matrix_fits_its_page_when_printed(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    send_file(page, place, f"{HEADING}\nElm,+,+,+,(-),(+),+,-,,,,\n")
    follow(page.get_by_role("button", name="Make these changes"))
    expect(page.get_by_role("status")).to_contain_text("Imported.")
    page.wait_for_load_state()  # with its styles
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1040, "height": 720})  # A4, landscape
    assert page.evaluate("document.documentElement.scrollWidth") <= 1040
    assert page.locator("#matrix").bounding_box()["width"] <= 1040  # type: ignore[index]  # it is there


@WIDTHS
def test_what_two_people_code_at_once_is_shown(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    page.goto(f"{place.address}{MATRIX}elm/")
    other = page.context.new_page()
    other.goto(page.url)
    for tab, mark in ((other, "+ supports"), (page, "\N{MINUS SIGN} hinders")):
        cell = tab.get_by_role("group", name="Coherence")
        cell.get_by_label("Mark").select_option(label=mark)
        cell.get_by_label("Source").fill("Interview 3")
        follow(tab.get_by_role("button", name="Save all cells"))
    expect(page.get_by_role("alert")).to_contain_text("This practice was coded while you did")
    look(page, "evidence-conflict")


@WIDTHS
def test_what_if(page: Page, place: Place) -> None:
    sign_in(page, place, "lead")
    page.goto(f"{place.address}/what-if/harbour/W1")
    look(page, "what-if")
    page.get_by_label("Threshold of every gate").fill("2,4")
    follow(page.get_by_role("button", name="Show who would change"))
    expect(page.get_by_role("heading", name="1 of 1 practice would change class")).to_be_visible()
    look(page, "what-if-answer")
    page.get_by_label("Threshold of every gate").fill("many")
    follow(page.get_by_role("button", name="Show who would change"))
    expect(page.get_by_label("Threshold of every gate")).to_have_value("many")
    page.get_by_text("Gate by gate").click()
    page.get_by_label("Coherence", exact=True).first.fill("2")
    look(page, "what-if-error")


@WIDTHS
def test_a_lead_reads_the_cells(page: Page, place: Place) -> None:
    sign_in(page, place, "evaluator")
    send_file(page, place, f"{HEADING}\nElm,+,,,,(-),,,,,,\n")
    follow(page.get_by_role("button", name="Make these changes"))
    follow(page.get_by_role("button", name="Sign out"))
    sign_in(page, place, "lead")
    page.goto(f"{place.address}{MATRIX}elm/")
    look(page, "evidence-read")
    expect(page.get_by_role("button", name="Save all cells")).to_have_count(0)
