"""Change between waves says no more than the two reports laid side by side."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask

from app.disclosure.change import progress_sentence, release_change
from app.disclosure.released import ReleasedChange, ReleasedResult
from app.models import WavePractice
from tests.app import builder
from tests.app.disclosure.test_release import closed
from tests.app.responses import Value, core_team, respond

Scores = tuple[int, ...]


def wave(values: Scores, slug: str, **scales: int) -> ReleasedResult:
    """Return what is released of a wave in which people gave ``values``, ``scales`` the same from all."""
    built = builder.open_wave(slug=slug)
    given: dict[str, Value] = dict(scales)
    for value in values:
        respond(built.practice, built.wave, "gp", value, scales=given)
    core_team(built.practice, built.wave)
    return closed(built)


def change(before: Scores, after: Scores, **scales: int) -> ReleasedChange:
    """Return the change from one wave to another; ``scales`` are those of the later one."""
    return release_change(wave(before, "first"), wave(after, "second", **scales))


def test_a_large_rise_of_agreeing_people_is_a_clear_one(sqlite_app: Flask) -> None:
    coherence = change((2,) * 9, (4,) * 9).scales[0]
    assert (coherence.change_text, coherence.reading) == ("up about 2.0", "a clear rise")


def test_a_small_difference_is_no_clear_change(sqlite_app: Flask) -> None:
    coherence = change((3, 4, 3, 4, 3, 4), (4, 4, 3, 4, 3, 4)).scales[0]
    assert coherence.reading == "no clear change"


def test_the_same_is_said_to_be_about_the_same(sqlite_app: Flask) -> None:
    assert change((3,) * 6, (3,) * 6).scales[0].change_text == "about the same"


def test_the_interval_holds_the_exact_change_and_what_rounding_may_have_moved(sqlite_app: Flask) -> None:
    coherence = change((3, 3, 3, 3, 3, 3), (4, 4, 4, 4, 4, 3)).scales[0]
    low, high = (float(end) for end in coherence.interval_text.split(" to "))
    assert low < 5 / 6 < high
    assert high - low > 0.8


def test_where_one_wave_had_too_few_answers_nothing_is_compared(sqlite_app: Flask) -> None:
    found = change((4, 4, 4), (4,) * 6)
    assert (found.scales, found.gates) == ((), ())
    assert found.hidden_reason is not None
    assert found.before_class == "Not enough answers"


def test_a_gate_met_in_two_waves_is_sustained_and_one_that_fell_is_lost(sqlite_app: Flask) -> None:
    gates = {gate.id: gate.sustained for gate in change((4,) * 6, (4,) * 6, practice_level=2).gates}
    assert gates["patient_level"] == "sustained: met in both waves"
    assert gates["practice_level"] == "lost: met before, missed now"


def test_it_is_said_that_the_people_may_differ(sqlite_app: Flask) -> None:
    assert "different ones" in change((4,) * 6, (4,) * 6).people


@pytest.mark.parametrize(("months", "words"), [(7, "on track"), (12, None), (30, None), (None, None)])
def test_in_the_first_year_the_word_is_on_track(months: int | None, words: str | None) -> None:
    sentence = progress_sentence("fully_integrated", months, "link worker")
    assert sentence is None if words is None else words in str(sentence)


def test_a_class_in_the_first_year_is_not_a_verdict() -> None:
    sentence = str(progress_sentence("partially_integrated", 7, "link worker"))
    assert "link worker has been" in sentence
    assert "not on track yet" in sentence


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (datetime.date(2035, 7, 5), True),  # six months before the wave closed
        (datetime.date(2035, 1, 6), True),  # a day short of a year
        (datetime.date(2035, 1, 5), False),  # a year to the day
        (None, False),
    ],
)
def test_months_in_post_are_counted_to_the_day_on_which_the_wave_closed(
    sqlite_app: Flask, since: datetime.date | None, expected: bool
) -> None:
    built = builder.open_wave()
    for _ in range(6):
        respond(built.practice, built.wave, "gp", 4)
    core_team(built.practice, built.wave)
    row: WavePractice = built.wave.practices[0]
    row.link_practitioner_since = since
    assert (closed(built).progress is not None) == expected
