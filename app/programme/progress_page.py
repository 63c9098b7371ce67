"""What the page of a wave that is not closed is given: counts of answers up to yesterday, by practice."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from app.disclosure.progress import in_words
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
    today = datetime.datetime.now(datetime.UTC).date()
    asked = waves.progress(wave, before=today)
    found = waves.progress_of_practices(wave, [practice.id for practice in paging.rows], before=today)
    rows = tuple(
        Row(
            practice,
            tuple(
                _count(wave, *found.get(practice.id, {}).get(each.instrument_id, (0, 0))) for each in asked
            ),
        )
        for practice in paging.rows
    )
    words = wave.programme.words
    headings = tuple(catalogue.get(each.instrument_id, each.version).title.render(words) for each in asked)
    totals = tuple(_count(wave, each.invited, each.answered) for each in asked)
    return ProgressPage(wave, headings, totals, rows, paging)


def _count(wave: Wave, invited: int, answered: int) -> str:
    return in_words(answered, invited, wave.minimum_group)
