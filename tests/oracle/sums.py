"""Practices of many people, exactly: a scale is shown by the sum and the sum of squares of what people gave.

All sets of answers of thirty people cannot be listed. But mean and band of spread depend on two numbers, the
total of persons' sums and of their squares. Which pairs of totals the others of a practice can have is
computed person by person; with the attacker's own sum and a colleague's, every pair is looked up in what is
shown of it. Nothing is left out: a person with sum t over J items can have given v to a question if and only
if the other J - 1 answers can make up the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.disclosure.coarsen import Basis, CoarseValue, coarse_mean, spread_band

THRESHOLD = 3.5
Band = Callable[[float | None, Basis, CoarseValue], int | None]
Mean = Callable[[float, Basis, float | None], CoarseValue]
Pairs = NDArray[np.bool_]  # total x total of squares: whether people can have them


@dataclass(frozen=True, slots=True)
class Left:
    """The answers to one question that a colleague is left with, for one own sum and one thing shown."""

    answers: tuple[int, ...]
    own: int
    shown: str


def fewest_left(
    basis: Basis,
    *,
    mean: Mean = coarse_mean,
    band: Band = spread_band,
    threshold: float | None = THRESHOLD,
    known: int = 1,
) -> Left:
    """Return the worst that anybody is left with; ``known`` 2: by two people who put theirs together."""
    return min(all_left(basis, mean, band, threshold, known), key=lambda left: len(left.answers))


def all_left(basis: Basis, mean: Mean, band: Band, threshold: float | None, known: int = 1) -> Iterator[Left]:
    """Yield, for each own sum (of ``known`` people) and each thing shown, what a colleague is left with."""
    sums = range(basis.items * basis.minimum, basis.items * basis.maximum + 1)
    totals, squares = np.nonzero(pairs_of(basis, basis.n - known - 1))
    texts, labels = _labelled(basis, mean, band, threshold)
    for own in _multisets(sums, known):
        left = np.zeros(len(texts), np.int64)
        for colleague in sums:
            at = totals + sum(own) + colleague, squares + sum(x * x for x in own) + colleague**2
            seen = np.zeros(len(texts), np.bool_)
            seen[labels[at]] = True
            left[seen] |= answers_mask(colleague, basis)
        for number in np.flatnonzero(left):
            yield Left(_answers(int(left[number])), own[0], texts[number])


def pairs_of(basis: Basis, people: int) -> Pairs:
    """Return which totals and totals of squares so many people can have."""
    low, high = basis.items * basis.minimum, basis.items * basis.maximum
    pairs = np.ones((1, 1), np.bool_)
    for _ in range(people):
        wider = np.zeros((pairs.shape[0] + high, pairs.shape[1] + high * high), np.bool_)
        for each in range(low, high + 1):
            wider[each : each + pairs.shape[0], each * each : each * each + pairs.shape[1]] |= pairs
        pairs = wider
    return pairs


def answers_mask(total: int, basis: Basis) -> int:
    """Return the answers to one question that somebody with a sum may have given, a bit each."""
    others = basis.items - 1
    return sum(
        1 << (value - basis.minimum)
        for value in range(basis.minimum, basis.maximum + 1)
        if others * basis.minimum <= total - value <= others * basis.maximum
    )


def _answers(mask: int) -> tuple[int, ...]:
    return tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def _multisets(sums: range, size: int) -> Iterator[tuple[int, ...]]:
    if size == 1:
        yield from ((each,) for each in sums)
        return
    yield from ((first, second) for first in sums for second in sums if first <= second)


def _labelled(
    basis: Basis, mean: Mean, band: Band, threshold: float | None
) -> tuple[list[str], NDArray[np.int32]]:
    """Return the things that can be shown, and which of them it is: total x total of squares."""
    most = basis.n * basis.items * basis.maximum
    labels = np.zeros((most + 1, basis.n * (basis.items * basis.maximum) ** 2 + 1), np.int32)
    numbers: dict[str, int] = {}
    for total in range(basis.n * basis.items * basis.minimum, most + 1):
        shown = mean(total / (basis.n * basis.items), basis, threshold)
        for first, found in _steps(total, basis, shown, band, labels.shape[1]):
            labels[total, first:] = numbers.setdefault(f"{shown.text}, band {found}", len(numbers))
    return list(numbers), labels


def _steps(
    total: int, basis: Basis, shown: CoarseValue, band: Band, end: int
) -> Iterator[tuple[int, int | None]]:
    """Yield the total of squares from which each band is shown: a spread only grows with it."""

    def at(squares: int) -> int | None:
        variance = max((squares - total * total / basis.n) / (basis.n - 1), 0.0)
        return band(variance**0.5 / basis.items, basis, shown)

    first = 0
    while True:
        found = at(first)
        yield first, found
        low, high = first, end  # the first that is another lies in (low, high]
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if at(middle) == found else (low, middle)
        if high >= end:
            return
        first = high
