"""A programme over its closed waves: how many practices of each class, and who kept up the practice level.

Early on all practices of the study behind the rule tried work on the practice itself; those that kept it up
were the fully integrated ones. So of all gates this one is followed by name. Of each practice the last two
waves are compared in which it has a result: a wave without one says nothing, and takes nothing back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from app.charts import describe_many, svg
from app.disclosure.change import SUSTAINED
from app.disclosure.summaries import Summarised, class_counts, last_results
from app.models import Practice, Wave, WaveState
from app.programme.comparison_page import ClassCount, counts_of
from app.queries import merging, waves
from app.queries.summaries import Chosen
from questionnaires import catalogue
from questionnaires.types import InstrumentKind
from scoring.change import Sustained, sustained
from scoring.result import Verdict
from scoring.rule import shipped_rule

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

    @property
    def practices(self) -> int:
        """How many practices it has."""
        return sum(count.practices for count in self.counts)


@dataclass(frozen=True, slots=True)
class Followed:
    """A practice in a wave, by the wave's label, and the verdict of the followed gate there."""

    slug: str
    name: str
    wave: str
    verdict: Verdict


Pair = tuple[Followed, Followed]
"""A practice in the last two waves in which it has a result."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The practices for which the followed gate came to the same; ``more`` than those that are named."""

    title: str
    practices: int
    named: tuple[Followed, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OverWaves:
    """The latest closed waves, the earliest first; who gained, lost and kept the gate.

    ``chart`` shows the counts. ``kept`` is empty where fewer than two waves have results about the gate;
    ``mergers`` are the practices that merged into others between the two waves that are compared of those.
    """

    waves: tuple[WaveCounts, ...]
    chart: Markup
    kept: tuple[Kept, ...]
    mergers: tuple[Practice, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The titles of the classes."""
        return tuple(count.title for count in self.waves[0].counts) if self.waves else ()


def latest_closed(waves: Sequence[Wave]) -> tuple[Wave, ...]:
    """Return the latest closed ones of ``waves`` (the latest first), the earliest first."""
    closed = [wave for wave in waves if wave.state is WaveState.CLOSED]
    return tuple(reversed(closed[:MOST_WAVES]))


def over_waves_page(closed: Sequence[Wave], chosen: Chosen) -> OverWaves:
    """Return the chosen practices over closed waves, the earliest first. A wave without any is left out."""
    found = class_counts(closed, chosen)
    counted = tuple(
        WaveCounts(wave.label, counts_of(found[wave.id], shipped_rule(wave.rule_id, wave.rule_version)))
        for wave in closed
        if found[wave.id]
    )
    with_results = [wave for wave in closed if found[wave.id].keys() - {None}]
    asking = _asking(with_results)
    pairs = compared(followed(last_results(asking, chosen))) if len(asking) > 1 else []
    return OverWaves(
        waves=counted,
        chart=_chart(counted),
        kept=kept_up(pairs) if len(asking) > 1 else (),
        mergers=_mergers(asking, pairs),
    )


def followed(practices: Iterable[tuple[str, Summarised]]) -> Iterator[Followed]:
    """Yield the followed gate of every practice in every wave."""
    for wave, each in practices:
        yield Followed(each.slug, each.name, wave, each.verdict(FOLLOWED))


def compared(practices: Iterable[Followed]) -> Sequence[Pair]:
    """Return the practices that have a result in two waves; the two stand side by side in ``practices``."""
    by_practice = (tuple(rows) for _, rows in groupby(practices, key=lambda each: each.slug))
    return [(rows[0], rows[1]) for rows in by_practice if len(rows) > 1]


def kept_up(pairs: Iterable[Pair]) -> tuple[Kept, ...]:
    """Return the practices by what became of the followed gate."""
    practices: Counter[Sustained] = Counter()
    named: dict[Sustained, list[Followed]] = {word: [] for word in _ORDER}
    for before, after in pairs:
        word = sustained([before.verdict, after.verdict])
        practices[word] += 1
        if word in _BY_NAME and len(named[word]) < MOST_NAMES:
            named[word].append(after)
    return tuple(_line(word, practices[word], named[word]) for word in _ORDER)


def _asking(closed: Sequence[Wave]) -> Sequence[Wave]:
    """Return the waves that asked about the followed gate: a pulse does not."""
    pulses = {each.id for each in catalogue.all() if each.kind is InstrumentKind.PULSE}
    without = waves.that_used([wave.id for wave in closed], pulses)
    return [wave for wave in closed if wave.id not in without]


def _mergers(closed: Sequence[Wave], pairs: Sequence[Pair]) -> tuple[Practice, ...]:
    """Return the practices that merged into one that is compared, between its two waves."""
    if not pairs:
        return ()
    opened = {wave.label: wave.opens_on for wave in closed}
    spans = {after.slug: (opened[before.wave], opened[after.wave]) for before, after in pairs}
    found = [(each, each.merged_into, each.merged_on) for each in merging.between(closed[0], closed[-1])]
    return tuple(
        each
        for each, into, on in found
        if into and on and into.slug in spans and spans[into.slug][0] < on <= spans[into.slug][1]
    )


def _line(word: Sustained, practices: int, named: Sequence[Followed]) -> Kept:
    title = SUSTAINED[word]
    more = practices - len(named) if named else 0
    return Kept(f"{title[0].upper()}{title[1:]}", practices, tuple(named), more)


def _chart(waves: Sequence[WaveCounts]) -> Markup:
    if not waves:
        return Markup()
    parts = [count.title for count in waves[0].counts]
    rows = [(f"Wave {wave.label}", [count.practices for count in wave.counts]) for wave in waves]
    return svg.draw(describe_many.shares("Practices by verdict, wave by wave", parts, rows), "classes-chart")
