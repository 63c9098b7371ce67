"""The results page of a practice: what a released result says, and nothing of what is hidden."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.markup import parse
from tests.app.responses import respond
from tests.app.world import PUBLISHED, Installation, visitor

ELM = "/programmes/harbour/practices/elm/waves/W1"
OAK = "/programmes/harbour/practices/oak/waves/W1"


@pytest.fixture
def elm(installation: Installation) -> str:
    """The results page of a practice with enough answers."""
    return installation.visitor("manager").get(ELM).get_data(as_text=True)


@pytest.fixture
def oak(installation: Installation) -> str:
    """The results page of a practice with too few answers."""
    return installation.visitor("lead").get(OAK).get_data(as_text=True)


def test_heading_is_the_verdict_in_words(elm: str) -> None:
    heading = " ".join(parse(elm).headings[0].split())
    assert heading == "Elm, Harbour, wave W1 Partially integrated"


def test_label_of_the_data_stands_under_the_heading(elm: str) -> None:
    assert elm.index("</h1>") < elm.index("app-data-label") < elm.index("<section")
    assert "synthetic" in elm


@pytest.mark.parametrize(
    "words",
    [
        "What decides: community level",
        "6 people answered, of 12 staff by headcount.",
        "The constructs in numbers",
        "The levels in numbers",
        "The gates of the rule",
        "Which levels each core role names as part of the job",
        "Contextual factors",
        "Overall ratings",
        "npt-core 1.0.0",
        "Published on 2 March 2026",
    ],
)
def test_page_says(elm: str, words: str) -> None:
    assert words in elm


def test_charts_are_there_without_scripts_and_as_figures(elm: str) -> None:
    assert elm.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') == 2
    assert elm.count('<script type="application/json">') == 2


def test_every_verdict_of_a_gate_is_a_word(elm: str) -> None:
    gates = elm[elm.index('id="gates"') : elm.index("Where each gate comes from")]
    tags = re.findall(r'<strong class="nhsuk-tag[^"]*"\s*>\s*(\w+)', gates)
    assert tags == ["Met", "Met", "Met", "Met", "Met", "Missed", "Met"]


def test_too_few_answers_are_said_with_what_is_needed(oak: str) -> None:
    heading = " ".join(parse(oak).headings[0].split())
    assert heading == "Oak, Harbour, wave W1 Not enough answers"
    assert "Fewer did. How many is not said" in oak
    assert "<svg" not in oak.replace("nhsuk-icon", "")
    assert "<table" not in oak


def test_report_of_too_few_answers_is_not_offered(oak: str) -> None:
    assert "Download" not in oak


def withheld(app: Flask, slug: str, values: tuple[int, ...]) -> str:
    """Return the page of a practice in which too few people answered ``values``."""
    of = builder.programme(slug)
    place = builder.practice(of, "ash", 9)
    wave = builder.wave(of, [place])
    for value in values:
        respond(place, wave, "receptionist", value)
    close_wave(wave, PUBLISHED)
    lead = create_account(f"{slug}@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    address = f"/programmes/{slug}/practices/ash/waves/W1"
    return visitor(app, lead).get(address).get_data(as_text=True)


def test_page_is_the_same_to_the_byte_whatever_it_hides(app: Flask) -> None:
    pages = []
    for slug, values in (("north", (1, 1, 1)), ("south", (5, 2, 4))):
        page = withheld(app, slug, values).replace(slug, "x").replace(slug.title(), "X")
        pages.append(re.sub(r'name="csrf_token" value="[^"]*"', "", page))
    assert pages[0] == pages[1]
    assert "Not enough answers" in pages[0]


def test_open_wave_shows_counts_only(installation: Installation) -> None:
    page = installation.visitor("manager").get(ELM.replace("W1", "W2")).get_data(as_text=True)
    assert "Open for answers" in page
    assert "1 of 6 have answered" in page
    assert "At least 5 people besides the practice manager" in page
    assert "<svg" not in page
    assert "Synthetic receptionist" not in page


def test_way_back_leads_where_the_reader_may_go(installation: Installation) -> None:
    manager = installation.visitor("manager").get(ELM).get_data(as_text=True)
    lead = installation.visitor("lead").get(ELM).get_data(as_text=True)
    assert "/programmes/harbour/waves/W1" not in manager
    assert 'href="/programmes/harbour/waves/W1"' in lead
