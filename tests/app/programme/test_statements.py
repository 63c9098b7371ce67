"""A page of many practices costs at most twelve SQL statements, and reads no whole result."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.create_account import Grant, create_account
from app.programme.comparison_page import VIEWS
from app.queries import snapshots
from tests.app import builder, many_practices
from tests.app.respondent.person import statements
from tests.app.world import Visitor, visitor

MOST = 12
LONG = "snapshots.result"
WAVE = "/programmes/harbour/waves/W3"
CHOICES = (
    "",
    "&network=Network+0002",
    "&region=Region+00&verdict=not_yet",
    "&enough=yes&name=surgery&page=2",
)
PAGES = [
    *(f"{WAVE}?view={view}{choice}" for view in VIEWS for choice in CHOICES),
    WAVE,
    f"{WAVE}?network=nowhere",
    "/programmes/harbour",
    "/programmes/harbour/over-waves",
    "/programmes/harbour/over-waves?network=Network+0002",
    "/what-if/harbour/W3?threshold=3",
    "/what-if/harbour/W3?of_coherence=3.9&coherence=2",
]


@pytest.fixture
def lead(app: Flask) -> Visitor:
    """A lead of a programme of 120 practices with three closed waves."""
    of = builder.programme()
    slugs = [f"kind-{number}" for number in range(len(many_practices.KINDS))]
    templates = snapshots.of_wave(many_practices.scored(of, slugs).id)
    ids = many_practices.practices(of, 120)
    for label in ("W1", "W2", "W3"):
        many_practices.closed_wave(of, ids, templates, label)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    return visitor(app, account)


def test_every_view_and_choice(lead: Visitor) -> None:
    costs: dict[str, int] = {}
    for page in PAGES:
        with statements() as seen:
            status = lead.get(page).status_code
        assert status in (200, 422), page
        costs[page] = len(seen)
        assert not [text for text in seen if LONG in text], page
    assert all(costs.values()), "nothing was counted"
    assert {page: cost for page, cost in costs.items() if cost > MOST} == {}
