"""One Chromium for all browser tests, a server and a page for each.

The Chromium is the installed one (CHROMIUM, or the first of BROWSERS on the path); none is downloaded.
Without it the tests are skipped by name; with CI=true they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from app import create_app
from app.db import db
from app.health.machine import BROWSERS
from app.links import token
from tests.app import builder
from tests.browser.looking import AXE
from tests.browser.server import serving
from tests.browser.threads import in_browser_thread
from tests.conftest import make_settings, missing

PHONE = (320, True)  # width in px, scripts
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VENDOR = Path(__file__).parents[2] / "app" / "static" / "vendor" / "nhsuk-frontend.min.css"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder and run them where the browser is."""
    for item in items:
        if Path(__file__).parent in item.path.parents and isinstance(item, pytest.Function):
            item.add_marker(pytest.mark.browser)
            item.obj = in_browser_thread(item.obj)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        missing("Chromium (set CHROMIUM to its path)")
    if not VENDOR.is_file() or not AXE.is_file():
        missing("The front-end packages (run make setup)")
    playwright = in_browser_thread(sync_playwright().start)()
    browser = in_browser_thread(playwright.chromium.launch)(executable_path=path, args=list(ARGUMENTS))
    yield browser
    in_browser_thread(browser.close)()
    in_browser_thread(playwright.stop)()


@pytest.fixture
def service(sqlite_url: str, tmp_path: Path) -> Flask:
    """The application on an SQLite database of its own."""
    return create_app(make_settings(tmp_path, sqlite_url))


@pytest.fixture
def address(service: Flask) -> Iterator[str]:
    """The address of the running service."""
    with serving(service) as url:
        yield url
    with service.app_context():
        db.engine.dispose()


@pytest.fixture
def links(service: Flask, address: str) -> tuple[str, str]:
    """A practice manager's links: to the survey of all staff and to the one of the core team."""
    key = service.extensions["settings"].link_key
    with service.app_context():
        of = builder.programme()
        to = builder.practice(of)
        wave = builder.wave(of, [to])
        survey = builder.invitation(to, wave, "practice_manager")
        core_team = builder.invitation(to, wave, "practice_manager", "core-team")
        core_team.participant_id = survey.participant_id
        db.session.commit()
        first, second = (f"{address}/q/{token(key, each.id, 1)}/" for each in (survey, core_team))
    return first, second


@pytest.fixture
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run in the page."""
    run: bool = (
        request.node.callspec.params.get("page", PHONE)[1] if hasattr(request.node, "callspec") else True
    )
    return run


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with nothing in it yet. Parametrise indirectly with (width, scripts)."""
    width, scripts = getattr(request, "param", PHONE)
    context = in_browser_thread(chromium.new_context)(
        viewport={"width": width, "height": 640 if width < 640 else 900}, java_script_enabled=scripts
    )
    context.set_default_timeout(10_000)
    yield in_browser_thread(context.new_page)()
    in_browser_thread(context.close)()
