"""What the page of an open wave is given: how many were asked and how many have answered, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from app.models import Practice, Wave
from app.queries import waves
from questionnaires import catalogue


@dataclass(frozen=True, slots=True)
class Count:
    """One questionnaire: its title, how many have answered of how many who were asked."""

    title: str
    answered: int
    invited: int


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """An open wave of one practice."""

    practice: Practice
    wave: Wave
    counts: tuple[Count, ...]


def progress_page(practice: Practice, wave: Wave) -> ProgressPage:
    """Return the page of an open wave."""
    words = practice.programme.words
    counts = tuple(
        Count(
            title=catalogue.get(each.instrument_id, each.version).title.render(words),
            answered=each.answered,
            invited=each.invited,
        )
        for each in waves.progress(wave, practice)
        if each.invited
    )
    return ProgressPage(practice, wave, counts)
