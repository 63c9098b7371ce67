"""Every state of a respondent's pages: axe at both widths, in both languages; enlarged; nothing kept."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.db import db
from app.models import Answer, Response
from tests.browser.looking import follow, look
from tests.browser.respondent_states import press, quiet_states, states, submit
from tests.browser.threads import in_service

WIDTHS = pytest.mark.parametrize("page", [(320, True), (1280, True)], indirect=True)
LANGUAGES = pytest.mark.parametrize("language", ["", "cy/"])


@WIDTHS
@LANGUAGES
def test_every_state_has_no_fault_that_axe_finds(page: Page, links: tuple[str, str], language: str) -> None:
    link = links[0] + language
    for name, shown in states(page, link, f"{links[0][:-3]}/{language}"):
        look(shown, f"{name}-{language[:2]}")
    for name in quiet_states(page, link):
        look(page, f"{name}-{language[:2]}")


@pytest.mark.parametrize(("width", "text"), [(640, "100%"), (1280, "200%")], ids=["zoom", "text alone"])
def test_twice_its_size_nothing_scrolls_sideways(
    page: Page, links: tuple[str, str], width: int, text: str
) -> None:
    page.set_viewport_size({"width": width, "height": 450})  # 640 px is what 1280 px show at 200 %

    for name, shown in states(page, links[0], f"{links[0][:-3]}/"):
        shown.add_style_tag(content=f"html {{ font-size: {text} !important; }}")
        look(shown, f"{name}-enlarged", scripts=False)


def test_after_sending_back_shows_nothing(page: Page, links: tuple[str, str]) -> None:
    page.goto(links[0])
    submit(page)
    page.locator("textarea").fill("Only for you")
    press(page, "on")
    page.wait_for_url("**/page-cognitive_participation")
    page.goto(f"{links[0]}check")
    expect(page.get_by_text("Only for you")).to_be_visible()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    for _ in range(3):
        page.go_back()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        assert "Only for you" not in page.content()
    kept = "JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])"
    assert page.evaluate(kept) == '[0,0,""]'


def test_offline_the_answers_stay_on_the_page_and_are_sent_later(
    page: Page, links: tuple[str, str], service: Flask
) -> None:
    page.goto(links[0])
    submit(page)
    page.locator("textarea").fill("Kept")
    page.context.set_offline(True)
    page.locator("button[name=go][value=on]:visible").click()
    expect(page.get_by_role("alert")).to_contain_text("You are offline")
    page.locator("textarea").fill("Kept, and changed")
    page.context.set_offline(False)
    page.wait_for_url("**/page-cognitive_participation")
    page.go_back()
    expect(page.locator("textarea")).to_have_value("Kept, and changed")


def test_a_retry_after_a_lost_answer_sends_once(page: Page, links: tuple[str, str], service: Flask) -> None:
    page.goto(links[0])
    submit(page)
    page.goto(f"{links[0]}check")
    lost: list[int] = []

    def lose(route, request):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    page.route("**/check", lose)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be sent yet")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert lost == [303]
    assert len(in_service(service, lambda: db.session.scalars(select(Response.id)).all())) == 1


def test_the_language_button_keeps_what_is_on_the_page(page: Page, links: tuple[str, str]) -> None:
    page.goto(links[0])
    submit(page)
    page.locator("textarea").fill("Half a sentence")
    follow(page.get_by_role("button", name="Cymraeg"))
    page.wait_for_url("**/cy/page-coherence")
    expect(page.locator("textarea")).to_have_value("Half a sentence")
    assert page.locator("html").get_attribute("lang") == "cy"
    follow(page.get_by_role("button", name="Parhau"))
    page.wait_for_url("**/cy/page-cognitive_participation")


def test_enter_goes_on_and_does_not_change_the_language(page: Page, links: tuple[str, str]) -> None:
    page.goto(links[0])
    submit(page)
    page.locator("[type=radio]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/page-cognitive_participation")
    assert "/cy/" not in page.url


@pytest.mark.parametrize("page", [(1280, True), (1280, False)], indirect=True)
def test_a_scanner_that_opens_every_link_changes_nothing(
    page: Page, links: tuple[str, str], service: Flask
) -> None:
    waiting, seen = [links[0]], set()
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith(links[0]):
            continue
        seen.add(address)
        page.goto(address)
        page.mouse.click(5, 5)  # on nothing, as scanners do to look alive
        found = page.eval_on_selector_all("a[href]", "links => links.map(each => each.href.split('#')[0])")
        waiting += found
    assert len(seen) >= 6
    page.goto(links[0])
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert in_service(service, lambda: db.session.scalars(select(Answer.value)).all()) == []
