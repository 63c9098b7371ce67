"""The plan in the demonstration: invented steps that later waves show again, added once."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask

from app.db import begin_writing, db
from app.demonstration.build import SLUGS, plan_of
from app.demonstration.load import load
from app.demonstration.plan_steps import PLACE, STEPS, add_plan_steps
from app.disclosure.actions import action_for_practices
from app.practice.plan_page import PlanPage, plan_page
from app.queries import demonstration, waves
from tests.app import builder
from tests.app.demonstration.conftest import TODAY


@pytest.fixture
def loaded(sqlite_app: Flask) -> Flask:
    """Harbour Towns alone, with its plan."""
    begin_writing()
    programme = load(plan_of(SLUGS[1], TODAY), lambda _: None)
    assert add_plan_steps(programme) == len(STEPS)
    db.session.commit()
    return sqlite_app


def page(label: str) -> PlanPage:
    """Return the page of the practice with the plan."""
    programme = demonstration.programmes(SLUGS)[SLUGS[1]]
    place = demonstration.practice(programme, PLACE)
    return plan_page(place, waves.of_programme(programme, label), datetime.date(2026, 3, 2), for_leads=False)


@pytest.mark.usefixtures("loaded")
def test_steps_are_added_once_and_to_no_other_programme() -> None:
    programme = demonstration.programmes(SLUGS)[SLUGS[1]]
    assert add_plan_steps(programme) == 0
    assert len(page("W1").steps) == 2
    assert add_plan_steps(builder.programme("another")) == 0


@pytest.mark.usefixtures("loaded")
def test_the_last_wave_shows_what_became_of_the_steps() -> None:
    last = page("W3")
    assert [step.wave for step in last.carried] == ["W1", "W1", "W2"]
    changes = [(each.title, each.then, each.now) for each in last.carried[0].changes]
    assert changes == [("Community level", "missed", "met")]


@pytest.mark.usefixtures("loaded")
def test_every_action_of_the_plan_was_recommended_at_that_wave() -> None:
    for label, action, _ in STEPS:
        assert action_for_practices(action, "link worker") is not None
        assert action in {each.id for each in page(label).advice}
