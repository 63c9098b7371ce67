"""Changing a practice's plan: steps are added, changed, moved and removed. Everything here flushes.

Whoever calls holds the plan (:func:`app.queries.plans.hold`), so that two people at once do not get into
each other's way.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from app.db import db
from app.models import PlanState, PlanStep, Practice, User, Wave
from app.operations.audit import record
from app.queries import plans
from app.revisions import fingerprint

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class StepContent:
    """What a step says: its goal, who sees to it, by when, how the practice shall know, how far it is."""

    goal: str
    owner: str
    due_on: datetime.date
    sign_of_success: str
    state: PlanState = PlanState.PLANNED


def has_step(practice: Practice, wave: Wave, content: StepContent, action_id: str | None) -> bool:
    """Return whether the plan of a wave holds the very same step: a form sent twice must not make two."""
    return any(
        content_of(step) == content and step.action_id == action_id for step in plans.of_wave(practice, wave)
    )


def add_step(
    practice: Practice, wave: Wave, content: StepContent, action_id: str | None, by: User | None
) -> PlanStep:
    """Put a step at the end of the plan of a wave. ``by`` None: the demonstration."""
    position = len(plans.of_wave(practice, wave))
    step = PlanStep(practice_id=practice.id, wave_id=wave.id, action_id=action_id, position=position)
    _write(step, content)
    db.session.add(step)
    db.session.flush()
    _record("added", step, by)
    return step


def change_step(step: PlanStep, content: StepContent, by: User) -> None:
    """Make a step say ``content``."""
    _write(step, content)
    db.session.flush()
    _record("changed", step, by)


def move_step(practice: Practice, step: PlanStep, direction: Direction, by: User) -> bool:
    """Let a step and its neighbour change places; return False where there is no neighbour on that side."""
    steps = list(plans.of_wave(practice, step.wave))
    place = steps.index(step)
    other = place + (1 if direction == "down" else -1)
    if not 0 <= other < len(steps):
        return False
    steps[place], steps[other] = steps[other], steps[place]
    _renumber(steps)
    _record(f"moved_{direction}", step, by)
    return True


def remove_step(practice: Practice, step: PlanStep, by: User) -> None:
    """Delete a step for good."""
    wave = step.wave
    _record("removed", step, by)
    db.session.delete(step)
    db.session.flush()
    _renumber(list(plans.of_wave(practice, wave)))


def content_of(step: PlanStep) -> StepContent:
    """Return what a step says."""
    return StepContent(step.goal, step.owner, step.due_on, step.sign_of_success, step.state)


def revision(step: PlanStep) -> str:
    """Return what tells two contents of a step apart; a form carries it, to overwrite nothing unseen."""
    return fingerprint(content_of(step))


def _write(step: PlanStep, content: StepContent) -> None:
    step.goal, step.owner, step.due_on = content.goal, content.owner, content.due_on
    step.sign_of_success, step.state = content.sign_of_success, content.state


def _renumber(steps: list[PlanStep]) -> None:
    for position, step in enumerate(steps):
        step.position = position
    db.session.flush()


def _record(what: str, step: PlanStep, by: User | None) -> None:
    wave, practice = step.wave, step.practice
    record(f"plan_step.{what}", by, f"{practice.name}, wave {wave.label}", practice.programme_id)
