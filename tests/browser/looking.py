"""What a person, and axe, see of a page."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = os.environ.get("BROWSER_PICTURES")  # a folder: keep a picture of every page looked at


def look(page: Page, name: str, *, scripts: bool = True) -> None:
    """Assert that the page fits its window, has one heading and no fault that axe finds.

    axe needs the page's ``scripts``; without them the markup is the same.
    """
    page.wait_for_load_state()  # with its styles
    if PICTURES and scripts:
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
    assert page.locator("h1").count() == 1
    assert page.title().endswith(" - NPT Readiness")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{name} scrolls sideways by {overflow} px"
    if scripts:
        found = faults(page)
        assert not found, "\n".join((f"axe on {name}:", *found))


def follow(there: Locator) -> None:
    """Click what leads to another page, and wait until that is there.

    A click alone returns while the page left is still shown, or half of the next: what is read then
    is of neither.
    """
    with there.page.expect_navigation():
        there.click()


def faults(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and its best practices."""
    page.evaluate(_axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
