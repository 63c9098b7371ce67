"""Somebody sees to their account, in a browser: every page fits, and axe finds nothing."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_security.proxies import _security
from playwright.sync_api import Page

from app.account_links import account_link
from app.db import db
from app.models import LetterKind, User
from app.operations.order_account_letter import order_account_letter
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


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """The small world and where it is served."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield found, address


def give_password(page: Page, world: World, role: str = "lead") -> None:
    """Fill in the sign-in page."""
    found, address = world
    account = found.world.accounts[role]
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill(account.user.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))


def code_of(key: str, steps: int = 0) -> str:
    """Return what an app with that key shows, ``steps`` of 30 seconds from now."""
    app = _security.totp_factory._totp(key=key.replace("-", ""), format="base32")
    code: str = app.generate(int(time.time()) + 30 * steps).token
    return code


def link_to_password(found: Installation) -> str:
    """Order a letter to the lead and return the path of its link."""
    user = db.session.get_one(User, found.world.accounts["lead"].user.id)
    letter = order_account_letter(user, LetterKind.INVITATION, datetime.datetime.now(datetime.UTC), None)
    db.session.commit()
    settings = found.app.extensions["settings"]
    return account_link(settings, letter.id).removeprefix(settings.public_url)


@WIDTHS
def test_second_step_from_setting_up_to_signing_in(page: Page, world: World) -> None:
    found, address = world
    give_password(page, world)
    page.goto(f"{address}/account")
    look(page, "account")
    follow(page.get_by_role("link", name="Set up your authenticator app"))
    look(page, "second-factor")
    follow(page.get_by_role("button", name="Set up the app"))
    assert page.title().startswith("Error:")
    look(page, "second-factor-error")
    key = page.locator("code").inner_text()
    page.get_by_label("Code").fill(in_service(found.app, lambda: code_of(key, -1)))
    follow(page.get_by_role("button", name="Set up the app"))
    page.get_by_role("heading", name="Keep your recovery codes").wait_for()
    look(page, "recovery-codes")
    page.goto(f"{address}/account/second-factor")
    look(page, "second-factor-on")
    page.goto(f"{address}/account/recovery-codes")
    look(page, "recovery-codes-left")
    follow(page.get_by_role("button", name="Sign out"))
    give_password(page, world)
    page.get_by_role("heading", name="Enter your code").wait_for()
    look(page, "code")
    follow(page.get_by_role("link", name="Use a recovery code"))
    look(page, "recovery-code")
    page.go_back()
    page.get_by_label("Code").fill(in_service(found.app, lambda: code_of(key)))
    follow(page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.get_by_role("heading", name="What to do now").wait_for()


@WIDTHS
def test_pages_of_passwords(page: Page, world: World) -> None:
    found, address = world
    page.goto(f"{address}/forgotten-password")
    look(page, "forgotten-password")
    page.goto(f"{address}/set-password/x")
    look(page, "link-over")
    page.goto(address + in_service(found.app, lambda: link_to_password(found)))
    look(page, "choose-password")
    follow(page.get_by_role("button", name="Set the password"))
    look(page, "choose-password-error")
    page.get_by_label("New password", exact=True).fill("three random words")
    follow(page.get_by_role("button", name="Set the password"))
    page.get_by_text("Your password is set.").wait_for()
    look(page, "password-set")
    give_password(page, world, "manager")
    page.goto(f"{address}/account/password")
    follow(page.get_by_role("button", name="Change the password"))
    look(page, "change-password-error")
