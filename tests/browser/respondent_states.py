"""Walks through every state of a respondent's pages, for looking at each."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page


def press(page: Page, value: str) -> None:
    """Press the button of a page of questions that has this value, in any language."""
    page.locator(f"button[name=go][value={value}]:visible").click()


def submit(page: Page) -> None:
    """Press the one button of a page's form."""
    page.locator("main form button[type=submit]:visible").first.click()


def states(page: Page, link: str, dead: str) -> Iterator[str]:
    """Bring ``page`` from state to state and yield the name of each. ``link``: nobody has begun with it."""
    page.goto(dead)
    yield "dead-link"
    page.goto(link)
    yield "start"
    submit(page)
    page.wait_for_selector("#answers")
    yield "page"
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("textarea").fill("x" * 1001)
    press(page, "on")
    page.wait_for_selector(".nhsuk-error-summary")
    yield "error"
    other.locator("textarea").fill("Another")
    press(other, "on")
    other.wait_for_selector(".nhsuk-error-summary")
    page, first = other, page
    first.close()
    yield "conflict"


def quiet_states(page: Page, link: str) -> Iterator[str]:
    """Yield the states that follow: after stopping for a while, before and after sending."""
    page.goto(f"{link}page-coherence")
    page.locator("textarea").fill("Short")
    press(page, "later")
    page.wait_for_url("**/saved")
    yield "saved"
    for place in ("withdraw", "stop", "accessibility", ""):
        page.goto(link + place)
        yield f"resumed-{place or 'start'}"
    page.goto(f"{link}check")
    yield "check"
    page.locator("form[data-keep] button[type=submit]").click()
    page.wait_for_url("**/receipt")
    yield "receipt"
    page.goto(f"{link}stop")
    submit(page)
    page.wait_for_selector("button[value=resume]")
    yield "stopped"
