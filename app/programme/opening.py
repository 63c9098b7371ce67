"""Opening a wave, and its reminders: leads only."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import WaveStateError
from app.models import Wave, WaveState
from app.operations.open_wave import open_wave, plan_opening
from app.operations.schedule_reminders import MOST_REMINDERS, schedule_reminders
from app.programme.routes import blueprint
from app.queries import opening as wave_queries

WAVE = "/programmes/<programme>/waves/<wave>"


@blueprint.get(f"{WAVE}/opening")
def opening(programme: str, wave: str) -> str:
    """Show what opening the wave means: who is asked, and what to look at before."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    is_draft = asked.state is WaveState.DRAFT
    plans = plan_opening(asked) if is_draft else ()
    return render_template(
        "programme/opening.html",
        wave=asked,
        is_draft=is_draft,
        plans=plans,
        invited=sum(len(plan.invited) for plan in plans),
        without_mail=sum(plan.without_mail for plan in plans),
        mail_is_on=_mail_is_on(),
    )


@blueprint.post(f"{WAVE}/opening")
def open_it(programme: str, wave: str) -> ResponseReturnValue:
    """Open the wave."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    open_wave(asked, datetime.datetime.now(datetime.UTC).date())
    db.session.commit()
    flash(f"Wave {asked.label} is open.")
    return redirect(url_for("programme.comparison", programme=programme, wave=wave), 303)


@blueprint.get(f"{WAVE}/reminders")
def reminders(programme: str, wave: str) -> str:
    """Show when reminders are sent."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    return _reminders(asked, [str(day) for day in asked.reminder_days])


@blueprint.post(f"{WAVE}/reminders")
def reminders_save(programme: str, wave: str) -> ResponseReturnValue:
    """Change when reminders are sent."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    given = [request.form.get(f"day-{number}", "").strip()[:4] for number in range(1, MOST_REMINDERS + 1)]
    error = schedule_reminders(asked, [day for day in given if day], signed_in())
    if error:
        return _reminders(asked, given, error), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    flash("The reminders are saved.")
    return redirect(url_for("programme.comparison", programme=programme, wave=wave), 303)


def _reminders(wave: Wave, days: list[str], error: str | None = None) -> str:
    if wave.state is WaveState.CLOSED:
        raise WaveStateError(f"Wave {wave.label} is closed; nobody is reminded.")
    filled = [*days, *[""] * MOST_REMINDERS][:MOST_REMINDERS]
    return render_template(
        "programme/reminders.html", wave=wave, days=filled, error=error, mail_is_on=_mail_is_on()
    )


def _mail_is_on() -> bool:
    is_on: bool = current_app.extensions["settings"].mail_is_on
    return is_on
