"""The made-up practices differ as real ones do, and their stories stay true."""

from __future__ import annotations

import itertools

import pytest

from app.demonstration import harbour
from app.demonstration.harbour_nature import FURTHEST, GATES, LEAST_MET, role_leanings, varied
from app.demonstration.harbour_places import PLACES, STEADY, Place
from app.demonstration.stories import SCALES
from app.disclosure.ranking import release_ranking
from app.disclosure.release import release
from app.disclosure.released import ReleasedResult
from app.models import Wave
from app.queries import demonstration as queries
from questionnaires import npt
from questionnaires.roles import STAFF_ROLES

EVERY_WAVE = list(itertools.product(PLACES, range(3)))


def wave(number: int) -> Wave:
    """Return a closed wave of the loaded programme."""
    programme = queries.programmes([harbour.SLUG])[harbour.SLUG]
    return next(each for each in queries.closed_waves(programme) if each.label == harbour.WAVES[number][0])


def shown(number: int) -> list[ReleasedResult]:
    """Return what is released of the practices with enough answers."""
    return [result for result in release(wave(number)) if result.enough]


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("number", range(3))
def test_no_two_practices_show_the_same_radar(number: int) -> None:
    radars = [tuple(scale.mean for scale in result.constructs) for result in shown(number)]
    assert len(radars) == 10
    assert len(set(radars)) == 10


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("number", range(3))
def test_on_every_construct_and_level_the_shown_means_spread_over_half_a_point(number: int) -> None:
    for scales in zip(*((*result.constructs, *result.levels) for result in shown(number)), strict=True):
        means = [scale.mean for scale in scales if scale.mean is not None]
        assert len(set(means)) >= 4, scales[0].title
        assert max(means) - min(means) >= 0.5, scales[0].title


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("number", range(3))
def test_practices_differ_on_every_scale_by_more_than_their_people_do_by_chance(number: int) -> None:
    assert [
        each.title for each in release_ranking(wave(number)).scales if each.icc1_text == "0 or less"
    ] == []


@pytest.mark.parametrize(("place", "number"), EVERY_WAVE, ids=lambda value: getattr(value, "slug", value))
def test_what_a_story_says_stands_and_every_other_gate_stays_met(place: Place, number: int) -> None:
    told = place.situations[number].changes
    targets = place.targets(number)
    assert {scale: targets[scale] for scale in told} == told
    assert all(targets[gate] >= LEAST_MET for gate in GATES - told.keys())


@pytest.mark.parametrize(("place", "number"), EVERY_WAVE, ids=lambda value: getattr(value, "slug", value))
def test_a_practice_is_drawn_the_same_each_time_and_no_further_than_can_be_told(
    place: Place, number: int
) -> None:
    drawn = varied(STEADY, place.name, number)
    assert drawn == varied(STEADY, place.name, number)
    for scale in SCALES:
        width = 2.0 if scale in npt.GLOBALS else 1.0
        assert abs(drawn[scale] - STEADY[scale]) <= FURTHEST * width + 0.011, scale


def test_a_practice_is_more_like_itself_a_wave_later_than_like_the_others() -> None:
    def apart(one: tuple[str, int], other: tuple[str, int]) -> float:
        first, second = varied(STEADY, *one), varied(STEADY, *other)
        return sum(abs(first[scale] - second[scale]) for scale in SCALES)

    names = [place.name for place in PLACES]
    own = [apart((name, 1), (name, 2)) for name in names]
    others = [apart((one, 2), (other, 2)) for one, other in itertools.combinations(names, 2)]
    assert max(own) < sum(others) / len(others)


def test_every_role_leans_its_own_way() -> None:
    leanings = role_leanings()
    assert set(leanings) == set(STAFF_ROLES)
    assert len({tuple(each.values()) for each in leanings.values()}) == len(STAFF_ROLES)
