"""Whose plan may be changed, and which steps the page of a wave shows, on both databases."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace

import pytest
from flask import Flask

from app.db import db
from app.errors import NotFoundError
from app.models import Audience, PlanStep, Practice, Programme, Wave, WaveState
from app.operations.create_account import Grant, create_account
from app.operations.plan_steps import add_step
from app.queries import plans, snapshots
from tests.app import builder


@dataclass(frozen=True, slots=True)
class Places:
    """Elm and Oak of Harbour with a step of Elm after each of two waves."""

    harbour: Programme
    elm: Practice
    oak: Practice
    first: Wave
    second: Wave
    early: PlanStep
    late: PlanStep


@pytest.fixture
def places(app: Flask) -> Places:
    """Two waves, four months apart."""
    harbour = builder.programme()
    elm, oak = builder.practice(harbour, "elm"), builder.practice(harbour, "oak")
    first, second = builder.wave(harbour, [elm, oak], "W2"), builder.wave(harbour, [elm, oak], "W1")
    second.opens_on = first.opens_on + datetime.timedelta(days=120)  # the date decides, not the label
    late = add_step(elm, second, replace(builder.STEP, goal="late"), None, None)
    early = add_step(elm, first, replace(builder.STEP, goal="early"), None, None)
    return Places(harbour, elm, oak, first, second, early, late)


def test_the_page_of_a_wave_shows_its_steps_after_those_of_earlier_waves(places: Places) -> None:
    assert list(plans.up_to(places.elm, places.second)) == [places.early, places.late]
    assert list(plans.up_to(places.elm, places.first)) == [places.early]
    assert list(plans.of_wave(places.elm, places.second)) == [places.late]


def test_a_step_of_a_later_wave_or_another_practice_is_not_found(places: Places) -> None:
    assert plans.step(places.elm, places.second, places.early.id) is places.early
    for practice, wave, step in (
        (places.elm, places.first, places.late.id),
        (places.oak, places.second, places.early.id),
        (places.elm, places.second, uuid.uuid4()),
    ):
        with pytest.raises(NotFoundError):
            plans.step(practice, wave, step)


def test_only_managers_of_the_practice_may_change_its_plan(places: Places) -> None:
    manager = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=places.elm)]).user
    assert plans.practice_to_plan(manager, "harbour", "elm") is places.elm
    for slugs in (("harbour", "oak"), ("nowhere", "elm")):
        with pytest.raises(NotFoundError):
            plans.practice_to_plan(manager, *slugs)


@pytest.mark.parametrize("audience", [Audience.LEAD, Audience.EVALUATOR])
def test_leads_and_evaluators_read_only(places: Places, audience: Audience) -> None:
    reader = create_account("reader@example.org", [Grant(audience, places.harbour)]).user
    with pytest.raises(NotFoundError):
        plans.practice_to_plan(reader, "harbour", "elm")


def test_snapshots_of_a_wave_that_is_not_closed_are_not_read(places: Places) -> None:
    from app.operations.close_wave import close_wave

    close_wave(places.first, datetime.date(2026, 3, 2))
    waves = (places.first.id, places.second.id)
    assert [each.wave_id for each in snapshots.of_practice(places.elm.id, waves)] == [places.first.id]
    db.session.get_one(Wave, places.first.id).state = WaveState.OPEN
    db.session.flush()
    assert snapshots.of_practice(places.elm.id, waves) == []
