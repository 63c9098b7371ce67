"""When the people of a wave who have not answered are reminded: leads only."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import WaveStateError
from app.models import Wave, WaveState
from app.operations.schedule_reminders import MOST_REMINDERS, first_wrong, schedule_reminders
from app.programme.not_open import not_open
from app.programme.routes import blueprint
from app.queries import opening

WAVE = "/programmes/<programme>/waves/<wave>"
OVER = frozenset({WaveState.CLOSING, WaveState.CLOSED})
CHANGED = (
    "The reminders were changed meanwhile, and {} was saved here. "
    "What you entered is kept and not saved yet: save again to replace it"
)


@blueprint.get(f"{WAVE}/reminders")
def reminders(programme: str, wave: str) -> str:
    """Show when reminders are sent."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    if asked.state in OVER:
        return not_open(asked)
    return _show(asked, _revision(asked), [str(day) for day in asked.reminder_days])


@blueprint.post(f"{WAVE}/reminders")
def reminders_save(programme: str, wave: str) -> ResponseReturnValue:
    """Change when reminders are sent, unless that would undo unseen what was saved meanwhile."""
    opening.programme_to_lead(signed_in(), programme, hold=True)
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    given = [request.form.get(f"day-{number}", "").strip() for number in range(1, MOST_REMINDERS + 1)]
    if asked.state in OVER:
        raise WaveStateError(f"Wave {wave} is {asked.state}; nobody is reminded.")
    now, before = _revision(asked), _in_words(asked.reminder_days)
    seen = request.form.get("revision", now)
    error = schedule_reminders(asked, [day for day in given if day], signed_in())
    if error:
        wrong = first_wrong(given, (asked.closes_on - asked.opens_on).days)
        return _show(asked, seen, given, error, wrong), HTTPStatus.UNPROCESSABLE_ENTITY
    if now not in {seen, _revision(asked)}:
        db.session.rollback()
        return _show(asked, now, given, CHANGED.format(before)), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    flash("The reminders are saved.")
    return redirect(url_for("programme.comparison", programme=programme, wave=wave), 303)


def _revision(wave: Wave) -> str:
    """Return what tells two states of the reminders apart."""
    return ",".join(map(str, wave.reminder_days))


def _in_words(days: Sequence[int]) -> str:
    """Return when reminders are sent.

    >>> _in_words([7, 14]), _in_words([])
    ('“7 and 14 days after opening”', '“no reminder”')
    """
    return f"“{' and '.join(map(str, days))} days after opening”" if days else "“no reminder”"


def _show(wave: Wave, revision: str, days: Sequence[str], error: str | None = None, wrong: int = 0) -> str:
    return render_template(
        "programme/reminders.html",
        wave=wave,
        revision=revision,
        days=[*days, *[""] * MOST_REMINDERS][:MOST_REMINDERS],
        error=error,
        wrong=wrong,
        mail_is_on=current_app.extensions["settings"].mail_is_on,
    )
