"""Random numbers that are the same on every machine and in every version of Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A stream of draws from a seed.

    It uses nothing but ``Random.random``, the one method whose sequence Python promises to keep; so the
    shipped files can be made again, byte for byte.
    """

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - invented answers, nothing to keep secret

    def unit(self) -> float:
        """Return a number from 0 (included) to 1 (excluded)."""
        return self._random.random()

    def normal(self) -> float:
        """Return a number that is about normal with mean 0 and standard deviation 1 (12 uniforms less 6)."""
        return sum(self.unit() for _ in range(12)) - 6.0

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to ``limit`` - 1."""
        return int(self.unit() * limit)

    def chance(self, share: float) -> bool:
        """Return True in ``share`` (0 to 1) of the cases."""
        return self.unit() < share

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """Return ``count`` of the things in their own order; ValueError where there are fewer."""
        if count > len(of):
            raise ValueError(f"cannot draw {count} of {len(of)}")
        ranked = sorted((self.unit(), place) for place in range(len(of)))
        return [of[place] for place in sorted(place for _, place in ranked[:count])]
