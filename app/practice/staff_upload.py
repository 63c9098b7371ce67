"""The list of staff from a file: everything that is wrong with it at once, or what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import RosterError
from app.models import Practice
from app.operations.import_roster import import_roster
from app.operations.plan_roster import COLUMNS, Change, Entry, Kind, plan_roster, read_entries
from app.practice.routes import blueprint
from app.practice.staff import LATER, STAFF, address, place_to_staff
from app.practice.staff_forms import LEFT, ApplyForm, Preview, UploadForm, digest_of, opened
from app.queries import roster
from app.uploads.rows import LARGEST_FILE, MOST_LINES
from app.uploads.sheet import read_sheet
from questionnaires.roles import ROLE_TITLES
from scoring.csv_file import Problems
from scoring.errors import Problem

MOST_IN_SUMMARY = 20
MOST_SHOWN = 500
FILE = "the file"


@blueprint.get(f"{STAFF}/upload")
def staff_upload(programme: str, practice: str) -> str:
    """Ask for a file."""
    return _ask(place_to_staff(programme, practice), UploadForm())


@blueprint.post(f"{STAFF}/upload")
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
    except RosterError as error:
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
        changed = import_roster(place, changes, signed_in(), absent_left=shown.absent_left)
    except RosterError as error:
        db.session.rollback()
        flash(f"Nothing was imported. {error}")
        return redirect(address(place, "practice.staff_upload"), 303)
    db.session.commit()
    people = "1 person" if changed == 1 else f"{changed} people"
    flash(f"Imported: {people} changed." + (LATER if roster.open_wave(place) else ""))
    return redirect(address(place, "practice.staff"), 303)


def _plan(practice: Practice, entries: Sequence[Entry], problems: Problems) -> tuple[Change, ...]:
    people = roster.staff(practice, active_only=False)
    return plan_roster(entries, people, roster.invited_now(practice), problems)


def _ask(practice: Practice, form: UploadForm, problems: Sequence[Problem] = ()) -> str:
    errors = list(form.file.errors)
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        errors = [f"The file has {count}. Nothing was imported"]
    entries = [{"text": error, "href": "#file"} for error in errors]
    for each in problems[:MOST_IN_SUMMARY]:
        place = f"Line {each.line}" if each.line else "The file"
        column = f", column {each.column}" if each.column else ""
        entries.append({"text": f"{place}{column}: {each.message}", "href": "#problems"})
    return render_template(
        "practice/staff_upload.html",
        practice=practice,
        form=form,
        error=errors[0] if errors else None,
        entries=entries,
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
        wave=roster.open_wave(practice),
        roles=ROLE_TITLES,
        sealed=preview.sealed(signed_in(), practice),
        note=note,
        changed=changed,
    )
