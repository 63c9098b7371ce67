"""Closing a wave: what it means, the button, how far it has come, and reports that could not be made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Wave, WaveState
from app.operations.ask_to_close import ask_to_close
from app.operations.make_report_again import make_reports_again
from app.programme.progress_page import standing
from app.programme.routes import blueprint
from app.queries import closing as queries
from app.queries import opening
from app.queries.closing import Reports

WAVE = "/programmes/<programme>/waves/<wave>"
EARLY = "Tick the box if the wave is to be closed before its last day"


@dataclass(frozen=True, slots=True)
class Work:
    """How far the worker is with closing a wave."""

    is_waiting: bool
    has_failed: bool
    is_given_up: bool
    tries: int


@blueprint.get(f"{WAVE}/closing")
def closing(programme: str, wave: str) -> str:
    """Say what closing the wave means; once that was asked for, how far it has come."""
    return _show(opening.wave_to_lead(signed_in(), programme, wave))


@blueprint.post(f"{WAVE}/closing")
def close_it(programme: str, wave: str) -> ResponseReturnValue:
    """Take no more answers, and have the worker publish the results."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    if asked.state is WaveState.OPEN and asked.closes_on >= _today() and not request.form.get("early"):
        return _show(asked, EARLY), HTTPStatus.UNPROCESSABLE_ENTITY
    if not ask_to_close(asked, signed_in(), MOST_ATTEMPTS):
        flash("Closing was asked for already.")
    db.session.commit()
    return redirect(url_for("programme.closing", programme=programme, wave=wave), 303)


@blueprint.post(f"{WAVE}/reports")
def make_reports(programme: str, wave: str) -> ResponseReturnValue:
    """Have all reports of a wave made again that could not be made."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    if not make_reports_again(asked, signed_in(), MOST_ATTEMPTS):
        flash("No report waits to be made again.")
    db.session.commit()
    return redirect(url_for("programme.closing", programme=programme, wave=wave), 303)


def _show(wave: Wave, error: str | None = None) -> str:
    is_open, today = wave.state is WaveState.OPEN, _today()
    return render_template(
        "programme/closing.html",
        wave=wave,
        state=wave.state.value,
        standing=standing(wave, today) if is_open else None,
        is_early=wave.closes_on >= today,
        work=_work(wave) if wave.state is WaveState.CLOSING else None,
        reports=_reports(wave) if wave.state is WaveState.CLOSED else None,
        error=error,
    )


def _work(wave: Wave) -> Work:
    row = queries.work(wave)
    tries = row.attempts if row else 0
    failed = row is not None and row.last_error is not None
    return Work(tries == 0, failed, queries.was_given_up(wave, MOST_ATTEMPTS), tries)


def _reports(wave: Wave) -> Reports:
    return queries.reports(wave, MOST_ATTEMPTS)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
