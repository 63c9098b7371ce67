"""The plan of a practice: leads and evaluators read it, its managers change it."""

from __future__ import annotations

import datetime
import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.disclosure import actions
from app.errors import NotFoundError, WaveStateError
from app.models import PlanStep, Practice, Wave, WaveState
from app.operations.plan_steps import (
    Direction,
    add_step,
    change_step,
    content_of,
    has_step,
    move_step,
    remove_step,
)
from app.practice import trail
from app.practice.plan_forms import CHANGED, FULL, GONE, MOST_STEPS, STATES, StepForm
from app.practice.plan_page import plan_page, sheet_length
from app.practice.routes import PLACE, blueprint
from app.queries import plans, programmes, waves
from app.queries import practices as practice_queries
from scoring.action_library import Action

PLAN = f"{PLACE}/plan"
STEP = f"{PLAN}/steps/<uuid:step>"


@blueprint.get(PLAN)
def plan(programme: str, practice: str, wave: str) -> str:
    """Show what to do next, the plan made after a wave, and what came of the steps of earlier waves."""
    place, asked = _to_read(programme, practice, wave)
    return render_template(
        "practice/plan.html",
        page=plan_page(place, asked, _today(), for_leads=programmes.leads(signed_in(), place.programme)),
        may_edit=practice_queries.manages(signed_in(), place),
        map_is_ours=actions.MAP_IS_OURS,
        trail=_trail(place, asked),
    )


@blueprint.get(f"{PLAN}/sheet")
def plan_sheet(programme: str, practice: str, wave: str) -> str:
    """Show the plan as one page of A4 to print and pin up."""
    place, asked = _to_read(programme, practice, wave)
    page = plan_page(place, asked, _today(), for_leads=False)
    return render_template("practice/plan_sheet.html", page=page, today=_today(), trail=_trail(place, asked))


@blueprint.get(f"{PLAN}/add")
def plan_add(programme: str, practice: str, wave: str) -> str:
    """Ask for a new step; ``action`` in the address prefills it with an action of the library."""
    place, asked = _to_add(programme, practice, wave)
    action = _action(request.args.get("action", ""), place)
    form = StepForm(goal=action.title, action=action.id) if action else StepForm()
    return _ask(place, asked, form)


@blueprint.post(f"{PLAN}/add")
def plan_add_step(programme: str, practice: str, wave: str) -> ResponseReturnValue:
    """Put a step into the plan, or say beside each field what stands against it."""
    place, asked = _to_add(programme, practice, wave)
    form = StepForm()
    action = _action(form.action.data or "", place)
    if not form.check(_today()):
        return _ask(place, asked, form), HTTPStatus.UNPROCESSABLE_ENTITY
    planned = (place, asked, form.content, action.id if action else None)
    if has_step(*planned):
        flash("That step is in the plan already.")
        return _back(place, asked)
    if sheet_length(place, asked) >= MOST_STEPS:
        form.page_error = FULL
        return _ask(place, asked, form), HTTPStatus.UNPROCESSABLE_ENTITY
    add_step(*planned, signed_in())
    db.session.commit()
    flash("The step is in the plan.")
    return _back(place, asked)


@blueprint.get(STEP)
def plan_edit(programme: str, practice: str, wave: str, step: uuid.UUID) -> str:
    """Show a step as a form."""
    place, asked, found = _to_change(programme, practice, wave, step)
    return _ask(place, asked, StepForm(found))


@blueprint.post(STEP)
def plan_edit_step(programme: str, practice: str, wave: str, step: uuid.UUID) -> ResponseReturnValue:
    """Change a step, or say beside each field what stands against it; one that is gone can be added."""
    if plans.is_gone(step):
        place, asked = _to_add(programme, practice, wave)
        form = StepForm()
        form.page_error = GONE
        return _ask(place, asked, form), HTTPStatus.CONFLICT
    place, asked, found = _to_change(programme, practice, wave, step)
    form = StepForm(found)
    if not form.check(_today()):
        return _ask(place, asked, form), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_stale():
        form.page_error = CHANGED
        return _ask(place, asked, form), HTTPStatus.CONFLICT
    change_step(found, form.content, signed_in())
    db.session.commit()
    flash("The step is saved.")
    return _back(place, asked)


@blueprint.post(f"{STEP}/move")
def plan_move(programme: str, practice: str, wave: str, step: uuid.UUID) -> ResponseReturnValue:
    """Move a step of this wave's plan up or down by one place."""
    place, asked, found = _to_change(programme, practice, wave, step)
    direction: Direction = "up" if request.form.get("direction") == "up" else "down"
    moved = move_step(place, found, direction, signed_in())
    db.session.commit()
    flash(f"“{found.goal}” is moved {direction}." if moved else f"“{found.goal}” stays where it is.")
    return _back(place, asked)


@blueprint.get(f"{STEP}/remove")
def plan_remove(programme: str, practice: str, wave: str, step: uuid.UUID) -> str:
    """Ask whether a step is to be removed, and show what would go."""
    place, asked, found = _to_change(programme, practice, wave, step)
    return render_template(
        "practice/plan_remove.html", practice=place, wave=asked, step=found, trail=_trail_below(place, asked)
    )


@blueprint.post(f"{STEP}/remove")
def plan_remove_step(programme: str, practice: str, wave: str, step: uuid.UUID) -> ResponseReturnValue:
    """Remove a step for good."""
    if plans.is_gone(step):
        flash("That step is removed already.")
        return _back(*_to_add(programme, practice, wave))
    place, asked, found = _to_change(programme, practice, wave, step)
    remove_step(place, found, signed_in())
    db.session.commit()
    flash(f"“{found.goal}” is removed from the plan.")
    return _back(place, asked)


def _to_read(programme: str, practice: str, wave: str) -> tuple[Practice, Wave]:
    place = practice_queries.for_user(signed_in(), programme, practice)
    return place, waves.of_practice(place, wave)


def _to_plan(programme: str, practice: str) -> Practice:
    """Return a practice that the user manages, its plan held where the request is to change it."""
    place = plans.practice_to_plan(signed_in(), programme, practice)
    if request.method == "POST":
        plans.hold(place)
    return place


def _to_add(programme: str, practice: str, wave: str) -> tuple[Practice, Wave]:
    """Return a practice that the user manages and a closed wave. Raises WaveStateError for an open one."""
    place = _to_plan(programme, practice)
    asked = waves.of_practice(place, wave)
    if asked.state is not WaveState.CLOSED:
        raise WaveStateError(f"Wave {asked.label} is {asked.state}; steps are planned when it is closed.")
    return place, asked


def _to_change(programme: str, practice: str, wave: str, step: uuid.UUID) -> tuple[Practice, Wave, PlanStep]:
    place = _to_plan(programme, practice)
    asked = waves.of_practice(place, wave)
    return place, asked, plans.step(place, asked, step)


def _action(action_id: str, practice: Practice) -> Action | None:
    """Return an action, None for no id. Raises NotFoundError for one that is not for practices."""
    word = practice.programme.words["link_practitioner"]
    action = actions.action_for_practices(action_id, word)
    if action_id and action is None:
        raise NotFoundError(f"no action {action_id!r} for practices")
    return action


def _ask(practice: Practice, wave: Wave, form: StepForm) -> str:
    step = form.step
    word = practice.programme.words["link_practitioner"]
    action = actions.action_for_practices((step.action_id if step else form.action.data) or "", word)
    return render_template(
        "practice/plan_edit.html" if step else "practice/plan_add.html",
        practice=practice,
        wave=wave,
        form=form,
        action=action,
        source=actions.source_in_words(action) if action else None,
        stored=content_of(step) if step else None,
        states=STATES,
        trail=_trail_below(practice, wave),
    )


def _back(practice: Practice, wave: Wave) -> ResponseReturnValue:
    return redirect(_address(practice, wave), 303)


def _address(practice: Practice, wave: Wave) -> str:
    slug = practice.programme.slug
    return url_for("practice.plan", programme=slug, practice=practice.slug, wave=wave.label)


def _trail(practice: Practice, wave: Wave) -> tuple[trail.Step, ...]:
    return trail.below_results(signed_in(), practice, wave)


def _trail_below(practice: Practice, wave: Wave) -> tuple[trail.Step, ...]:
    return (*_trail(practice, wave), ("What to do next", _address(practice, wave)))


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
