"""Opening a wave: what it means, and the button that does what was shown. Leads only."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import OpeningChangedError
from app.models import Wave, WaveState
from app.operations.open_wave import open_wave
from app.operations.opening_revision import parts_of_opening
from app.operations.plan_opening import not_before, plan_opening
from app.programme.routes import blueprint
from app.queries import opening as wave_queries
from app.queries.paging import page_of
from app.revisions import revision_of

WAVE = "/programmes/<programme>/waves/<wave>"


@blueprint.get(f"{WAVE}/opening")
def opening(programme: str, wave: str) -> str:
    """Show what opening the wave means: who is asked, and what to look at before."""
    return _opening(wave_queries.wave_to_lead(signed_in(), programme, wave))


@blueprint.post(f"{WAVE}/opening")
def open_it(programme: str, wave: str) -> ResponseReturnValue:
    """Open the wave, if that is still what was shown."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    try:
        open_wave(asked, _today(), signed_in(), seen=request.form.get("revision", ""))
    except OpeningChangedError as error:
        return _opening(asked, str(error)), HTTPStatus.CONFLICT
    db.session.commit()
    flash(f"Wave {asked.label} is open.")
    return redirect(url_for("programme.comparison", programme=programme, wave=wave), 303)


def _opening(wave: Wave, changed: str | None = None) -> str:
    is_draft, today = wave.state is WaveState.DRAFT, _today()
    plans = plan_opening(wave, today) if is_draft else ()
    mail_is_on = _mail_is_on()
    look_first = sorted(plans, key=lambda plan: not plan.warnings)  # and by name among themselves
    return render_template(
        "programme/opening.html",
        wave=wave,
        changed=changed,
        revision=revision_of(parts_of_opening(wave, plans)) if is_draft else None,
        is_draft=is_draft,
        page=page_of(look_first, request.args.get("page", 1, type=int)),
        to_look_at=sum(bool(plan.warnings) for plan in plans),
        invited=sum(len(plan.invited) for plan in plans),
        without_mail=sum(plan.without_mail(mail_is_on=mail_is_on) for plan in plans),
        not_before=not_before(plans),
        too_often=sum(plan.free_from is not None for plan in plans),
        days=(wave.closes_on - today).days,
        mail_is_on=mail_is_on,
    )


def _mail_is_on() -> bool:
    is_on: bool = current_app.extensions["settings"].mail_is_on
    return is_on


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
