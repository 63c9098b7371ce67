"""Coding the cells of one practice. Leads read them; what two people code at once is shown, not lost."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.evaluator.aspects import ASPECTS, said
from app.evaluator.cells_form import CellForm, CellsForm, base_of, cell_data, cells_form
from app.evaluator.guard import blueprint, wave_to_code, wave_to_read
from app.evaluator.matrix_page import rows_of
from app.evaluator.quoting import Quotation, quotation, quote
from app.models import Practice, Wave
from app.operations.code_evidence import code_evidence
from app.queries import evidence
from app.queries.evidence import Cells, CodedCell
from app.revisions import fingerprint

PLACE = "/evidence/<programme>/<wave>/<practice>/"
PROBLEM = "There is a problem"
CHANGED = "This practice was coded while you did. Nothing is saved yet: look at the cells below"


@blueprint.route(PLACE, methods=["GET", "POST"])
def cells(programme: str, wave: str, practice: str) -> ResponseReturnValue:
    """Code the cells of a practice, all in one form; leads read them."""
    read = wave_to_read(programme, wave)
    place = evidence.practice_of_wave(read, practice)
    if request.method == "POST":
        return _save(wave_to_code(programme, wave), place)
    stored = evidence.cells(read, [place.id]).get(place.id, {})
    if not evidence.may_code(signed_in(), read.programme):
        return _read(read, place, stored)
    form, quoted = cells_form(stored), quotation(read, place)
    if quoted:
        quote(form, quoted, read)
    return _show(read, place, form, stored, quoted=quoted)


def _save(wave: Wave, practice: Practice) -> ResponseReturnValue:
    """Keep what was sent, or say beside each field what stands against it."""
    evidence.hold(wave)
    stored = evidence.cells(wave, [practice.id]).get(practice.id, {})
    form = cells_form(stored)
    valid = form.validate()
    if mark_conflicts(form, stored):
        return _show(wave, practice, form, stored, CHANGED), HTTPStatus.CONFLICT
    if not valid:
        return _show(wave, practice, form, stored), HTTPStatus.UNPROCESSABLE_ENTITY
    changes = {(practice.id, aspect.id): cell.coding for aspect, cell in form.cells()}
    changed = code_evidence(wave, changes, signed_in(), _today())
    db.session.commit()
    flash(f"Saved. {count(changed)} changed.")
    return redirect(request.path, 303)


@blueprint.route(f"{PLACE}clear", methods=["GET", "POST"])
def clear(programme: str, wave: str, practice: str) -> ResponseReturnValue:
    """Ask whether all cells of a practice are to be emptied; empty those that were shown, and no others."""
    coded = wave_to_code(programme, wave)
    place = evidence.practice_of_wave(coded, practice)
    if request.method == "GET":
        return _ask(coded, place)
    evidence.hold(coded)
    stored = evidence.cells(coded, [place.id]).get(place.id, {})
    if request.form.get("revision") != revision(stored):
        return _ask(coded, place, changed=True), HTTPStatus.CONFLICT
    cleared = code_evidence(coded, {(place.id, each): None for each in stored}, signed_in(), _today())
    db.session.commit()
    flash(f"Cleared. {count(cleared)} changed.")
    return redirect(url_for("evaluator.cells", programme=programme, wave=wave, practice=practice), 303)


def mark_conflicts(form: CellsForm, stored: Cells) -> bool:
    """Note beside each cell that somebody else changed meanwhile what it holds; return whether there is one.

    A cell that was left alone here then shows what the other coded; one that was changed here too keeps what
    was sent. Both are saved by the next save.
    """
    found = False
    for aspect, cell in form.cells():
        other = stored.get(aspect.id)
        if cell.was_made_of(other) or not cell.differs_from(other):
            continue
        found = True
        _mark_conflict(cell, other)
    return found


def _mark_conflict(cell: CellForm, other: CodedCell | None) -> None:
    who = other.coder if other and other.coder else "somebody else"
    now = f"“{said(other.mark)}” (source: “{other.source}”)" if other else f"“{said(None)}”"
    if cell.is_touched:
        advice = "What you entered is kept here: save to use it, or change it."
    else:
        advice = "You left this cell alone, so it shows that now."
        for name, value in cell_data(other).items():
            cell[name].data = value
    cell.base.data = base_of(other)
    cell.mark.errors = (f"Meanwhile {who} changed this to {now}. {advice}",)


def revision(stored: Cells) -> str:
    """Return what tells two states of a practice's cells apart."""
    return fingerprint([(aspect.id, base_of(stored.get(aspect.id))) for aspect in ASPECTS])


def count(cells_changed: int) -> str:
    """Return a number of cells in words."""
    return (
        "No cell was" if not cells_changed else f"{cells_changed} {'cell' if cells_changed == 1 else 'cells'}"
    )


def _read(wave: Wave, practice: Practice, stored: Cells) -> str:
    return render_template(
        "evaluator/read_cells.html",
        wave=wave,
        practice=practice,
        row=rows_of(wave, [practice])[0],
        cells=[(aspect, stored.get(aspect.id)) for aspect in ASPECTS],
        said=said,
    )


def _show(
    wave: Wave,
    practice: Practice,
    form: CellsForm,
    stored: Cells,
    problem: str = PROBLEM,
    *,
    quoted: Quotation | None = None,
) -> str:
    return render_template(
        "evaluator/cells.html",
        quoted=quoted,
        aspects=ASPECTS,
        wave=wave,
        practice=practice,
        form=form,
        stored=stored,
        problem=problem,
        row=rows_of(wave, [practice])[0],
    )


def _ask(wave: Wave, practice: Practice, *, changed: bool = False) -> str:
    stored = evidence.cells(wave, [practice.id]).get(practice.id, {})
    return render_template(
        "evaluator/clear.html",
        wave=wave,
        practice=practice,
        cells=[(aspect, stored[aspect.id]) for aspect in ASPECTS if aspect.id in stored],
        revision=revision(stored),
        said=said,
        changed=changed,
    )


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
