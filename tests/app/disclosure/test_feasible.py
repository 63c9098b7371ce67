"""A colleague who answered, and sees all that is shown of a scale, works out what the others answered.

For every own answer and every thing that can be shown (mean and band of spread; the interval is computed from
them), every set of the others' answers that fits is counted in: see tests/oracle/sums.py. Each colleague must
be left with at least three possible answers to each question.
"""

from __future__ import annotations

import itertools

import pytest

from app.disclosure import coarsen
from app.disclosure.coarsen import Basis, CoarseValue, can_be_shown
from tests.oracle.feasible import ENOUGH
from tests.oracle.sums import fewest_left

SIZES = [
    *itertools.product(range(5, 25), (1, 2)),
    *itertools.product(range(5, 17), (3,)),
    *itertools.product(range(5, 14), (4,)),
    *itertools.product((10, 11), (5,)),
]
LARGER = [
    *itertools.product(range(25, 41), (1, 2)),
    *itertools.product(range(17, 33), (3,)),
    *itertools.product(range(14, 29), (4,)),
    *itertools.product(range(5, 19), (5, 6)),
]


def check(basis: Basis) -> None:
    """Fail where somebody is left with too few answers, with a threshold on the scale and without."""
    for threshold in (3.5, None):
        left = fewest_left(basis, threshold=threshold)
        assert len(left.answers) >= ENOUGH, f"{basis}: {left}"


@pytest.mark.parametrize("items", [1, 2, 3, 4, 5])
def test_every_colleague_is_left_with_three_answers_to_each_question(items: int) -> None:
    for people in (people for people, each in SIZES if each == items):
        check(Basis(people, items, 1, 5))


def test_so_is_every_colleague_on_a_scale_of_0_to_10() -> None:
    for people, items in ((4, 1), (9, 1), (12, 1), (6, 2), (10, 2), (11, 2)):
        check(Basis(people, items, 0, 10))


@pytest.mark.parametrize(("people", "items"), [(3, 2), (3, 4), (4, 1), (4, 3), (4, 5)])
def test_so_is_every_colleague_of_three_or_four_people(people: int, items: int) -> None:
    assert can_be_shown(Basis(people, items, 1, 5))
    check(Basis(people, items, 1, 5))


@pytest.mark.long
@pytest.mark.parametrize(("people", "items"), LARGER)
def test_every_colleague_is_left_with_three_answers_in_larger_practices(people: int, items: int) -> None:
    check(Basis(people, items, 1, 5))


def to_one_decimal(mean: float, basis: Basis, _threshold: float | None) -> CoarseValue:
    """Return what most tools show. A planted leak."""
    return CoarseValue(mean, f"{mean:.1f}", 0.1, is_end_code=False)


def test_the_search_finds_a_planted_leak() -> None:
    assert len(fewest_left(Basis(5, 4, 1, 5), mean=to_one_decimal).answers) < ENOUGH


@pytest.mark.parametrize(
    ("people", "items", "left"), [(10, 4, (0, 4)), (12, 2, (3, 4)), (17, 2, (3, 4)), (10, 5, (0, 4))]
)
def test_spread_near_an_end_of_the_scale_is_found(
    monkeypatch: pytest.MonkeyPatch, people: int, items: int, left: tuple[int, ...]
) -> None:
    """It was shown once. Whoever saw 1.5 with great spread knew of everybody that it was 1 or 5."""
    basis = Basis(people, items, 1, 5)
    monkeypatch.setattr(coarsen, "SPREAD_ROOM", 0.0)
    found = fewest_left(basis).answers
    assert found in (left, tuple(sorted(4 - each for each in left)))
