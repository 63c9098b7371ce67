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
from app.operations.schedule_reminders import MOST_REMINDERS, first_wrong, schedule_reminders
from app.programme.not_open import not_open
from app.programme.routes import blueprint
from app.queries import opening as wave_queries
from app.queries.paging import page_of

WAVE = "/programmes/<programme>/waves/<wave>"
OVER = frozenset({WaveState.CLOSING, WaveState.CLOSED})


@blueprint.get(f"{WAVE}/opening")
def opening(programme: str, wave: str) -> str:
    """Show what opening the wave means: who is asked, and what to look at before."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    is_draft, today = asked.state is WaveState.DRAFT, _today()
    plans = plan_opening(asked, today) if is_draft else ()
    mail_is_on = _mail_is_on()
    look_first = sorted(plans, key=lambda plan: not plan.warnings)  # and by name among themselves
    return render_template(
        "programme/opening.html",
        wave=asked,
        is_draft=is_draft,
        page=page_of(look_first, request.args.get("page", 1, type=int)),
        to_look_at=sum(bool(plan.warnings) for plan in plans),
        invited=sum(len(plan.invited) for plan in plans),
        without_mail=sum(plan.without_mail(mail_is_on=mail_is_on) for plan in plans),
        days=(asked.closes_on - today).days,
        mail_is_on=mail_is_on,
    )


@blueprint.post(f"{WAVE}/opening")
def open_it(programme: str, wave: str) -> ResponseReturnValue:
    """Open the wave."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    open_wave(asked, _today(), signed_in())
    db.session.commit()
    flash(f"Wave {asked.label} is open.")
    return redirect(url_for("programme.comparison", programme=programme, wave=wave), 303)


@blueprint.get(f"{WAVE}/reminders")
def reminders(programme: str, wave: str) -> str:
    """Show when reminders are sent."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    if asked.state in OVER:
        return not_open(asked)
    return _reminders(asked, [str(day) for day in asked.reminder_days])


@blueprint.post(f"{WAVE}/reminders")
def reminders_save(programme: str, wave: str) -> ResponseReturnValue:
    """Change when reminders are sent."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    given = [request.form.get(f"day-{number}", "").strip() for number in range(1, MOST_REMINDERS + 1)]
    if asked.state in OVER:
        raise WaveStateError(f"Wave {wave} is {asked.state}; nobody is reminded.")
    error = schedule_reminders(asked, [day for day in given if day], signed_in())
    if error:
        return _reminders(asked, given, error), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    flash("The reminders are saved.")
    return redirect(url_for("programme.comparison", programme=programme, wave=wave), 303)


def _reminders(wave: Wave, days: list[str], error: str | None = None) -> str:
    filled = [*days, *[""] * MOST_REMINDERS][:MOST_REMINDERS]
    return render_template(
        "programme/reminders.html",
        wave=wave,
        days=filled,
        error=error,
        wrong=first_wrong(filled, (wave.closes_on - wave.opens_on).days) if error else None,
        mail_is_on=_mail_is_on(),
    )


def _mail_is_on() -> bool:
    is_on: bool = current_app.extensions["settings"].mail_is_on
    return is_on


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
