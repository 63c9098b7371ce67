"""What the comparison of a wave's practices is given: by name, never by rank."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from app.charts import describe, svg
from app.disclosure.ranking import ReleasedRanking, release_ranking
from app.disclosure.release import release
from app.disclosure.released import ReleasedResult, ReleasedScale
from app.disclosure.words import NOT_ENOUGH_TITLE
from app.models import Practice, Wave
from app.queries import waves
from app.queries.paging import Page
from scoring.rule import shipped_rule


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many practices of the whole wave have one verdict."""

    title: str
    practices: int


@dataclass(frozen=True, slots=True)
class Row:
    """One practice. ``radar`` and ``scales`` are empty where there are not enough answers."""

    result: ReleasedResult
    radar: Markup | None
    scales: tuple[ReleasedScale, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """One page of the practices of a closed wave. ``headings`` are the titles of constructs and levels.

    ``ranking`` answers whether the practices of the wave can be ranked.
    """

    wave: Wave
    counts: tuple[ClassCount, ...]
    rows: tuple[Row, ...]
    headings: tuple[str, ...]
    ranking: ReleasedRanking
    paging: Page[Practice]


def comparison_page(wave: Wave, paging: Page[Practice]) -> ComparisonPage:
    """Return the comparison of the practices on one page, and the counts over all of the wave."""
    released = release(wave, practice_ids=[practice.id for practice in paging.rows])
    rows = tuple(row(result) for result in released)
    headings = next((tuple(scale.title for scale in each.scales) for each in rows if each.scales), ())
    return ComparisonPage(wave, counts_of(wave.id), rows, headings, release_ranking(wave), paging)


def row(result: ReleasedResult) -> Row:
    """Return one practice of the comparison."""
    if not result.enough:
        return Row(result, None, ())
    radar = svg.draw(describe.constructs_radar(result), f"radar-{result.practice_slug}")
    return Row(result, radar, (*result.constructs, *result.levels))


@lru_cache(maxsize=256)
def counts_of(wave_id: uuid.UUID) -> tuple[ClassCount, ...]:
    """Return the counts of a closed wave. Published results never change, so they are counted only once."""
    return class_counts(release(waves.by_id(wave_id)))


def class_counts(results: Sequence[ReleasedResult]) -> tuple[ClassCount, ...]:
    """Return the number of practices in each class of the rule, in its order, and without enough answers."""
    if not results:
        return ()
    rule_id, version, _ = results[0].rule.split(" ")
    found = Counter(result.integration_class for result in results)
    classes = shipped_rule(rule_id, version).classes
    counts = [ClassCount(each.title, found[name]) for name, each in classes.items()]
    return (*counts, ClassCount(NOT_ENOUGH_TITLE, found[None]))
