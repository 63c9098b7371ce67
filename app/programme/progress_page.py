"""What the page of an open wave is given: counts of answers up to yesterday, by practice."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app

from app.disclosure.progress import Outlook, in_words, outlook, total_in_words
from app.models import Wave
from app.queries import tracking
from app.queries.paging import Page, page_of
from app.queries.tracking import Count, TakingPart
from questionnaires import catalogue
from questionnaires.types import Instrument, InstrumentKind


@dataclass(frozen=True, slots=True)
class Row:
    """One practice: for each questionnaire how many have answered, and whether that is enough; in words."""

    practice: TakingPart
    counts: tuple[str, ...]
    outlook: Outlook
    asks: bool  # whether anybody is asked there


@dataclass(frozen=True, slots=True)
class Standing:
    """A wave as it stood when the day began. ``headings`` are the questionnaires, ``totals`` of the wave."""

    headings: tuple[str, ...]
    totals: tuple[str, ...]
    outlooks: Mapping[Outlook, int]
    rows: tuple[Row, ...]

    @property
    def asking(self) -> int:
        """How many practices ask somebody: only these can have enough answers."""
        return sum(row.asks for row in self.rows)

    @property
    def at_least(self) -> int:
        """How many practices have enough answers for results, whoever answered."""
        return self.outlooks[Outlook.ENOUGH]

    @property
    def at_most(self) -> int:
        """The same, should no practice manager be among those who answered."""
        return self.at_least + self.outlooks[Outlook.PERHAPS]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """One page of the practices of an open wave that were asked for."""

    wave: Wave
    standing: Standing
    paging: Page[Row]
    reminders: str
    is_overdue: bool


def progress_page(wave: Wave, *, number: int, search: str, lacking: bool) -> ProgressPage:
    """Return page ``number`` of the practices whose name, network or region has ``search`` in it.

    ``lacking``: only those that may not have enough answers yet.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    stands = standing(wave, today)
    wanted = search.casefold()
    rows = [
        row
        for row in stands.rows
        if wanted in _searched(row.practice) and not (lacking and row.outlook is Outlook.ENOUGH)
    ]
    return ProgressPage(wave, stands, page_of(rows, number), _reminders(wave, today), wave.closes_on < today)


def standing(wave: Wave, today: datetime.date) -> Standing:
    """Return how ``wave`` stood when ``today`` began."""
    used = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    survey = next((each.id for each in used if each.kind is not InstrumentKind.MODULE), "")
    counts = tracking.counts(wave, before=today)
    practices = tracking.taking_part(wave)
    words = {**wave.programme.words, "practice": "the practice"}
    rows = tuple(
        _row(wave, each, _by_instrument(counts.get(each.id, ())), used, survey) for each in practices
    )
    return Standing(
        headings=tuple(each.title.render(words) for each in used),
        totals=tuple(_total(wave, each.id, counts) for each in used),
        outlooks=Counter(row.outlook for row in rows),
        rows=rows,
    )


def _row(
    wave: Wave, practice: TakingPart, counts: Mapping[str, Count], used: Sequence[Instrument], survey: str
) -> Row:
    least = wave.minimum_group
    found = [counts.get(each.id, Count(each.id, 0, 0, 0)) for each in used]
    return Row(
        practice=practice,
        counts=tuple(in_words(each, least) for each in found),
        outlook=outlook(counts.get(survey, Count(survey, 0, 0, 0)), least),
        asks=any(each.invited for each in found),
    )


def _total(wave: Wave, instrument_id: str, counts: Mapping[uuid.UUID, Sequence[Count]]) -> str:
    found = [each for of_practice in counts.values() for each in of_practice]
    return total_in_words([each for each in found if each.instrument_id == instrument_id], wave.minimum_group)


def _by_instrument(counts: Sequence[Count]) -> Mapping[str, Count]:
    return {each.instrument_id: each for each in counts}


def _searched(practice: TakingPart) -> str:
    return " ".join(filter(None, (practice.name, practice.network, practice.region))).casefold()


def _reminders(wave: Wave, today: datetime.date) -> str:
    """Say on which days the reminders that are still to come are sent."""
    if not current_app.extensions["settings"].mail_is_on:
        return "None: mail is off"
    days = [wave.opens_on + datetime.timedelta(days=day) for day in sorted(wave.reminder_days)]
    return ", ".join(f"{day:%-d %B %Y}" for day in days if today <= day <= wave.closes_on) or "None"
