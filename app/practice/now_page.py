"""What the manager's one page is given: where the practice stands, in short, with ways to everything else."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.charts import describe
from app.charts_on_pages import ChartOnPage, chart_on_page
from app.disclosure import actions
from app.disclosure.actions import Advice
from app.disclosure.change import release_change
from app.disclosure.history import released_by_wave
from app.disclosure.progress import may_count
from app.disclosure.released import ReleasedChange, ReleasedResult
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import PlanStep, Practice, Wave, WaveState
from app.practice.plan_page import StepLine, step_line
from app.practice.progress_page import Count
from app.practice.results_page import Sureness, sureness
from app.practice.situation import Situation
from app.practice.situation_now import Found, current_waves, latest_published, situation, stuck_waves
from app.queries import plans, standing
from app.queries.standing import Asked, InWave
from app.reports.state import ReportState, report_state
from questionnaires import catalogue

FEW_ACTIONS = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """A wave that is open, with how many had answered when the day began, or that is being closed.

    ``is_stuck``: closing it was given up.
    """

    wave: Wave
    counts: tuple[Count, ...]
    is_stuck: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest result in short. ``change`` is None in the first wave, ``radar`` where nothing is shown.

    ``too_few`` is what is shown of a later wave in which not enough have answered.
    """

    result: ReleasedResult
    sureness: Sureness | None
    change: ReleasedChange | None
    radar: ChartOnPage | None
    report: ReportState
    too_few: ReleasedResult | None


@dataclass(frozen=True, slots=True)
class NowPage:
    """One practice on one page.

    ``progress`` has every wave that is open or being closed, ``earlier`` those that nothing else on the page
    is about, the latest first. ``steps`` are those of the plan that are still open; ``advice`` holds the
    first actions not in it.
    """

    practice: Practice
    situation: Situation
    progress: tuple[Progress, ...]
    latest: Latest | None
    steps: tuple[StepLine, ...]
    advice: tuple[Advice, ...]
    earlier: tuple[Wave, ...]


def now_page(practice: Practice, today: datetime.date, reports_dir: Path, *, mail_is_on: bool) -> NowPage:
    """Return the page of a practice on ``today``; reports lie in ``reports_dir``."""
    waves = standing.waves(practice, MOST_ATTEMPTS)
    opened = tuple(each.wave for each in waves if each.wave.state is not WaveState.DRAFT)
    current, stuck = current_waves(waves), stuck_waves(waves)
    are_open = [wave for wave in current if wave.state is WaveState.OPEN]
    counts = standing.asked(practice, are_open, today, mail_is_on=mail_is_on) if are_open else ()
    latest = _latest(practice, waves, reports_dir)
    steps = plans.up_to(practice, opened[0]) if opened else ()
    result = latest.result if latest else None
    too_few = latest.too_few if latest else None
    found = Found(practice, waves, counts, result, too_few, steps, standing.listed(practice), mail_is_on)
    word = practice.programme.words["link_practitioner"]
    shown = [each.wave for each in (result, too_few) if each]
    lines = [step_line(step, today, (), word) for step in steps]
    return NowPage(
        practice=practice,
        situation=situation(found, today),
        progress=tuple(_progress(practice, wave, counts, stuck=wave in stuck) for wave in current),
        latest=latest,
        steps=tuple(line for line in lines if line.is_open),
        advice=_advice(result, steps),
        earlier=tuple(each for each in opened if each not in current and each.label not in shown),
    )


def _progress(practice: Practice, wave: Wave, counts: Sequence[Asked], *, stuck: bool) -> Progress:
    words = practice.programme.words
    lines = (
        Count(
            title=catalogue.get(each.instrument_id, each.version).title.render(words),
            answered=each.answered,
            invited=each.invited,
            shown=may_count(each.invited, each.managers, wave.minimum_group),
        )
        for each in counts
        if each.wave_id == wave.id
    )
    return Progress(wave, tuple(lines), stuck)


def _latest(practice: Practice, waves: Sequence[InWave], reports_dir: Path) -> Latest | None:
    """Return the latest result and what changed since the one before; both go through the same gate."""
    newest, later = latest_published(waves)
    if newest is None:
        return None
    before = _before(newest, waves)
    shown = released_by_wave(practice, {each.wave.id for each in (newest, before, later) if each})
    result = shown[newest.wave.id]
    earlier = shown[before.wave.id] if before else None
    return Latest(
        result=result,
        sureness=sureness(result),
        change=release_change(earlier, result) if earlier else None,
        radar=chart_on_page(describe.constructs_radar(result), "constructs-radar") if result.enough else None,
        report=_report(newest, reports_dir),
        too_few=shown[later.wave.id] if later else None,
    )


def _report(wave: InWave, reports_dir: Path) -> ReportState:
    return report_state(reports_dir / wave.report if wave.report else None, in_hand=wave.report_in_hand)


def _before(newest: InWave, waves: Sequence[InWave]) -> InWave | None:
    """Return the wave before as results pages choose it: it opened earlier and was published no later."""
    return next(
        (
            each
            for each in waves
            if each.published_on is not None
            and newest.published_on is not None
            and each.published_on <= newest.published_on
            and each.wave.opens_on < newest.wave.opens_on
        ),
        None,
    )


def _advice(result: ReleasedResult | None, steps: Sequence[PlanStep]) -> tuple[Advice, ...]:
    if result is None or not result.enough:
        return ()
    planned = {step.action_id for step in steps}
    found = actions.advice(result, for_leads=False)
    return tuple(each for each in found if each.id not in planned)[:FEW_ACTIONS]
