"""What the page of a wave that is not closed is given: counts of answers, by practice."""

from __future__ import annotations

from dataclasses import dataclass

from app.models import Practice, Wave
from app.queries import waves
from app.queries.paging import Page
from questionnaires import catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """One practice: for each questionnaire how many have answered, in words."""

    practice: Practice
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """One page of the practices of a wave; ``headings`` are the questionnaires, ``totals`` of the wave."""

    wave: Wave
    headings: tuple[str, ...]
    totals: tuple[str, ...]
    rows: tuple[Row, ...]
    paging: Page[Practice]


def progress_page(wave: Wave, paging: Page[Practice]) -> ProgressPage:
    """Return the counts of the practices on one page, and the totals of the wave."""
    asked = waves.progress(wave)
    found = waves.progress_of_practices(wave, [practice.id for practice in paging.rows])
    rows = tuple(
        Row(
            practice,
            tuple(_count(*found.get(practice.id, {}).get(each.instrument_id, (0, 0))) for each in asked),
        )
        for practice in paging.rows
    )
    words = wave.programme.words
    headings = tuple(catalogue.get(each.instrument_id, each.version).title.render(words) for each in asked)
    totals = tuple(_count(each.invited, each.answered) for each in asked)
    return ProgressPage(wave, headings, totals, rows, paging)


def _count(invited: int, answered: int) -> str:
    return f"{answered} of {invited}" if invited else "nobody asked"
