"""What the pages of a plan are given: what to do next, the plan's steps, and what came of earlier ones."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.disclosure import actions
from app.disclosure.actions import Advice, Standing
from app.disclosure.history import released_by_wave
from app.disclosure.released import ReleasedResult
from app.models import PlanStep, Practice, Wave
from app.practice.plan_forms import OPEN, STATES
from app.queries import plans
from scoring.action_library import shipped_library


@dataclass(frozen=True, slots=True)
class Change:
    """How a theme that a step is to help with stood when it was planned, and how it stands now."""

    title: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words. ``changes`` is empty for a step of this wave and for one without an action."""

    id: uuid.UUID
    goal: str
    owner: str
    due: str
    overdue: bool
    sign_of_success: str
    state: str
    is_open: bool
    action: str | None
    wave: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan of a practice as the page of one wave shows it.

    ``result`` is None while the wave is open. ``steps`` were planned after this wave, ``carried`` after
    earlier ones. ``not_known`` names the scales of which nothing is shown.
    """

    practice: Practice
    wave: Wave
    result: ReleasedResult | None
    advice: tuple[Advice, ...]
    not_known: tuple[str, ...]
    steps: tuple[StepLine, ...]
    carried: tuple[StepLine, ...]

    @property
    def on_sheet(self) -> tuple[StepLine, ...]:
        """What the printed page holds: this wave's steps, then the earlier ones that are still open."""
        return (*self.steps, *(step for step in self.carried if step.is_open))


def plan_page(practice: Practice, wave: Wave, today: datetime.date, *, for_leads: bool) -> PlanPage:
    """Return the page of a wave, open or closed; ``for_leads`` as for the actions themselves."""
    steps = plans.up_to(practice, wave)
    results = released_by_wave(practice, {wave.id, *(step.wave_id for step in steps)})
    result = results.get(wave.id)
    word = practice.programme.words["link_practitioner"]
    lines = [step_line(step, today, _changes(step, wave, results), word) for step in steps]
    here = [step.wave_id == wave.id for step in steps]
    return PlanPage(
        practice=practice,
        wave=wave,
        result=result,
        advice=actions.advice(result, for_leads=for_leads) if result else (),
        not_known=tuple(
            each.title for each in actions.standings(result).values() if each.words == actions.NOT_KNOWN
        ),
        steps=tuple(line for line, own in zip(lines, here, strict=True) if own),
        carried=tuple(line for line, own in zip(lines, here, strict=True) if not own),
    )


def sheet_length(practice: Practice, wave: Wave) -> int:
    """Return how many steps the printed page of a wave's plan holds."""
    return sum(step.wave_id == wave.id or step.state in OPEN for step in plans.up_to(practice, wave))


def step_line(
    step: PlanStep, today: datetime.date, changes: Sequence[Change], link_practitioner: str
) -> StepLine:
    """Return a step in words, with what changed since it was planned."""
    action = actions.action_for_practices(step.action_id or "", link_practitioner)
    return StepLine(
        id=step.id,
        goal=step.goal,
        owner=step.owner,
        due=f"{step.due_on:%-d %B %Y}",
        overdue=step.state in OPEN and step.due_on < today,
        sign_of_success=step.sign_of_success,
        state=STATES[step.state],
        is_open=step.state in OPEN,
        action=action.title if action else None,
        wave=step.wave.label,
        changes=tuple(changes),
    )


def _changes(step: PlanStep, wave: Wave, results: Mapping[uuid.UUID, ReleasedResult]) -> list[Change]:
    """Return then and now of each theme that was weak when the step was planned and its action is for."""
    if step.wave_id == wave.id or step.action_id is None:
        return []
    action = next((each for each in shipped_library().actions if each.id == step.action_id), None)
    then, now = actions.standings(results.get(step.wave_id)), actions.standings(results.get(wave.id))
    return [
        Change(each.title, each.words, _now(now.get(each.theme)))
        for each in then.values()
        if each.weak and action is not None and each.theme in action.themes
    ]


def _now(standing: Standing | None) -> str:
    return standing.words if standing else actions.NOT_KNOWN
