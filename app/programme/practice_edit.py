"""One practice of a programme: added, changed, and moved to another network or region."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import NotFoundError
from app.models import Practice, Programme
from app.operations.import_practices import add_practice, affiliate, change_practice, forget_place, obstacle
from app.operations.plan_practices import plan_practices
from app.programme.practice_form import (
    ForgetPlaceForm,
    PlaceForm,
    PracticeForm,
    names_of,
    since_in_words,
)
from app.programme.practice_list import PRACTICES
from app.programme.routes import blueprint
from app.queries import affiliations, opening, people, programme_practices
from scoring.csv_file import Problems

PRACTICE = f"{PRACTICES}/<practice>"


@blueprint.get(f"{PRACTICES}/new")
def practice_new(programme: str) -> str:
    """Ask for everything that a new practice needs."""
    of = opening.programme_to_lead(signed_in(), programme)
    return _ask(of, PracticeForm(of))


@blueprint.post(f"{PRACTICES}/new")
def practice_create(programme: str) -> ResponseReturnValue:
    """Add a practice, or say beside each field what stands against it."""
    of = opening.programme_to_lead(signed_in(), programme, hold=True)
    form = PracticeForm(of)
    there = programme_practices.everything(of)
    entry = form.entry(_today())
    looked_at = entry or form.known_by()
    problems = Problems("")
    changes = plan_practices([looked_at], there, problems, _today()) if looked_at else ()
    for problem in problems.all():
        form.say(problem.column, problem.message)
    same = next((each for each in there.practices if changes and each.id == changes[0].practice_id), None)
    if same:
        _refuse_known(form, same)
    if not (entry and changes) or form.problems:
        return _ask(of, form, same), HTTPStatus.UNPROCESSABLE_ENTITY
    added = add_practice(of, there, changes[0], signed_in())
    db.session.commit()
    flash(f"{added.name} is added.")
    return redirect(url_for("programme.practices", programme=programme), 303)


@blueprint.get(f"{PRACTICE}/edit")
def practice_edit(programme: str, practice: str) -> str:
    """Show a practice as a form, with the networks and regions it has belonged to, and its managers."""
    place = programme_practices.practice_to_lead(signed_in(), programme, practice)
    return _show(place, PracticeForm(place.programme, place))


@blueprint.post(f"{PRACTICE}/edit")
def practice_save(programme: str, practice: str) -> ResponseReturnValue:
    """Change a practice's own row, or say beside each field what stands against it."""
    place = _held(programme, practice)
    form = PracticeForm(place.programme, place)
    entry = form.entry(_today())
    form.refuse_stale(place)
    if (known := form.known_by()) and (reason := obstacle(place, known.name, known.ods_code)):
        form.refuse("ods_code", reason)
    if entry is None or form.problems:
        return _show(place, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_practice(place, entry, signed_in())
    db.session.commit()
    flash(f"{place.name} is saved.")
    return redirect(url_for("programme.practice_edit", programme=programme, practice=practice), 303)


@blueprint.post(f"{PRACTICE}/place")
def practice_place(programme: str, practice: str) -> ResponseReturnValue:
    """Write down to which network and region a practice belongs from a day on."""
    place = _held(programme, practice)
    form = PlaceForm()
    belongs = form.place(_today())
    if belongs is None:
        return _show(
            place, PracticeForm(place.programme, place, sent=False), form
        ), HTTPStatus.UNPROCESSABLE_ENTITY
    affiliate(place, belongs, signed_in())
    db.session.commit()
    flash(f"{place.name}: {belongs.words}{belongs.since_words}.")
    return redirect(_address(place), 303)


@blueprint.post(f"{PRACTICE}/place/remove")
def practice_place_remove(programme: str, practice: str) -> ResponseReturnValue:
    """Take away what was written down of a day by mistake."""
    place = _held(programme, practice)
    day = ForgetPlaceForm().day
    line = f"The line of {since_in_words(day)}" if day else "That line"
    if day and forget_place(place, day, signed_in()):
        db.session.commit()
        flash(f"{line} is removed.")
    else:
        flash(f"{line} was gone already. Nothing was removed.")
    return redirect(_address(place), 303)


def _held(programme: str, practice: str) -> Practice:
    """Return a practice that has not merged into another, held with its programme until the request ends."""
    opening.programme_to_lead(signed_in(), programme, hold=True)
    found = programme_practices.practice_to_lead(signed_in(), programme, practice)
    if found.merged_into_id is not None:
        raise NotFoundError(f"{practice} has merged")
    return found


def _address(practice: Practice) -> str:
    of, slug = practice.programme.slug, practice.slug
    return url_for("programme.practice_edit", programme=of, practice=slug, _anchor="places")


def _refuse_known(form: PracticeForm, same: Practice) -> None:
    """Say beside the code or the name, whichever it is known by, that a practice is there already."""
    if same.ods_code and same.ods_code == (form.ods_code.data or "").upper():
        form.refuse("ods_code", f"{same.name} has this ODS code and is in the programme already")
    else:
        form.refuse("name", "A practice of this name is in the programme already")


def _ask(programme: Programme, form: PracticeForm, same: Practice | None = None) -> str:
    known = affiliations.names_on(programme, _today())
    return render_template(
        "programme/practice_new.html", programme=programme, form=form, known=known, same=same
    )


def _show(practice: Practice, form: PracticeForm, place_form: PlaceForm | None = None) -> str:
    history = affiliations.history(practice)
    place_form = place_form or PlaceForm(sent=False, **names_of(history[0] if history else None))
    return render_template(
        "programme/practice_edit.html",
        programme=practice.programme,
        practice=practice,
        form=form,
        place_form=place_form,
        summary=[*form.summary, *place_form.summary],
        history=[(row, since_in_words(row.since)) for row in history],
        known=affiliations.names_on(practice.programme, _today()),
        managers=people.managers_of(practice),
        counts=programme_practices.counts([practice])[practice.id],
    )


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
