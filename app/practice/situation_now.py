"""Where a practice stands today: its situation, read from the rows that a guarded query returned."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from app.disclosure.progress import outlook
from app.disclosure.released import ReleasedResult
from app.models import PlanStep, Practice, Wave, WaveState
from app.practice.plan_forms import OPEN
from app.practice.situation import Asking, Planned, Published, Situation, Staff
from app.queries.standing import Asked, InWave, Listed
from app.queries.tracking import Count
from questionnaires import catalogue
from questionnaires.types import InstrumentKind


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: the waves with the latest first, the counts of the open ones, the latest result.

    ``too_few`` is what is released of a later wave without enough answers.
    """

    practice: Practice
    waves: Sequence[InWave]
    counts: Sequence[Asked]
    latest: ReleasedResult | None
    too_few: ReleasedResult | None
    steps: Sequence[PlanStep]
    listed: Listed
    mail_is_on: bool


def situation(found: Found, today: datetime.date) -> Situation:
    """Return where the practice stands on ``today``."""
    asking = [_asking(wave, found, today) for wave in current_waves(found.waves) or next_wave(found.waves)]
    successor = found.practice.merged_into
    return Situation(
        today=today,
        staff=Staff(found.listed.people, found.listed.others, found.practice.headcount),
        asking=asking[0] if asking else None,
        others=tuple(asking[1:]),
        published=_published(found.latest) if found.latest else None,
        too_few=_published(found.too_few) if found.too_few else None,
        planned=_planned(found.steps, found.waves, today),
        merged_into=successor.name if successor else None,
    )


def current_waves(waves: Sequence[InWave]) -> Sequence[Wave]:
    """Return the waves that are open or being closed, the latest first."""
    return [each.wave for each in waves if each.wave.state in (WaveState.OPEN, WaveState.CLOSING)]


def stuck_waves(waves: Sequence[InWave]) -> Sequence[Wave]:
    """Return the waves of which workers have given up the closing."""
    return [each.wave for each in waves if each.wave.state is WaveState.CLOSING and each.closing_given_up]


def next_wave(waves: Sequence[InWave]) -> Sequence[Wave]:
    """Return the wave in preparation that opens next, alone; nothing where there is none."""
    return [each.wave for each in waves if each.wave.state is WaveState.DRAFT][-1:]


def latest_published(waves: Sequence[InWave]) -> tuple[InWave | None, InWave | None]:
    """Return the latest wave with enough answers for a result, and the latest published one if that is later.

    Where no wave had enough answers the first is the latest published one.
    """
    published = [each for each in waves if each.published_on is not None]
    if not published:
        return None, None
    latest = next((each for each in published if each.shown_class is not None), published[0])
    return latest, None if latest is published[0] else published[0]


def next_mail(wave: Wave, today: datetime.date) -> datetime.date | None:
    """Return the day of the next reminder, today's too; None where none is to come before the wave closes."""
    days = (wave.opens_on + datetime.timedelta(days=each) for each in sorted(wave.reminder_days))
    return next((day for day in days if today <= day <= wave.closes_on), None)


def _asking(wave: Wave, found: Found, today: datetime.date) -> Asking:
    asked = next((each for each in found.counts if each.wave_id == wave.id and _is_survey(each)), None)
    if asked is None:
        return Asking(
            label=wave.label,
            state=wave.state,
            opens_on=wave.opens_on,
            closes_on=wave.closes_on,
            minimum=wave.minimum_group,
            is_stuck=wave in stuck_waves(found.waves),
        )
    count = Count(asked.instrument_id, asked.invited, asked.managers, asked.answered)
    return Asking(
        label=wave.label,
        state=wave.state,
        opens_on=wave.opens_on,
        closes_on=wave.closes_on,
        minimum=wave.minimum_group,
        invited=asked.invited,
        answered=asked.answered,
        outlook=outlook(count, wave.minimum_group),
        without_card=asked.without_card,
        undelivered=asked.undelivered,
        reminder_on=next_mail(wave, today) if found.mail_is_on else None,
    )


def _is_survey(asked: Asked) -> bool:
    return catalogue.get(asked.instrument_id, asked.version).kind is not InstrumentKind.MODULE


def _published(result: ReleasedResult) -> Published:
    return Published(result.wave, result.published_on, result.enough, result.needed or "")


def _planned(steps: Sequence[PlanStep], waves: Sequence[InWave], today: datetime.date) -> Planned:
    """Return the plan in numbers; a step made after a later wave without a result is after the result too."""
    days = [step.due_on for step in steps if step.state in OPEN]
    published = [each for each in waves if each.published_on is not None]
    latest, _ = latest_published(waves)
    since = {each.wave.id for each in published[: published.index(latest) + 1]} if latest else set()
    return Planned(
        after_latest=sum(step.wave_id in since for step in steps),
        still_open=len(days),
        overdue=sum(day < today for day in days),
        next_due=min(days, default=None),
    )
