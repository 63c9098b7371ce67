"""The button of the organisation's own sign-in, in a browser: there, back, and what is said when it fails."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app import create_app
from app.db import db
from tests.app.account import provider as providers
from tests.app.account.provider import CLIENT, SECRET, Provider
from tests.app.world import build_world
from tests.browser.looking import look
from tests.browser.server import serving
from tests.conftest import make_settings

WIDTHS = pytest.mark.parametrize(
    "page",
    [
        pytest.param((320, True), id="320px"),
        pytest.param((1280, True), id="1280px"),
        pytest.param((320, False), id="without scripts"),
    ],
    indirect=True,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service is, and the provider that it trusts."""

    address: str
    provider: Provider


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Iterator[Place]:
    """The small world behind a provider at whose sign-in page sits the lead."""
    shutil.copy(sqlite_template, tmp_path / "readiness.db")
    with providers.running() as provider:
        app = create_app(
            dataclasses.replace(
                make_settings(tmp_path, f"sqlite:///{tmp_path / 'readiness.db'}"),
                oidc_discovery_url=f"{provider.issuer}/.well-known/openid-configuration",
                oidc_client_id=CLIENT,
                oidc_client_secret=SECRET,
            )
        )
        with app.app_context():
            build_world()
        provider.claims.update(sub="1", email="lead@example.org", email_verified=True)
        with serving(app) as address:
            settings = app.extensions["settings"]
            app.extensions["settings"] = dataclasses.replace(settings, public_url=address)
            provider.way_back = f"{address}/sign-in/organisation/return"
            yield Place(address, provider)
        with app.app_context():
            db.engine.dispose()


@WIDTHS
def test_button_leads_to_the_provider_and_back_in(page: Page, place: Place, scripts: bool) -> None:
    page.goto(f"{place.address}/sign-in")
    look(page, "sign-in-organisation", scripts=scripts)
    page.get_by_text("Sign in with your organisation").click()
    page.get_by_role("heading", name="What to do now").wait_for()
    assert page.get_by_role("link", name="lead@example.org").is_visible()


@WIDTHS
def test_who_has_no_account_is_told_so(page: Page, place: Place, scripts: bool) -> None:
    place.provider.claims["email"] = "nobody@example.org"
    page.goto(f"{place.address}/sign-in")
    page.get_by_text("Sign in with your organisation").click()
    page.get_by_role("heading", name="You have no account here").wait_for()
    look(page, "organisation-no-account", scripts=scripts)


@WIDTHS
def test_way_back_that_was_used_is_said_calmly(page: Page, place: Place, scripts: bool) -> None:
    page.goto(f"{place.address}/sign-in/organisation/return?code=x&state=y")
    page.get_by_role("heading", name="Signing in did not work").wait_for()
    look(page, "organisation-failed", scripts=scripts)
