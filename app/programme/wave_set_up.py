"""Setting up a wave before it opens: looking at it, making a new one, changing it, deleting it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import WaveStateError
from app.models import PracticeChoice, Programme, Wave, WaveState
from app.operations.create_wave import create_wave
from app.operations.edit_wave import delete_wave, draft, edit_wave
from app.operations.wave_plan import plan_of, revision
from app.programme import wave_words
from app.programme.routes import blueprint
from app.programme.wave_checks import check
from app.programme.wave_form import CHANGED, PRACTICES_BY, WaveForm, reminder_fields
from app.programme.wave_offer import Offer, offer
from app.queries import opening, programmes, snapshots, waves

WAVE = "/programmes/<programme>/waves/<wave>"
NUMBERED = re.compile(r"(.*?)(\d{1,6})")


@blueprint.get(f"{WAVE}/set-up")
def wave_set_up(programme: str, wave: str) -> str:
    """Show what is set up of a wave: whom it asks what, until when, and who will see what."""
    followed = programmes.for_user(signed_in(), programme)
    asked = waves.of_programme(followed, wave)
    is_draft = asked.state is WaveState.DRAFT
    count = opening.count_practices(asked, _today())
    roles = wave_words.roles_of(asked)
    return render_template(
        "programme/wave_set_up.html",
        wave=asked,
        dates=wave_words.dates_in_words(asked, snapshots.published_days([asked]).get(asked.id)),
        is_draft=is_draft,
        leads=programmes.leads(signed_in(), followed),
        practices=count,
        practices_in_words=wave_words.practices_in_words(asked, count),
        instruments=wave_words.instruments_of(asked),
        groups=wave_words.groups_of(roles),
        asked_nothing=wave_words.asked_nothing(roles),
        rule=wave_words.rule_of(asked),
        who_sees_what=wave_words.who_sees_what(asked),
        advice=wave_words.advice(asked, count) if is_draft else (),
    )


@blueprint.get("/programmes/<programme>/new-wave")
def wave_new(programme: str) -> str:
    """Ask for everything that a new wave needs, with proposals from the last one."""
    of = opening.programme_to_lead(signed_in(), programme)
    return _ask(of, _new_form(of, waves.all_of_programme(of)), None)


@blueprint.post("/programmes/<programme>/new-wave")
def wave_create(programme: str) -> ResponseReturnValue:
    """Set up a new wave, or say beside each field what stands against it."""
    of = opening.programme_to_lead(signed_in(), programme, hold=True)
    there = waves.all_of_programme(of)
    form = _new_form(of, there)
    if not check(form, _today(), [each.label for each in there], of.minimum_group):
        return _ask(of, form, None), HTTPStatus.UNPROCESSABLE_ENTITY
    wave = create_wave(of, form.plan, signed_in())
    db.session.commit()
    flash(f"Wave {wave.label} is set up. Nobody is asked before you open it.")
    return redirect(_address(wave), 303)


@blueprint.get(f"{WAVE}/edit")
def wave_edit(programme: str, wave: str) -> str:
    """Show a wave in preparation as a form; of one that was opened, what can still be changed."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    of = asked.programme
    form = WaveForm(offer(of, _today()), plan_of(asked)) if asked.state is WaveState.DRAFT else None
    return _ask(of, form, asked)


@blueprint.post(f"{WAVE}/edit")
def wave_save(programme: str, wave: str) -> ResponseReturnValue:
    """Change a wave in preparation, or say beside each field what stands against it."""
    of = opening.programme_to_lead(signed_in(), programme, hold=True)
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    try:
        draft(asked)
    except WaveStateError:
        typed = WaveForm(offer(of, _today()), None).typed
        return _ask(of, None, asked, typed), HTTPStatus.CONFLICT
    form = WaveForm(offer(of, _today()), plan_of(asked))
    others = [each.label for each in waves.all_of_programme(of) if each.id != asked.id]
    sound = check(form, _today(), others, of.minimum_group)
    if form.revision.data != (now := revision(plan_of(asked))):
        form.revision.data = now
        form.refuse("label", CHANGED)
        sound = False
    if not sound:
        return _ask(of, form, asked), HTTPStatus.UNPROCESSABLE_ENTITY
    edit_wave(asked, form.plan, signed_in())
    db.session.commit()
    flash(f"Wave {asked.label} is saved.")
    return redirect(_address(asked), 303)


@blueprint.get(f"{WAVE}/delete")
def wave_delete(programme: str, wave: str) -> str:
    """Ask whether a wave in preparation is to be deleted."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    is_draft = asked.state is WaveState.DRAFT
    coded = opening.has_evidence(asked)
    return render_template("programme/wave_delete.html", wave=asked, is_draft=is_draft, has_evidence=coded)


@blueprint.post(f"{WAVE}/delete")
def wave_remove(programme: str, wave: str) -> ResponseReturnValue:
    """Delete a wave in preparation."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    delete_wave(asked, signed_in())
    db.session.commit()
    flash(f"Wave {wave} is deleted.")
    return redirect(url_for("programme.waves", programme=programme), 303)


def next_label(labels: Sequence[str]) -> str:
    """Return the label to propose after ``labels``, the latest first: the next number.

    >>> next_label(["P2", "P1"]), next_label(["Pulse", "W9"]), next_label(["Pilot"]), next_label([])
    ('P3', 'W10', 'W2', 'W1')
    """
    last = next(filter(None, map(NUMBERED.fullmatch, labels)), None)
    known = {label.casefold() for label in labels}
    prefix, number = (last[1], int(last[2]) + 1) if last else ("W", len(labels) + 1)
    while f"{prefix}{number}".casefold() in known:
        number += 1
    return f"{prefix}{number}"


def _new_form(of: Programme, there: Sequence[Wave]) -> WaveForm:
    """Return the form of a new wave, with what the programme's last wave had."""
    choices = offer(of, _today())
    last = there[0] if there else None
    used = [f"{row.instrument_id} {row.version}" for row in last.instruments] if last else []
    surveys = [each.value for each in choices.surveys]
    rule = f"{last.rule_id} {last.rule_version}" if last else _newest_rule(choices)
    return WaveForm(
        choices,
        None,
        label=next_label([each.label for each in there]),
        survey=next((value for value in used if value in surveys), None),
        modules=[value for value in used if value not in surveys],
        practices_by=PracticeChoice.ALL.value,
        minimum_group=str(max(of.minimum_group, last.minimum_group if last else 0)),
        rule=rule,
        **reminder_fields(last.reminder_days if last else (7, 14)),
    )


def _newest_rule(choices: Offer) -> str:
    return f"{choices.rules[0].id} {choices.rules[0].version}"


def _ask(
    of: Programme, form: WaveForm | None, wave: Wave | None, typed: Sequence[tuple[str, str]] = ()
) -> str:
    """Show the form; without one, that the wave was opened, with what was ``typed`` before that was known."""
    return render_template(
        "programme/wave_edit.html" if wave else "programme/wave_new.html",
        programme=of,
        wave=wave,
        form=form,
        typed=typed,
        practices_by={choice.value: words for choice, words in PRACTICES_BY.items()},
        rules=[(f"{rule.id} {rule.version}", wave_words.rule_in_words(rule)) for rule in form.offer.rules]
        if form
        else [],
    )


def _address(wave: Wave) -> str:
    return url_for("programme.wave_set_up", programme=wave.programme.slug, wave=wave.label)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
