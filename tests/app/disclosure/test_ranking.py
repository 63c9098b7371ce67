"""Can these practices be ranked? In words, of ten practices up, and never with more than is due."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from app.disclosure.ranking import (
    ReleasedRanking,
    ReleasedReliability,
    release_ranking,
    release_reliability,
    too_few,
)
from app.operations.close_wave import close_wave
from scoring.programme_reliability import ScaleReliability
from tests.app import builder
from tests.app.responses import respond
from tests.app.world import PUBLISHED


def ranking(practices: int, people: int = 5) -> ReleasedRanking:
    """Return the answer for a closed wave of practices, every other one of which answers higher."""
    of = builder.programme()
    places = [builder.practice(of, f"p{number}", headcount=20) for number in range(practices)]
    wave = builder.wave(of, places)
    for number, place in enumerate(places):
        for person in range(people):
            respond(place, wave, "gp", 1 + 2 * (number % 2) + person % 3)
    close_wave(wave, PUBLISHED)
    db.session.commit()
    return release_ranking(wave)


def released(icc1: float | None, people: int = 80, within: float | None = 40.0) -> ReleasedReliability:
    """Return what is released of a scale on which 12 practices have that ICC(1)."""
    found = ScaleReliability(icc1, None, None, None, 12, people, (), within)
    return release_reliability("Coherence", found)


def test_of_ten_practices_every_construct_and_level_is_read(sqlite_app: Flask) -> None:
    found = ranking(10, people=12)
    assert len(found.scales) == 7
    assert found.needed == ()
    assert found.scales[0].title == "Coherence"  # in the order of the questionnaire
    assert found.basis == "From 120 people in the 10 practices with enough answers."
    assert found.scales[0].reading == "yes: their means differ reliably"


def test_of_nine_practices_nothing_is_said_of_the_answers(sqlite_app: Flask) -> None:
    assert ranking(9) == too_few()


def test_practices_with_too_few_answers_do_not_count(sqlite_app: Flask) -> None:
    assert ranking(10, people=4) == too_few()


def test_people_needed_are_told_where_practices_are_few() -> None:
    found = too_few()
    assert [each.people for each in found.needed] == [45, 21, 14, 10, 7, 6]
    assert "6 to 45 answers" in found.answer


@pytest.mark.parametrize(
    ("icc1", "people", "reading"),
    [
        (0.4, 360, "yes: their means differ reliably"),
        (0.2, 120, "not surely: more answers would be needed"),
        (0.0, 80, "no: mostly chance"),
    ],
)
def test_the_whole_interval_decides_and_not_the_value(icc1: float, people: int, reading: str) -> None:
    assert released(icc1, people).reading == reading


def test_everything_follows_from_one_rounded_figure() -> None:
    found = released(0.1234)
    assert (found.icc1_text, found.icc2_text) == ("about 0.10", "about 0.4 (0.0 to 0.8)")
    assert found.needed_text == "about 21 from each"
    assert released(0.0999) == found


def test_practices_that_differ_less_than_people_do_are_said_to_be_chance() -> None:
    found = released(-0.4)
    assert (found.icc1_text, found.icc2_text) == ("0 or less", "0 or less")
    assert (found.needed_text, found.reading) == ("no number would do", "no: mostly chance")
    assert released(0.0) == found


def test_from_one_half_up_no_more_is_said() -> None:
    found = released(0.52, 360)
    assert (found.icc1_text, found.icc2_text) == ("0.50 or more", "0.9 or more")
    assert released(1.0, 360) == found


@pytest.mark.parametrize("within", [None, 0.0, 11.9])
def test_where_people_of_a_practice_hardly_differ_nothing_is_said(within: float | None) -> None:
    found = released(0.2, within=within)
    assert {found.icc1_text, found.icc2_text, found.needed_text, found.reading} == {"cannot be told"}
    assert released(None, within=within) == found


def test_on_a_longer_scale_hardly_is_more() -> None:
    found = ScaleReliability(0.2, None, None, None, 12, 80, (), 40.0)
    assert release_reliability("Use", found, 10).reading == "cannot be told"
