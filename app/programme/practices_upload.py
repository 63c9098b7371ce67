"""The practices of a programme from a file: all that is wrong with it at once, or what it would change."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import fields, replace
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from app.admission import signed_in
from app.db import db, only_reads
from app.errors import AccountError, UploadError
from app.models import Programme
from app.operations.import_practices import import_practices
from app.operations.plan_practices import Kind, PracticeChange, plan_practices
from app.operations.practice_list import COLUMNS, NEEDED, PracticeEntry, read_practices
from app.programme.practice_list import PRACTICES
from app.programme.routes import blueprint
from app.queries import opening, programme_practices
from app.queries.programme_practices import Everything
from app.revisions import fingerprint
from app.uploads import preview
from app.uploads.rows import LARGEST_FILE, MOST_LINES
from app.uploads.sheet import read_sheet
from app.uploads.summary import summary, told
from app.uploads.too_large import TOO_LARGE, ask_again
from scoring.csv_file import Problems
from scoring.errors import Problem

PURPOSE = "practices"
FILE = "the file"
MOST_SHOWN = 500
FIELDS = tuple(field.name for field in fields(PracticeEntry))


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A list of practices."""

    file = FileField("List of practices", validators=[FileRequired("Choose a file")])


class ApplyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A preview that comes back: do what was shown."""

    preview = HiddenField()


@blueprint.get(f"{PRACTICES}/upload")
def practices_upload(programme: str) -> str:
    """Ask for a file."""
    return _ask(opening.programme_to_lead(signed_in(), programme), UploadForm())


@blueprint.get(f"{PRACTICES}/template.csv")
def download_practices_template(programme: str) -> Response:
    """Hand out a file with the right columns, to be filled in."""
    opening.programme_to_lead(signed_in(), programme)
    # The mark at its beginning tells spreadsheets that it is UTF-8.
    content = io.BytesIO(f"{','.join(COLUMNS)}\r\n".encode("utf-8-sig"))
    name = "practices-template.csv"
    return send_file(content, mimetype="text/csv", as_attachment=True, download_name=name, etag=False)


@blueprint.post(f"{PRACTICES}/upload")
@only_reads
def practices_preview(programme: str) -> ResponseReturnValue:
    """Show what a file would change, or everything that is wrong with it. Nothing is changed."""
    of = opening.programme_to_lead(signed_in(), programme)
    form = UploadForm()
    if not form.validate():
        return _ask(of, form), HTTPStatus.UNPROCESSABLE_ENTITY
    problems = Problems(FILE)
    rows = read_sheet(form.file.data.stream.read(LARGEST_FILE + 1), problems)
    entries = read_practices(rows, problems, _today()) if rows else ()
    there = programme_practices.everything(of)
    changes = plan_practices(entries, there, problems, _today())
    if problems.found:
        return _ask(of, form, problems.all()), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        return _preview(of, there, changes, note=rows.note if rows else "")
    except UploadError as error:
        return _ask(of, form, [Problem(FILE, 0, "", str(error))]), HTTPStatus.UNPROCESSABLE_ENTITY


@blueprint.post(f"{PRACTICES}/apply")
def practices_apply(programme: str) -> ResponseReturnValue:
    """Do what a preview showed, all of it; where it would now do something else, show that first."""
    of = opening.programme_to_lead(signed_in(), programme, hold=True)
    form = ApplyForm()
    form.validate()
    try:
        digest, rows = preview.opened(PURPOSE, signed_in(), of.id, form.preview.data or "")
        entries, problems = [_entry(row) for row in rows], Problems(FILE)
        there = programme_practices.everything(of)
        changes = plan_practices(entries, there, problems, _today())
        if problems.found:
            return _ask(of, UploadForm(), problems.all()), HTTPStatus.UNPROCESSABLE_ENTITY
        if digest != _digest(changes):
            return _preview(of, there, changes, changed=True), HTTPStatus.CONFLICT
        changed = import_practices(of, there, changes, signed_in(), datetime.datetime.now(datetime.UTC))
    except (UploadError, AccountError) as error:
        db.session.rollback()
        flash(f"Nothing was imported. {error}")
        return redirect(url_for("programme.practices_upload", programme=programme), 303)
    db.session.commit()
    flash(f"Imported: {changed:,} {'practice' if changed == 1 else 'practices'} added or changed.")
    return redirect(url_for("programme.practices", programme=programme), 303)


def _too_large(programme: str) -> str:
    form = UploadForm(formdata=None)
    form.file.errors = [TOO_LARGE]
    return _ask(opening.programme_to_lead(signed_in(), programme), form)


ask_again(blueprint, {practices_preview.__name__: _too_large})


def _ask(programme: Programme, form: UploadForm, problems: Sequence[Problem] = ()) -> str:
    errors = list(form.file.errors)
    if problems:
        errors = [told(problems)]
    return render_template(
        "programme/practices_upload.html",
        programme=programme,
        error=errors[0] if errors else None,
        form=form,
        entries=summary({"file": errors}, problems),
        problems=problems,
        columns=tuple(COLUMNS),
        needed=NEEDED,
        most=MOST_LINES,
    )


def _preview(
    programme: Programme,
    there: Everything,
    changes: Sequence[PracticeChange],
    *,
    note: str = "",
    changed: bool = False,
) -> str:
    made = [each for kind in (Kind.CHANGED, Kind.NEW) for each in changes if each.kind is kind]
    entries = [_row(each.entry) for each in changes]
    alone = sum(each.merged_into_id is None for each in there.practices)
    return render_template(
        "programme/practices_preview.html",
        programme=programme,
        counts={kind.value: sum(each.kind is kind for each in changes) for kind in Kind},
        absent=alone - sum(each.practice_id is not None for each in changes),
        managers=len({each.manager for each in changes if each.manager}),
        mail_is_on=current_app.extensions["settings"].mail_is_on,
        made=made[:MOST_SHOWN],
        total=len(made),
        sealed=preview.sealed(PURPOSE, signed_in(), programme.id, [_digest(changes), entries]),
        note=note,
        changed=changed,
    )


def _row(entry: PracticeEntry) -> list[object]:
    """Return an entry as it is sealed: plain values."""
    values = (getattr(entry, name) for name in FIELDS)
    return [each.isoformat() if isinstance(each, datetime.date) else each for each in values]


def _entry(row: Sequence[Any]) -> PracticeEntry:
    """Return the entry that was sealed so."""
    entry = PracticeEntry(*row)
    return replace(
        entry, since=_day(entry.since), link_practitioner_since=_day(entry.link_practitioner_since)
    )


def _day(written: Any) -> datetime.date | None:  # noqa: ANN401 - text where a date will be
    return datetime.date.fromisoformat(written) if written else None


def _digest(changes: Sequence[PracticeChange]) -> str:
    return fingerprint(changes)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
