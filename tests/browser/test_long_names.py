"""Names without a space: however long the words that people give things are, pages fit a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.db import db
from app.models import Practice, Programme, Wave
from tests.app.world import Installation, installed
from tests.browser.looking import look
from tests.browser.server import serving
from tests.browser.test_every_page import sign_in
from tests.site_map import pages_of

LONG = "Sozialverschreibungsprogrammkoordinierungsstellenverzeichnis"  # 60 letters


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[str, Installation]]:
    """The small world, in which programmes, practices and waves are called by long words."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        with found.app.app_context():
            for row in (*db.session.query(Programme), *db.session.query(Practice)):
                row.name = f"{LONG}{row.slug}"
            for wave in db.session.query(Wave):
                wave.title = LONG
            db.session.commit()
        yield address, found


@pytest.mark.parametrize("page", [(320, True)], indirect=True)
@pytest.mark.parametrize("role", ["manager", "evaluator", "lead"])
def test_long_names_fit_a_phone(page: Page, site: tuple[str, Installation], role: str) -> None:
    address, installation = site
    sign_in(page, address, installation, role)
    for place, _ in pages_of(installation, role):
        page.goto(address + place)
        look(page, role + place.replace("/", "-"), scripts=False)
