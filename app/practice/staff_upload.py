"""The list of staff from a file: everything that is wrong with it at once, or what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db, only_reads
from app.errors import RosterError, UploadError
from app.models import Practice
from app.operations.import_roster import Imported, import_roster
from app.operations.plan_roster import COLUMNS, Change, Entry, Kind, plan_roster, read_entries
from app.practice.routes import blueprint
from app.practice.staff import STAFF, address, later, place_to_staff
from app.practice.staff_forms import LEFT, ApplyForm, Preview, UploadForm, digest_of, opened
from app.queries import roster
from app.uploads.rows import LARGEST_FILE, MOST_LINES
from app.uploads.sheet import read_sheet
from app.uploads.summary import summary, told
from app.uploads.too_large import TOO_LARGE, ask_again
from questionnaires.roles import ROLE_TITLES
from scoring.csv_file import Problems
from scoring.errors import Problem

MOST_SHOWN = 500
FILE = "the file"


@blueprint.get(f"{STAFF}/upload")
def staff_upload(programme: str, practice: str) -> str:
    """Ask for a file."""
    return _ask(place_to_staff(programme, practice), UploadForm())


@blueprint.post(f"{STAFF}/upload")
@only_reads
def staff_preview(programme: str, practice: str) -> ResponseReturnValue:
    """Show what a file would change, or everything that is wrong with it. Nothing is changed."""
    place = place_to_staff(programme, practice)
    form = UploadForm()
    if not form.validate():
        return _ask(place, form), HTTPStatus.UNPROCESSABLE_ENTITY
    problems = Problems(FILE)
    rows = read_sheet(form.file.data.stream.read(LARGEST_FILE + 1), problems)
    entries = read_entries(rows, problems) if rows else ()
    changes = _plan(place, entries, problems)
    if problems.found:
        return _ask(place, form, problems.all()), HTTPStatus.UNPROCESSABLE_ENTITY
    note = rows.note if rows else ""
    try:
        return _preview(place, entries, changes, note=note, absent_left=form.absent.data == LEFT)
    except UploadError as error:
        return _ask(place, form, [Problem(FILE, 0, "", str(error))]), HTTPStatus.UNPROCESSABLE_ENTITY


@blueprint.post(f"{STAFF}/apply")
def staff_apply(programme: str, practice: str) -> ResponseReturnValue:
    """Do what a preview showed, all of it; where it would now do something else, show that first."""
    place = place_to_staff(programme, practice)
    form = ApplyForm()
    form.validate()
    try:
        shown = opened(form.preview.data or "", signed_in(), place)
        problems = Problems(FILE)
        changes = _plan(place, shown.entries, problems)
        if problems.found:
            return _ask(place, UploadForm(), problems.all()), HTTPStatus.UNPROCESSABLE_ENTITY
        if digest_of(changes) != shown.digest:
            page = _preview(place, shown.entries, changes, absent_left=shown.absent_left, changed=True)
            return page, HTTPStatus.CONFLICT
        imported = import_roster(place, changes, signed_in(), absent_left=shown.absent_left)
    except (RosterError, UploadError) as error:
        db.session.rollback()
        flash(f"Nothing was imported. {error}")
        return redirect(address(place, "practice.staff_upload"), 303)
    db.session.commit()
    flash(_done(imported) + (later(roster.open_waves(place), "who is new") if imported.added else ""))
    return redirect(address(place, "practice.staff"), 303)


def _done(imported: Imported) -> str:
    """Say what was done, in the words of the preview."""
    counts = {"new": imported.added, "changed": imported.changed, "taken off the list": imported.left}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"Imported: {said or 'nothing to change'}."


def _plan(practice: Practice, entries: Sequence[Entry], problems: Problems) -> tuple[Change, ...]:
    people = roster.staff(practice, active_only=False)
    return plan_roster(entries, people, roster.invited_now(practice), problems)


def _too_large(programme: str, practice: str) -> str:
    form = UploadForm(formdata=None)
    form.file.errors = [TOO_LARGE]
    return _ask(place_to_staff(programme, practice), form)


ask_again(blueprint, {staff_preview.__name__: _too_large})


def _ask(practice: Practice, form: UploadForm, problems: Sequence[Problem] = ()) -> str:
    errors = list(form.file.errors)
    if problems:
        errors = [told(problems)]
    return render_template(
        "practice/staff_upload.html",
        practice=practice,
        form=form,
        error=errors[0] if errors else None,
        entries=summary({"file": errors, "absent": form.absent.errors}, problems),
        problems=problems,
        columns=tuple(COLUMNS),
        roles=tuple(ROLE_TITLES.values()),
        most=MOST_LINES,
    )


def _preview(
    practice: Practice,
    entries: Sequence[Entry],
    changes: Sequence[Change],
    *,
    absent_left: bool,
    note: str = "",
    changed: bool = False,
) -> str:
    effective = [
        each
        for each in changes
        if each.kind in (Kind.NEW, Kind.CHANGED) or (each.kind is Kind.ABSENT and absent_left)
    ]
    preview = Preview(tuple(entries), absent_left, digest_of(changes))
    return render_template(
        "practice/staff_preview.html",
        practice=practice,
        counts={kind.value: sum(each.kind is kind for each in changes) for kind in Kind},
        new_addresses=sum(each.new_address for each in changes),
        effective=effective[:MOST_SHOWN],
        total=len(effective),
        absent_left=absent_left,
        waves=roster.open_waves(practice),
        roles=ROLE_TITLES,
        sealed=preview.sealed(signed_in(), practice),
        note=note,
        changed=changed,
    )
