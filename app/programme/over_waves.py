"""A programme over its closed waves: how many practices of each class, and who kept up the practice level.

Early on all practices of the study behind the rule tried work on the practice itself; those that kept it up
were the fully integrated ones. So of all gates this one is followed by name.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.disclosure.change import SUSTAINED
from app.disclosure.release import release
from app.models import Wave, WaveState
from app.programme.comparison_page import ClassCount, counts_of
from app.queries import waves as wave_queries
from scoring.change import Sustained, sustained
from scoring.result import Verdict

FOLLOWED = "practice_level"
MOST_WAVES = 4  # on the page: older ones have pages of their own
MOST_NAMES = 40  # of practices in one line
_ORDER: tuple[Sustained, ...] = ("gained", "lost", "sustained", "not_met", "cannot_tell")
_BY_NAME: frozenset[Sustained] = frozenset({"gained", "lost"})


@dataclass(frozen=True, slots=True)
class WaveCounts:
    """One closed wave with the number of practices in each class."""

    label: str
    counts: tuple[ClassCount, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """A practice in a wave, and the verdict of the followed gate there."""

    slug: str
    name: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Kept:
    """The practices for which the followed gate came to the same; ``more`` than those that are named."""

    title: str
    practices: int
    named: tuple[Followed, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OverWaves:
    """The latest closed waves, the earliest first; who gained, lost and kept the gate between the last two.

    ``kept`` is empty where fewer than two waves are closed.
    """

    waves: tuple[WaveCounts, ...]
    kept: tuple[Kept, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The titles of the classes."""
        return tuple(count.title for count in self.waves[0].counts) if self.waves else ()

    @property
    def last(self) -> str:
        """The label of the latest of the waves."""
        return self.waves[-1].label


def over_waves(waves: Sequence[Wave]) -> OverWaves:
    """Return the programme over those of ``waves`` (the latest first) that are closed and have results."""
    closed = [wave for wave in waves if wave.state is WaveState.CLOSED][:MOST_WAVES]
    counted = [(wave, counts_of(wave.id)) for wave in reversed(closed)]
    with_results = [(wave, counts) for wave, counts in counted if counts]
    last = [verdicts_of(wave.id) for wave, _ in with_results[-2:]]
    return OverWaves(
        waves=tuple(WaveCounts(wave.label, counts) for wave, counts in with_results),
        kept=kept_up(*last) if len(last) > 1 else (),
    )


@lru_cache(maxsize=256)
def verdicts_of(wave_id: uuid.UUID) -> tuple[Followed, ...]:
    """Return the followed gate of every practice of a closed wave; published results never change."""
    return tuple(
        Followed(
            result.practice_slug,
            result.practice,
            next((gate.verdict for gate in result.gates if gate.id == FOLLOWED), "unknown"),
        )
        for result in release(wave_queries.by_id(wave_id))
    )


def kept_up(before: Sequence[Followed], after: Sequence[Followed]) -> tuple[Kept, ...]:
    """Return the practices of both waves by what became of the followed gate."""
    earlier: Mapping[str, Verdict] = {each.slug: each.verdict for each in before}
    found: dict[Sustained, list[Followed]] = {word: [] for word in _ORDER}
    for each in after:
        if each.slug in earlier:
            found[sustained([earlier[each.slug], each.verdict])].append(each)
    return tuple(_line(word, practices) for word, practices in found.items())


def _line(word: Sustained, practices: list[Followed]) -> Kept:
    named = tuple(practices[:MOST_NAMES]) if word in _BY_NAME else ()
    more = len(practices) - len(named) if word in _BY_NAME else 0
    title = SUSTAINED[word]
    return Kept(f"{title[0].upper()}{title[1:]}", len(practices), named, more)
