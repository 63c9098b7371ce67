"""The matrix from a file: uploaded with a preview."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db, only_reads
from app.errors import UploadError
from app.evaluator.aspects import TITLES, said
from app.evaluator.coding import count
from app.evaluator.guard import blueprint, wave_to_code
from app.evaluator.upload_form import ApplyForm, UploadForm, opened, revision, sealed
from app.models import Wave
from app.operations.import_matrix import Change, Sheet, import_matrix, plan_import
from app.queries import evidence
from app.uploads.rows import LARGEST_FILE, Rows
from app.uploads.sheet import read_sheet
from app.uploads.summary import summary, told
from app.uploads.too_large import TOO_LARGE, ask_again
from scoring.csv_file import Problems
from scoring.errors import Problem
from scoring.matrix import COLUMNS

FOLDER = "/evidence/<programme>/<wave>/file"
MOST_SHOWN = 500  # changes that a preview lists one by one
FILE = "the file"


@blueprint.get(f"{FOLDER}/upload")
def upload(programme: str, wave: str) -> str:
    """Ask for a file."""
    return _ask(wave_to_code(programme, wave), UploadForm())


@blueprint.post(f"{FOLDER}/upload")
@only_reads
def preview(programme: str, wave: str) -> ResponseReturnValue:
    """Show what a file would change, or everything that is wrong with it. Nothing is changed."""
    coded = wave_to_code(programme, wave)
    form = UploadForm()
    if not form.validate():
        return _ask(coded, form), HTTPStatus.UNPROCESSABLE_ENTITY
    problems = Problems(FILE)
    rows = read_sheet(form.file.data.stream.read(LARGEST_FILE + 1), problems)
    sheet = form.sheet(rows or Rows(()))
    changes = _plan(coded, sheet, problems) if rows else ()
    if problems.found:
        return _ask(coded, form, problems.all()), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        return _preview(coded, sheet, changes)
    except UploadError as error:
        return _ask(coded, form, [Problem(FILE, 0, "", str(error))]), HTTPStatus.UNPROCESSABLE_ENTITY


@blueprint.post(f"{FOLDER}/apply")
def apply(programme: str, wave: str) -> ResponseReturnValue:
    """Do what a preview showed, all of it; where it would now do something else, show that first."""
    coded = wave_to_code(programme, wave)
    form = ApplyForm()
    form.validate()
    try:
        sheet, shown = opened(form.preview.data or "", signed_in(), coded)
    except UploadError as error:
        flash(f"Nothing was imported. {error}")
        return redirect(url_for("evaluator.upload", programme=programme, wave=wave), 303)
    evidence.hold(coded)
    problems = Problems(FILE)
    changes = _plan(coded, sheet, problems)
    if problems.found:
        return _ask(coded, UploadForm(), problems.all()), HTTPStatus.UNPROCESSABLE_ENTITY
    if shown != revision(changes):
        return _preview(coded, sheet, changes, changed=True), HTTPStatus.CONFLICT
    changed = import_matrix(coded, changes, signed_in(), datetime.datetime.now(datetime.UTC).date())
    db.session.commit()
    flash(f"Imported. {count(changed)} changed.")
    return redirect(url_for("evaluator.matrix", programme=programme, wave=wave), 303)


def _plan(wave: Wave, sheet: Sheet, problems: Problems) -> tuple[Change, ...]:
    return plan_import(sheet, evidence.practices_of_wave(wave), evidence.cells(wave), problems)


def _too_large(programme: str, wave: str) -> str:
    form = UploadForm(formdata=None)
    form.file.errors = [TOO_LARGE]
    return _ask(wave_to_code(programme, wave), form)


ask_again(blueprint, {preview.__name__: _too_large})


def _ask(wave: Wave, form: UploadForm, problems: Sequence[Problem] = ()) -> str:
    errors = {name: list(form[name].errors) for name in ("file", "source", "empty")}
    if problems:
        errors["file"] = [told(problems)]
    return render_template(
        "evaluator/upload.html",
        wave=wave,
        form=form,
        errors=errors,
        problems=problems,
        entries=summary(errors, problems),
        columns=("practice", *COLUMNS),
    )


def _preview(wave: Wave, sheet: Sheet, changes: Sequence[Change], *, changed: bool = False) -> str:
    return render_template(
        "evaluator/preview.html",
        wave=wave,
        changes=changes[:MOST_SHOWN],
        total=len(changes),
        practices=len({each.practice.id for each in changes}),
        cleared=sum(each.after is None for each in changes),
        note=sheet.rows.note,
        titles=TITLES,
        said=said,
        sealed=sealed(sheet, changes, signed_in(), wave),
        changed=changed,
    )
