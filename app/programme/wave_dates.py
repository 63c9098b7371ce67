"""The last day of an open wave: given more time, or less."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField

from app.admission import signed_in
from app.date_parts import DateParts
from app.db import db
from app.errors import WaveStateError
from app.models import Wave, WaveState
from app.operations.edit_wave import change_last_day
from app.programme.not_open import not_open
from app.programme.routes import blueprint
from app.queries import opening

CHANGED = (
    "The last day was changed meanwhile, and {:%-d %B %Y} was saved here. "
    "What you entered is kept and not saved yet: save again to replace it"
)
WAVE = "/programmes/<programme>/waves/<wave>"


class LastDayForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The day until which answers are taken."""

    closes = FormField(DateParts, "Last day")
    revision = HiddenField()

    def __init__(self, wave: Wave) -> None:
        """Show the last day of a wave, or what was sent."""
        super().__init__(revision=wave.closes_on.isoformat())
        if not self.is_submitted():
            self.closes.form.say(wave.closes_on)

    def check(self, wave: Wave, today: datetime.date) -> bool:
        """Return whether it is a day after today, and another one than before, which whoever sent it saw."""
        self.validate()
        day = self.closes.form
        day.read("the last day", today)
        if day.date and day.date <= today:
            day.refuse("The last day must lie after today: whoever is answering now has until then")
        elif day.date == wave.closes_on:
            day.refuse("This is the last day already. Choose another one, or leave it as it is")
        elif day.problem is None and self.revision.data != (now := wave.closes_on.isoformat()):
            self.revision.data = now
            day.refuse(CHANGED.format(wave.closes_on))
        return day.problem is None


@blueprint.get(f"{WAVE}/dates")
def wave_dates(programme: str, wave: str) -> str:
    """Ask until when answers are taken."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    if asked.state is not WaveState.OPEN:
        return not_open(asked)
    return _ask(asked, LastDayForm(asked))


@blueprint.post(f"{WAVE}/dates")
def wave_dates_save(programme: str, wave: str) -> ResponseReturnValue:
    """Change until when answers are taken."""
    opening.programme_to_lead(signed_in(), programme, hold=True)
    asked = _open_wave(programme, wave)
    form, today = LastDayForm(asked), _today()
    if not form.check(asked, today):
        return _ask(asked, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_last_day(asked, form.closes.form.date, today, signed_in())
    db.session.commit()
    flash(f"Answers are taken until {asked.closes_on:%-d %B %Y}.")
    return redirect(url_for("programme.comparison", programme=programme, wave=wave), 303)


def _open_wave(programme: str, label: str) -> Wave:
    wave = opening.wave_to_lead(signed_in(), programme, label)
    if wave.state is not WaveState.OPEN:
        raise WaveStateError(f"Wave {label} is {wave.state}; only the last day of an open one changes.")
    return wave


def _ask(wave: Wave, form: LastDayForm) -> str:
    return render_template("programme/wave_dates.html", wave=wave, closes=form.closes.form, form=form)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
