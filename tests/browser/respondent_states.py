"""Walks through every state of a respondent's pages, for looking at each."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.looking import follow


def press(page: Page, value: str) -> None:
    """Press the button of a page of questions that has this value, in any language."""
    follow(page.locator(f"button[name=go][value={value}]:visible"))


def submit(page: Page) -> None:
    """Press the one button of a page's form."""
    follow(page.locator("main form button[type=submit]:visible").first)


def states(page: Page, link: str, dead: str) -> Iterator[tuple[str, Page]]:
    """Bring pages from state to state; yield its name and the page. With ``link`` nobody has begun."""
    page.goto(dead)
    yield "dead-link", page
    page.goto(link)
    yield "start", page
    submit(page)
    page.wait_for_selector("#answers")
    yield "page", page
    other = page.context.new_page()
    other.set_viewport_size(page.viewport_size or {"width": 320, "height": 640})
    other.goto(page.url)
    page.locator("textarea").fill("x" * 1001)
    press(page, "on")
    page.wait_for_selector(".nhsuk-error-summary")
    yield "error", page
    other.locator("textarea").fill("Another")
    press(other, "on")
    other.wait_for_selector(".nhsuk-error-summary")
    yield "conflict", other
    other.close()


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
    follow(page.locator("form[data-keep] button[type=submit]"))
    page.wait_for_url("**/receipt")
    yield "receipt"
    page.goto(f"{link}stop")
    submit(page)
    page.wait_for_selector("button[value=resume]")
    yield "stopped"
