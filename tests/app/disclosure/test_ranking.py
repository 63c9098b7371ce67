"""Can these practices be ranked? In words, of ten practices up, and never with more than is due."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from app.disclosure.ranking import ReleasedRanking, release_ranking, release_reliability, too_few
from app.operations.close_wave import close_wave
from scoring.programme_reliability import ScaleReliability
from tests.app import builder
from tests.app.responses import respond
from tests.app.world import PUBLISHED


def ranking(practices: int, people: int = 5) -> ReleasedRanking:
    """Return the answer for a closed wave of practices, every other one of which answers higher."""
    of = builder.programme()
    places = [builder.practice(of, f"p{number}") for number in range(practices)]
    wave = builder.wave(of, places)
    for number, place in enumerate(places):
        for person in range(people):
            respond(place, wave, "gp", 2 + 2 * (number % 2) + person % 2)
    close_wave(wave, PUBLISHED)
    db.session.commit()
    return release_ranking(wave)


def reliability(icc1: float, icc2: float, ci: tuple[float, float]) -> ScaleReliability:
    return ScaleReliability(icc1, (icc1 - 0.1, icc1 + 0.1), icc2, ci, 12, 80, ())


def test_of_ten_practices_every_construct_and_level_is_read(sqlite_app: Flask) -> None:
    found = ranking(10)
    assert len(found.scales) == 7
    assert found.needed == ()
    assert found.scales[0].title == "Coherence"  # in the order of the questionnaire
    assert found.basis == "From 50 people in the 10 practices with enough answers."
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
    ("ci", "reading"),
    [
        ((0.71, 0.9), "yes: their means differ reliably"),
        ((0.4, 0.8), "not surely: more answers would be needed"),
        ((-0.4, 0.6), "no: mostly chance"),
    ],
)
def test_the_whole_interval_decides_and_not_the_value(ci: tuple[float, float], reading: str) -> None:
    assert release_reliability("Coherence", reliability(0.2, 0.75, ci)).reading == reading


def test_figures_are_rounded() -> None:
    found = release_reliability("Coherence", reliability(0.1234, 0.5678, (0.2345, 0.7654)))
    assert (found.icc1_text, found.icc2_text) == ("about 0.10", "about 0.6 (0.2 to 0.8)")
    assert found.needed_text == "about 21 from each"


def test_practices_that_differ_less_than_people_do_are_said_to_be_chance() -> None:
    found = release_reliability("Coherence", reliability(-0.05, -0.4, (-2.0, 0.3)))
    assert found.icc1_text == found.icc2_text.split(" (")[0] == "below 0"
    assert found.needed_text == "no number would do"


def test_practices_whose_means_are_all_the_same_do_not_differ() -> None:
    found = release_reliability("Coherence", ScaleReliability(-0.1, (-0.2, 0.1), None, None, 10, 50, ("",)))
    assert found.icc1_text == "below 0"
    assert found.icc2_text == "their means do not differ"
    assert found.reading.startswith("no: ")


def test_what_cannot_be_had_is_said_so() -> None:
    missing = ScaleReliability(None, None, None, None, 10, 50, ("no spread",))
    assert release_reliability("Coherence", missing).reading == "cannot be told"
