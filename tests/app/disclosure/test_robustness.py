"""How much a verdict can bear, said from the numbers as they are shown."""

from __future__ import annotations

import pytest
from flask import Flask

from app.disclosure.released import ReleasedResult, ReleasedRobustness
from tests.app import builder
from tests.app.disclosure.test_release import closed
from tests.app.responses import Value, core_team, respond


def judged(values: tuple[int, ...], **scales: int) -> ReleasedResult:
    """Return what is released of a practice whose people gave ``values``, ``scales`` the same from all."""
    built = builder.open_wave()
    given: dict[str, Value] = dict(scales)
    for value in values:
        respond(built.practice, built.wave, "gp", value, scales=given)
    core_team(built.practice, built.wave)
    return closed(built)


def bears(result: ReleasedResult) -> ReleasedRobustness:
    """Return the robustness, which a practice with enough answers has."""
    assert result.robustness is not None
    return result.robustness


def test_a_clear_result_says_so_in_the_published_words(sqlite_app: Flask) -> None:
    result = judged((4,) * 9)
    assert bears(result).reading == "clear: fully integrated"
    assert "intervals as they are shown" in bears(result).share


def test_a_result_near_the_threshold_is_borderline(sqlite_app: Flask) -> None:
    """3.5 on average: half of the resamples of each gate fall short."""
    result = judged((2, 3, 3, 4, 4, 5))
    assert bears(result).reading == "borderline: do not act on the label"


def test_no_share_is_given_where_a_gate_is_unknown(sqlite_app: Flask) -> None:
    built = builder.open_wave()
    for _ in range(6):
        respond(built.practice, built.wave, "gp", 4)
    result = closed(built)
    assert bears(result).reading is None
    assert "cannot be said" in bears(result).share


def test_the_nearest_change_names_every_missed_gate_with_the_shown_distance(sqlite_app: Flask) -> None:
    result = judged((4, 4, 4, 4, 4, 4), community_level=3, practice_level=3)
    assert bears(result).nearest[0] == (
        "It would be “fully integrated” if Practice level rose by about 0.5 "
        "and Community level rose by about 0.5."
    )


@pytest.mark.parametrize(
    ("values", "scales", "words"),
    [
        ((4, 4, 4, 4, 4, 4), {}, "up to about 4.0"),
        ((4, 4, 4, 4, 4, 4), {"community_level": 3}, "from about 3.0 to about 4.0"),
        ((3, 3, 3, 3, 3, 3), {}, "over about 3.0"),
    ],
)
def test_threshold_stability_is_said_from_the_shown_numbers(
    sqlite_app: Flask, values: tuple[int, ...], scales: dict[str, int], words: str
) -> None:
    assert words in bears(judged(values, **scales)).stability


def test_two_practices_that_look_alike_have_the_same_stability_and_nearest_change(sqlite_app: Flask) -> None:
    """Their exact means differ by less than the grid: nothing that is said may tell them apart."""
    one = judged((3, 3, 4, 4, 4, 4, 4, 4, 4, 4))
    built = builder.open_wave(slug="second")
    for value in (3, 3, 4, 4, 4, 4, 4, 4, 4):
        respond(built.practice, built.wave, "gp", value)
    respond(built.practice, built.wave, "gp", 4, scales={"coherence": 4})
    core_team(built.practice, built.wave)
    other = closed(built)
    assert [scale.mean_text for scale in one.constructs] == [scale.mean_text for scale in other.constructs]
    assert bears(one).stability == bears(other).stability
    assert bears(one).nearest == bears(other).nearest


def test_half_a_point_above_the_threshold_leans_where_the_interval_is_wide(sqlite_app: Flask) -> None:
    assert bears(judged((4,) * 6)).reading == "leaning towards fully integrated"


@pytest.mark.parametrize(
    ("level", "word"),
    [("community_level", "clear: partially integrated"), ("patient_level", "clear: not fully integrated")],
)
def test_a_gate_that_is_clearly_missed_makes_it_clear(sqlite_app: Flask, level: str, word: str) -> None:
    assert bears(judged((4,) * 9, **{level: 2})).reading == word


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((4,) * 9, "clearly met"),
        ((2, 2, 2, 2, 2, 2), "clearly missed"),
        ((3, 3, 4, 4, 4, 4), "close: the interval holds the threshold"),
    ],
)
def test_each_gate_says_whether_its_interval_lies_on_one_side(
    sqlite_app: Flask, values: tuple[int, ...], words: str
) -> None:
    assert judged(values).gates[0].sureness == words
