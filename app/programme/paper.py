"""Typing in paper forms: leads only. Every form is entered twice, and differences are shown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.disclosure.threshold import comments_from
from app.drafts import Stored
from app.errors import WaveStateError
from app.models import Wave, WaveState
from app.operations.transcribe import Entered, PaperSheet, enter, find_sheet, first_entry, may_type_in
from app.programme.not_open import not_open
from app.programme.routes import blueprint
from app.queries import opening as wave_queries
from app.queries import tracking
from app.survey.forms import SectionForm
from questionnaires import catalogue
from questionnaires.types import Attribution

WAVE = "/programmes/<programme>/waves/<wave>"
NONE = "Enter the code on the form"
WRONG = "This code is of no card of this wave for that questionnaire. Check both"
NOT_TAKEN = "This form cannot be counted: its card was replaced, or the wave is over."
DONE = (
    "Both entries are the same: the form is done. It counts, unless its card's owner sent answers before: "
    "then those count. Destroy the paper now."
)
PRINTED = (
    "You printed the card with this code, so you would know whose form it is. "
    "Another lead of the programme types it in, or the practice manager prints a new card"
)
CONSENT = "Tick the box if it is ticked on the form; without it the form must not be typed in"


@blueprint.get(f"{WAVE}/paper")
def paper(programme: str, wave: str) -> str:
    """Ask for the code on a paper form."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    return _ask(asked) if asked.state is WaveState.OPEN else not_open(asked)


@blueprint.post(f"{WAVE}/paper")
def paper_find(programme: str, wave: str) -> ResponseReturnValue:
    """Show the questionnaire of a code, empty, for the first or the second entry."""
    asked = _open_wave(programme, wave)
    sheet = _sheet(asked)
    if not isinstance(sheet, PaperSheet):
        return _ask(asked, sheet), HTTPStatus.UNPROCESSABLE_ENTITY
    return _show(asked, sheet, _forms(sheet, asked, {}), again=_before(sheet) is not None)


@blueprint.post(f"{WAVE}/paper/entry")
def paper_enter(programme: str, wave: str) -> ResponseReturnValue:
    """Take an entry: the first is kept, a second that is the same is sent, any other is shown beside it."""
    asked = _open_wave(programme, wave)
    sheet = _sheet(asked)
    if not isinstance(sheet, PaperSheet):
        return _ask(asked, sheet), HTTPStatus.UNPROCESSABLE_ENTITY
    forms, before = _forms(sheet, asked, {}, posted=True), _before(sheet)
    consent = _lacks_consent(sheet)
    valid = [form.validate() for form in forms]
    if consent or not all(valid):
        page = _show(asked, sheet, forms, again=before is not None, consent_error=consent)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    answers = {name: kept for form in forms for name, kept in form.kept.items()}
    outcome = enter(sheet, answers, signed_in(), _link_key(), _today())
    if outcome is Entered.NOT_TAKEN:
        db.session.rollback()
        flash(NOT_TAKEN)
        return redirect(_address(programme, wave), 303)
    db.session.commit()
    if outcome is Entered.SENT:
        flash(DONE)
        return redirect(_address(programme, wave), 303)
    if outcome is Entered.FIRST:
        return _show(asked, sheet, _forms(sheet, asked, {}), again=True)
    for form in forms:
        form.mark_conflicts(before or {})
    return _show(asked, sheet, forms, again=True, different=True), HTTPStatus.CONFLICT


def _open_wave(programme: str, label: str) -> Wave:
    wave = wave_queries.wave_to_lead(signed_in(), programme, label)
    if wave.state is not WaveState.OPEN:
        raise WaveStateError(f"Wave {label} is {wave.state}; forms are typed in while it is open.")
    return wave


def _sheet(wave: Wave) -> PaperSheet | str:
    """Return the sheet of the code that was sent, or why it cannot be typed in."""
    code, instrument = _code(), request.form.get("instrument", "")
    if not code:
        return NONE
    sheet = find_sheet(wave, code, instrument, _link_key())
    if sheet is None:
        return WRONG
    return sheet if may_type_in(sheet, signed_in()) else PRINTED


def _code() -> str:
    return request.form.get("code", "")[:40].strip()


def _before(sheet: PaperSheet) -> Mapping[str, Stored] | None:
    return first_entry(sheet, _link_key())


def _forms(
    sheet: PaperSheet, wave: Wave, stored: Mapping[str, Stored], *, posted: bool = False
) -> Sequence[SectionForm]:
    least = str(comments_from(wave.minimum_group))
    words = {
        **wave.programme.words,
        "practice": sheet.participant.practice.name,
        "comments_from": least,
    }
    sent = request.form if posted else None
    return [SectionForm(section, words, stored, sent) for section in sheet.instrument.sections]


def _lacks_consent(sheet: PaperSheet) -> str | None:
    by_role = sheet.instrument.attribution is Attribution.ROLE
    return CONSENT if by_role and not request.form.get("consent") else None


def _link_key() -> str:
    key: str = current_app.extensions["settings"].link_key
    return key


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _address(programme: str, wave: str) -> str:
    return url_for("programme.paper", programme=programme, wave=wave)


def _ask(wave: Wave, error: str | None = None) -> str:
    typed = tracking.typed_in(wave, before=_today())
    words = {**wave.programme.words, "practice": "the practice"}
    forms = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    return render_template(
        "programme/paper.html",
        wave=wave,
        forms=[(each.id, each.title.render(words)) for each in forms],
        error=error,
        code=_code(),
        instrument=request.form.get("instrument", ""),
        typed=typed if typed >= wave.minimum_group else None,
    )


def _show(
    wave: Wave,
    sheet: PaperSheet,
    forms: Sequence[SectionForm],
    *,
    again: bool,
    different: bool = False,
    consent_error: str | None = None,
) -> str:
    errors = [
        {"text": error, "href": f"#{field.name}"}
        for form in forms
        for field in form
        for error in field.errors
    ]
    if consent_error:
        errors.insert(0, {"text": consent_error, "href": "#consent"})
    words = {**wave.programme.words, "practice": sheet.participant.practice.name}
    return render_template(
        "programme/paper_entry.html",
        wave=wave,
        title=sheet.instrument.title.render(words),
        sections=[(form.section.title.render(words), form) for form in forms],
        code=_code(),
        instrument=sheet.instrument.id,
        again=again,
        different=different,
        by_role=sheet.instrument.attribution is Attribution.ROLE,
        consent_error=consent_error,
        errors=errors,
    )
