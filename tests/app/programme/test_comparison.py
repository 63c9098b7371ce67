"""The practices of a wave side by side: by name, with what may be shown of each."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.responses import respond
from tests.app.world import PUBLISHED, Installation, visitor

CLOSED = "/programmes/harbour/waves/W1"


@pytest.fixture
def page(installation: Installation) -> str:
    """The comparison of Elm (enough answers) and Oak (too few)."""
    return installation.visitor("lead").get(CLOSED).get_data(as_text=True)


def test_page_says_that_nothing_is_ranked_and_why(page: str) -> None:
    assert "Can these practices be ranked?" in page
    assert "No. To tell practices apart reliably takes 6 to 45 answers from each" in page


def test_practices_stand_in_the_order_of_their_names_whatever_their_results(app: Flask) -> None:
    of = builder.programme()
    places = [builder.practice(of, name) for name in ("willow", "alder", "maple")]
    wave = builder.wave(of, places)
    for value, place in zip((2, 5, 3), places, strict=True):
        for _ in range(5):
            respond(place, wave, "receptionist", value)
    close_wave(wave, PUBLISHED)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    page = visitor(app, account).get(CLOSED).get_data(as_text=True)
    rows = re.findall(r'<th scope="row"[^>]*><a[^>]*>(\w+)</a>', page)
    assert rows == ["Alder", "Maple", "Willow"]


def test_classes_are_counted_with_those_that_have_too_few_answers(page: str) -> None:
    counts = dict(re.findall(r"<dt>([^<]*)</dt><dd>(\d+)</dd>", page))
    assert counts == {
        "Fully integrated": "0",
        "Partially integrated": "1",
        "Not yet": "0",
        "Cannot tell": "0",
        "Not enough answers yet": "1",
    }


def test_practice_with_too_few_answers_has_no_number_and_no_chart(page: str) -> None:
    row = page[page.index('waves/W1">Oak</a></th>') :]
    row = row[: row.index("</tr>")]
    assert row.count("not shown") == 7
    assert 'id="radar-oak' not in page
    assert 'id="radar-elm' in page


def test_mean_stands_with_its_interval_and_the_count_with_the_headcount(page: str) -> None:
    row = page[page.index('waves/W1">Elm</a></th>') :]
    row = row[: row.index("</tr>")]
    assert "6 of 12" in row
    assert row.count("app-comparison__interval") == 7


def test_open_wave_shows_counts_by_practice(installation: Installation) -> None:
    page = installation.visitor("lead").get("/programmes/harbour/waves/W2").get_data(as_text=True)
    assert "Open for answers" in page
    assert "1 of 6" in page
    assert "nobody asked" in page
    assert "<svg" not in page


def test_page_past_the_end_is_not_found(installation: Installation) -> None:
    assert installation.visitor("lead").get(f"{CLOSED}?page=2").status_code == 404


def test_wave_without_practices_is_no_error(app: Flask) -> None:
    of = builder.programme()
    close_wave(builder.wave(of, []), PUBLISHED)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    assert visitor(app, account).get(CLOSED).status_code == 200
