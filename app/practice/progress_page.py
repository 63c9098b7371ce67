"""What the page of an open wave is given: how many had answered when the day began, and no more."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from app.disclosure.progress import may_count
from app.models import Practice, Wave
from app.queries import standing
from questionnaires import catalogue


@dataclass(frozen=True, slots=True)
class Count:
    """One questionnaire: its title, how many have answered of how many who were asked.

    ``shown`` is whether that may be told; of a few people a count would say who.
    """

    title: str
    answered: int
    invited: int
    shown: bool


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """An open wave of one practice. ``headcount`` is that of the wave's opening."""

    practice: Practice
    wave: Wave
    counts: tuple[Count, ...]
    headcount: int


def progress_page(practice: Practice, wave: Wave) -> ProgressPage:
    """Return the page of an open wave."""
    words, today = practice.programme.words, datetime.datetime.now(datetime.UTC).date()
    counts = tuple(
        Count(
            title=catalogue.get(each.instrument_id, each.version).title.render(words),
            answered=each.answered,
            invited=each.invited,
            shown=may_count(each.invited, each.managers, wave.minimum_group),
        )
        for each in standing.asked(practice, [wave], today, mail_is_on=True)
    )
    headcount = next(row.headcount for row in wave.practices if row.practice_id == practice.id)
    return ProgressPage(practice, wave, counts, headcount)
