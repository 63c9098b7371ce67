"""An administrator's main way, in a browser: somebody is invited, comes, and is shut out again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.db import db
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import OutboxRow, Task
from tests.app.world import Installation, installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.threads import in_service

WIDTHS = pytest.mark.parametrize(
    "page",
    [pytest.param((320, True), id="320px"), pytest.param((1280, True), id="1280px")],
    indirect=True,
)
World = tuple[Installation, str]
NEW, PASSWORD = "new.lead@example.org", "three random words"


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """The small world and where it is served."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield found, address


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """Fill in the sign-in page."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.get_by_role("heading", name="What to do now").wait_for()


@contextmanager
def somebody_else(page: Page) -> Iterator[Page]:
    """Open a page of another browser, which shares no cookie with this one."""
    assert page.context.browser is not None
    context = page.context.browser.new_context(viewport=page.viewport_size)
    yield context.new_page()
    context.close()


def invite(page: Page) -> str:
    """Invite a lead, with a mistake first; return the path of the link to hand over."""
    follow(page.get_by_role("link", name="Administration"))
    look(page, "administration")
    follow(page.get_by_role("link", name="Accounts"))
    look(page, "accounts")
    follow(page.get_by_role("button", name="Invite somebody"))
    look(page, "invite")
    page.get_by_label("Email address").fill(NEW)
    follow(page.get_by_role("button", name="Invite"))
    assert page.title().startswith("Error:")
    look(page, "invite-error")
    assert page.get_by_label("Email address").input_value() == NEW
    page.get_by_label("Programme lead").check()
    page.get_by_label("Programme", exact=True).select_option("Harbour")
    follow(page.get_by_role("button", name="Invite"))
    page.get_by_role("heading", name="A link to hand over").wait_for()
    look(page, "link-to-hand-over")
    return page.locator("code").first.inner_text().removeprefix("http://localhost")


def close(page: Page) -> None:
    """Close the account of whoever was invited."""
    follow(page.get_by_role("button", name="Back to the account"))
    look(page, "account-of-another")
    follow(page.get_by_role("link", name="Close the account"))
    look(page, "close-account")
    follow(page.get_by_role("button", name="Close the account"))
    page.get_by_text(f"{NEW} is closed.").wait_for()
    look(page, "account-closed")


@WIDTHS
def test_somebody_is_invited_comes_and_is_shut_out_again(page: Page, world: World) -> None:
    found, address = world
    boss = found.world.accounts["administrator"]
    sign_in(page, address, boss.user.email, boss.password)
    link = invite(page)
    with somebody_else(page) as theirs:
        theirs.goto(address + link)
        theirs.get_by_label("New password", exact=True).fill(PASSWORD)
        follow(theirs.get_by_role("button", name="Set the password"))
        sign_in(theirs, address, NEW, PASSWORD)
        theirs.goto(f"{address}/programmes")
        assert "Harbour" in theirs.get_by_role("main").inner_text()
        close(page)
        theirs.reload()
        assert "/sign-in" in theirs.url
    page.goto(f"{address}/admin/audit?by={boss.user.email}")
    look(page, "audit")
    for act in ("Account created", "Membership given", "Account invited", "Account closed"):
        assert page.get_by_role("cell", name=act).count() == 1, act


def give_up_mail() -> None:
    """Leave mail undone, as after a mail server that was away for long."""
    for error in ("AccountMailLaterError", "AnErrorOfAVeryLongNameThatNobodyHasEverHeardOf"):
        task = Task.SEND_ACCOUNT_LETTER if "Mail" in error else Task.RENDER_REPORT
        db.session.add(
            OutboxRow(task=task, subject_id=uuid.uuid4(), attempts=MOST_ATTEMPTS, last_error=error)
        )
    db.session.commit()


@WIDTHS
def test_pages_of_the_installation(page: Page, world: World) -> None:
    found, address = world
    boss = found.world.accounts["administrator"]
    sign_in(page, address, boss.user.email, boss.password)
    in_service(found.app, give_up_mail)
    for name in ("health", "mail", "settings"):
        page.goto(f"{address}/admin/{name}")
        look(page, f"admin-{name}")
    page.goto(f"{address}/admin/audit?since-day=31&since-month=2&since-year=2026")
    assert page.title().startswith("Error:")
    look(page, "audit-error")
    page.get_by_role("link", name="The first day must be a real date").click()
    assert page.evaluate("document.activeElement.id") == "since-day"
