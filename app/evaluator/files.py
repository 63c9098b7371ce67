"""The matrix as a file: uploaded with a preview, or downloaded."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.evaluator.aspects import TITLES, said
from app.evaluator.coding import count
from app.evaluator.guard import blueprint, wave_to_code, wave_to_read
from app.evaluator.upload_form import ApplyForm, UploadForm, pack, revision
from app.models import Wave
from app.operations.import_matrix import Change, Sheet, import_matrix, names_in_files, plan_import
from app.queries import evidence
from app.spreadsheet_cells import guarded
from scoring.errors import MatrixError, Problem
from scoring.matrix import COLUMNS

FOLDER = "/evidence/<programme>/<wave>/file"
MOST_SHOWN = 500  # changes that a preview lists one by one
MOST_IN_SUMMARY = 20  # problems of a file that the summary tells before it points to the list


@blueprint.route(f"{FOLDER}/upload", methods=["GET", "POST"])
def upload(programme: str, wave: str) -> ResponseReturnValue:
    """Take a file and show what it would change, or everything that is wrong with it; then do that."""
    coded = wave_to_code(programme, wave)
    if request.method == "GET":
        return _ask(coded, UploadForm())
    if "packed" in request.form:
        return _apply(coded, ApplyForm())
    form = UploadForm()
    if not form.validate():
        return _ask(coded, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        changes = _plan(coded, form.sheet)
    except MatrixError as error:
        return _ask(coded, form, error.problems), HTTPStatus.UNPROCESSABLE_ENTITY
    return _preview(coded, form.sheet, changes)


def _apply(wave: Wave, form: ApplyForm) -> ResponseReturnValue:
    """Do what a preview showed, all of it; where it would now do something else, show that first."""
    if not form.validate():
        flash("The preview could not be read back. Nothing was imported: upload the file again.")
        return redirect(request.path, 303)
    evidence.hold(wave)
    try:
        changes = _plan(wave, form.sheet)
    except MatrixError as error:
        return _ask(wave, UploadForm(), error.problems), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.revision.data != revision(changes):
        return _preview(wave, form.sheet, changes, changed=True), HTTPStatus.CONFLICT
    changed = import_matrix(wave, changes, signed_in(), datetime.datetime.now(datetime.UTC).date())
    db.session.commit()
    flash(f"Imported. {count(changed)} changed.")
    return redirect(url_for("evaluator.matrix", programme=wave.programme.slug, wave=wave.label), 303)


@blueprint.get(f"{FOLDER}/matrix.csv")
def download_matrix(programme: str, wave: str) -> Response:
    """Hand out the marks in the format of ``readiness evidence`` and of the upload."""
    read = wave_to_read(programme, wave)
    practices = evidence.practices_of_wave(read)
    names, coded = names_in_files(practices), evidence.cells(read)
    rows = (
        [
            guarded(names[each.id]),
            *(coded[each.id][name].mark.value if name in coded.get(each.id, {}) else "" for name in COLUMNS),
        ]
        for each in practices
    )
    return _csv(f"evidence-{programme}-{wave}.csv", ("practice", *COLUMNS), rows)


@blueprint.get(f"{FOLDER}/cells.csv")
def download_cells(programme: str, wave: str) -> Response:
    """Hand out every coded cell with its source and note, a line a cell."""
    read = wave_to_read(programme, wave)
    practices = evidence.practices_of_wave(read)
    names, coded = names_in_files(practices), evidence.cells(read)
    rows = (
        [
            guarded(names[each.id]),
            name,
            cell.mark.value,
            guarded(cell.source),
            guarded(cell.note),
            cell.coded_on,
        ]
        for each in practices
        for name in COLUMNS
        if (cell := coded.get(each.id, {}).get(name))
    )
    heading = ("practice", "aspect", "mark", "source", "note", "coded_on")
    return _csv(f"evidence-cells-{programme}-{wave}.csv", heading, rows)


def _plan(wave: Wave, sheet: Sheet) -> tuple[Change, ...]:
    return plan_import(sheet, evidence.practices_of_wave(wave), evidence.cells(wave))


def _ask(wave: Wave, form: UploadForm, problems: Sequence[Problem] = ()) -> str:
    errors = {name: list(form[name].errors) for name in ("file", "source", "empty")}
    if problems:
        found = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        errors["file"] = [f"The file has {found}. Nothing was imported"]
    return render_template(
        "evaluator/upload.html",
        wave=wave,
        form=form,
        errors=errors,
        problems=problems,
        entries=_entries(errors, problems),
        columns=("practice", *COLUMNS),
    )


def _entries(errors: Mapping[str, Sequence[str]], problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Return the error summary: what is wrong with the form, then the first problems of the file."""
    entries = [{"text": each, "href": f"#{name}"} for name, found in errors.items() for each in found]
    for each in problems[:MOST_IN_SUMMARY]:
        place = f"Line {each.line}" if each.line else "The file"
        column = f", column {each.column}" if each.column else ""
        entries.append({"text": f"{place}{column}: {each.message}", "href": "#problems"})
    if len(problems) > MOST_IN_SUMMARY:
        entries.append({"text": f"All {len(problems)} are listed below", "href": "#problems"})
    return entries


def _preview(wave: Wave, sheet: Sheet, changes: Sequence[Change], *, changed: bool = False) -> str:
    return render_template(
        "evaluator/preview.html",
        wave=wave,
        sheet=sheet,
        changes=changes[:MOST_SHOWN],
        total=len(changes),
        practices=len({each.practice.id for each in changes}),
        cleared=sum(each.after is None for each in changes),
        titles=TITLES,
        said=said,
        packed=pack(sheet.content),
        revision=revision(changes),
        changed=changed,
    )


def _csv(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows(rows)
    # The mark at its beginning tells spreadsheets that it is UTF-8.
    content = io.BytesIO(text.getvalue().encode("utf-8-sig"))
    return send_file(content, mimetype="text/csv", as_attachment=True, download_name=name, etag=False)
