"""Passkeys in a browser with Chromium's own virtual authenticator: added, used in both ways, removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page

from tests.app.world import Installation, installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.browser.test_account import give_password

WIDTHS = pytest.mark.parametrize(
    "page",
    [pytest.param((320, True), id="320px"), pytest.param((1280, True), id="1280px")],
    indirect=True,
)
WITHOUT_SCRIPTS = pytest.mark.parametrize("page", [(320, False)], indirect=True)
World = tuple[Installation, str]


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """The small world at an address for which browsers make passkeys, where leads need a second step."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        at = address.replace("127.0.0.1", "localhost")
        settings = found.app.extensions["settings"]
        found.app.extensions["settings"] = dataclasses.replace(
            settings, public_url=at, second_factor="required"
        )
        yield found, at


def device(page: Page, *, verifies: bool = True) -> tuple[CDPSession, str]:
    """Give the browser a device that keeps passkeys; return how to speak to it, and its id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def enrol(page: Page, world: World) -> None:
    """Sign in as a lead who has no second step yet, and make a passkey."""
    give_password(page, world)
    page.get_by_role("heading", name="Set up your second step").wait_for()
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Keep your recovery codes").wait_for()


def leave(page: Page, world: World) -> None:
    """Sign out and open the sign-in page."""
    follow(page.get_by_role("button", name="Sign out").first)
    page.get_by_role("button", name="Sign in").wait_for()
    page.goto(f"{world[1]}/sign-in")


@WIDTHS
def test_from_setting_up_to_signing_in_without_a_password_and_removing(page: Page, world: World) -> None:
    device(page)
    give_password(page, world)
    page.get_by_role("button", name="Add a passkey").wait_for()
    look(page, "second-step-choice")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("Enter a name, such as Work phone").first.wait_for()
    look(page, "passkey-name-error")
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Keep your recovery codes").wait_for()
    leave(page, world)
    look(page, "sign-in-with-passkey")
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("heading", name="What to do now").wait_for()
    page.goto(f"{world[1]}/account")
    look(page, "account-with-passkey")
    follow(page.get_by_role("link", name="Change your passkeys"))
    page.get_by_text("Last used").wait_for()
    look(page, "passkeys")
    follow(page.get_by_role("link", name="Remove the passkey Work phone"))
    page.get_by_text("It is your only second step, and your account needs one.").wait_for()
    look(page, "passkey-must-stay")


@WIDTHS
def test_passkey_is_the_step_after_the_password(page: Page, world: World) -> None:
    device(page)
    enrol(page, world)
    leave(page, world)
    give_password(page, world)
    page.get_by_role("heading", name="Use your passkey").wait_for()
    look(page, "passkey-step")
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("heading", name="What to do now").wait_for()


@WIDTHS
def test_manager_adds_one_and_removes_it(page: Page, world: World) -> None:
    device(page)
    give_password(page, world, "manager")
    page.goto(f"{world[1]}/account")
    follow(page.get_by_role("link", name="Add a passkey"))
    look(page, "passkeys-none")
    page.get_by_label("Name of the passkey").fill("Work computer")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Keep your recovery codes").wait_for()
    page.goto(f"{world[1]}/account/passkeys")
    follow(page.get_by_role("link", name="Remove the passkey Work computer"))
    look(page, "passkey-remove")
    follow(page.get_by_role("button", name="Remove the passkey"))
    page.get_by_text("The passkey Work computer is removed.").wait_for()
    leave(page, world)
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_text("This service does not know that passkey.").first.wait_for()
    look(page, "passkey-unknown")


@WIDTHS
def test_device_that_refuses_is_said_beside_the_button(page: Page, world: World) -> None:
    session, id_ = device(page)
    enrol(page, world)
    leave(page, world)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": id_, "isUserVerified": False})
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_text("No passkey was used. Try again, or sign in with your password.").wait_for()
    look(page, "passkey-refused")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": id_, "isUserVerified": True})
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("heading", name="What to do now").wait_for()


def test_device_makes_one_passkey_for_an_account(page: Page, world: World) -> None:
    device(page)
    enrol(page, world)
    page.goto(f"{world[1]}/account/passkeys")
    page.get_by_label("Name of the passkey").fill("The same again")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("That device has a passkey of your account already.").wait_for()


@WITHOUT_SCRIPTS
def test_without_scripts_the_other_ways_are_there(page: Page, world: World) -> None:
    give_password(page, world)
    page.get_by_role("heading", name="Or with an authenticator app").wait_for()
    assert not page.get_by_role("button", name="Add a passkey").is_visible()
    assert page.get_by_text("This browser cannot make passkeys here.").is_visible()
    follow(page.get_by_role("button", name="Set up the app"))
    page.get_by_text("Enter the code of your app").first.wait_for()
    look(page, "second-step-without-scripts", scripts=False)
    follow(page.get_by_role("button", name="Sign out"))
    assert not page.get_by_role("button", name="Use a passkey instead").is_visible()
