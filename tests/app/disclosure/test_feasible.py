"""A colleague who answered, and sees all that is shown of a scale, searches for what the others answered.

For every own answer and every thing that can be shown (mean and band of spread; the interval is computed from
them), all sets of the others' answers that fit are searched: each colleague must be left with at least three
possible answers to each question. Sets are counted by persons' sums, which is exact: a person with sum t over
J items of 1 to 5 can have given v to a question if and only if J - 1 <= t - v <= 5 (J - 1).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
import pytest

from app.disclosure.coarsen import Basis, coarse_mean, spread_band

Shown = tuple[str, int | None]


def show(total: int, squares: int, n: int, items: int) -> Shown:
    """Return what is shown of persons' sums with that total and sum of squares."""
    basis = Basis(n, items, 1, 5)
    sd = max((squares - total * total / n) / (n - 1), 0.0) ** 0.5 / items
    mean = coarse_mean(total / (n * items), basis, 3.5 if items > 1 else None)
    return mean.text, spread_band(sd, basis, mean)


def show_to_one_decimal(total: int, _squares: int, n: int, items: int) -> Shown:
    """Return what most tools show: the mean to one decimal. A planted leak."""
    return f"{total / (n * items):.1f}", None


def fewest_answers_left(n: int, items: int, shown: Callable[[int, int, int, int], Shown]) -> int:
    """Return the smallest number of answers that any colleague is left with, over all own answers."""
    sums = range(items, 5 * items + 1)
    rest = np.array(list(itertools.combinations_with_replacement(sums, n - 2)), np.int64)
    moments = np.unique(np.stack([rest.sum(axis=1), (rest * rest).sum(axis=1)], axis=1), axis=0)
    return min(
        len(_answers(left, items)) for own in sums for left in _sums_left(own, n, items, moments, shown)
    )


def _sums_left(
    own: int,
    n: int,
    items: int,
    moments: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    shown: Callable[[int, int, int, int], Shown],
) -> Iterable[set[int]]:
    """For one own sum: the sums that a colleague may have, by what is shown."""
    left: dict[Shown, set[int]] = defaultdict(set)
    for theirs in range(items, 5 * items + 1):
        fixed = own + theirs, own * own + theirs * theirs
        for total, squares in moments.tolist():
            left[shown(total + fixed[0], squares + fixed[1], n, items)].add(theirs)
    return left.values()


def _answers(sums: set[int], items: int) -> set[int]:
    return {v for t in sums for v in range(1, 6) if items - 1 <= t - v <= 5 * (items - 1)}


@pytest.mark.parametrize(("n", "items"), [(5, 1), (5, 3), (5, 4), (6, 1), (6, 3), (7, 3), (9, 1)])
def test_every_colleague_is_left_with_three_answers_to_each_question(n: int, items: int) -> None:
    assert fewest_answers_left(n, items, show) >= 3


def test_the_search_finds_a_planted_leak() -> None:
    assert fewest_answers_left(5, 4, show_to_one_decimal) < 3
