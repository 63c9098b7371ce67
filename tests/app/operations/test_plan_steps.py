"""A plan's steps are added once, changed, moved and removed, on both databases."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

import pytest
from flask import Flask

from app.models import Audience, PlanState, PlanStep, Practice, User, Wave
from app.operations.create_account import Grant, create_account
from app.operations.plan_steps import (
    Direction,
    add_step,
    change_step,
    content_of,
    has_step,
    move_step,
    remove_step,
    revision,
)
from app.queries import plans
from tests.app import builder


@dataclass(frozen=True, slots=True)
class Plan:
    """A practice with three steps after a wave."""

    practice: Practice
    wave: Wave
    steps: tuple[PlanStep, ...]
    manager: User

    @property
    def goals(self) -> list[str]:
        """The goals as stored, in order."""
        return [step.goal for step in plans.of_wave(self.practice, self.wave)]


@pytest.fixture
def plan(app: Flask) -> Plan:
    """Three steps: a, b, c."""
    of = builder.programme()
    practice = builder.practice(of)
    wave = builder.wave(of, [practice])
    manager = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=practice)]).user
    plans.hold(practice)
    steps = [add_step(practice, wave, replace(builder.STEP, goal=goal), None, manager) for goal in "abc"]
    return Plan(practice, wave, tuple(steps), manager)


def test_a_new_step_stands_at_the_end_and_is_planned(plan: Plan) -> None:
    assert plan.goals == ["a", "b", "c"]
    assert {step.state for step in plan.steps} == {PlanState.PLANNED}


def test_the_very_same_step_is_recognised(plan: Plan) -> None:
    same = content_of(plan.steps[1])
    assert has_step(plan.practice, plan.wave, same, None)
    assert not has_step(plan.practice, plan.wave, same, "S3.I2")
    assert not has_step(plan.practice, plan.wave, replace(same, owner="somebody else"), None)


@pytest.mark.parametrize(
    ("place", "direction", "expected"),
    [(0, "down", "bac"), (2, "up", "acb"), (1, "up", "bac"), (0, "up", "abc"), (2, "down", "abc")],
)
def test_a_step_changes_places_with_its_neighbour(
    plan: Plan, place: int, direction: Direction, expected: str
) -> None:
    moved = move_step(plan.practice, plan.steps[place], direction, plan.manager)
    assert "".join(plan.goals) == expected
    assert moved is (expected != "abc")


def test_removing_a_step_closes_the_gap(plan: Plan) -> None:
    remove_step(plan.practice, plan.steps[0], plan.manager)
    assert plan.goals == ["b", "c"]
    assert [step.position for step in plans.of_wave(plan.practice, plan.wave)] == [0, 1]


def test_a_change_is_kept_and_shows_in_the_revision(plan: Plan) -> None:
    step = plan.steps[0]
    before = revision(step)
    done = replace(content_of(step), state=PlanState.DONE, due_on=datetime.date(2035, 7, 1))
    change_step(step, done, plan.manager)
    assert content_of(plans.step(plan.practice, plan.wave, step.id)) == done
    assert revision(step) != before
