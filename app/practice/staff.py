"""The list of a practice's staff: who is asked, and where their mail goes. Managers and leads keep it."""

from __future__ import annotations

import datetime
import uuid
from http import HTTPStatus
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import RosterError
from app.models import Participant, Practice
from app.operations.import_roster import import_roster, leave
from app.operations.plan_roster import Change, Entry, Kind, plan_roster
from app.practice.routes import blueprint
from app.practice.staff_forms import PersonForm
from app.queries import roster
from app.settings import Settings
from questionnaires.roles import ROLE_TITLES
from scoring.csv_file import Problems

STAFF = "/programmes/<programme>/practices/<practice>/staff"
PERSON = f"{STAFF}/people/<uuid:person>"


@blueprint.get(STAFF)
def staff(programme: str, practice: str) -> str:
    """List the staff, and ask for another."""
    return _list(place_to_staff(programme, practice), PersonForm())


@blueprint.post(STAFF)
def staff_add(programme: str, practice: str) -> ResponseReturnValue:
    """Add one person, or say beside each field what stands against it."""
    place = place_to_staff(programme, practice)
    form = PersonForm()
    form.validate()
    change = _addition(place, form)
    if change is None:
        return _list(place, form), HTTPStatus.UNPROCESSABLE_ENTITY
    import_roster(place, [change], signed_in(), absent_left=False)
    db.session.commit()
    flash(f"{form.name.data} is on the list." + (LATER if roster.open_wave(place) else ""))
    return redirect(address(place, "practice.staff"), 303)


@blueprint.get(PERSON)
def staff_person(programme: str, practice: str, person: uuid.UUID) -> str:
    """Show one person as a form."""
    place = place_to_staff(programme, practice)
    found = roster.person(place, person)
    return _person(place, found, PersonForm(found))


@blueprint.post(PERSON)
def staff_change(programme: str, practice: str, person: uuid.UUID) -> ResponseReturnValue:
    """Change one person; a new address makes a new link."""
    place = place_to_staff(programme, practice)
    found = roster.person(place, person)
    form = PersonForm(found)
    form.validate()
    entry = form.entry()
    if entry is not None:
        _refuse_conflicts(place, found, entry, form)
    if entry is None or form.problems:
        return _person(place, found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    change = Change(Kind.CHANGED, found.id, (found.name, found.email, found.role), entry)
    try:
        import_roster(place, [change], signed_in(), absent_left=False)
    except RosterError as error:
        db.session.rollback()
        form.refuse("email", str(error))
        return _person(place, roster.person(place, person), form), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    flash(f"{entry.name} is saved.")
    return redirect(address(place, "practice.staff"), 303)


@blueprint.post(f"{PERSON}/leave")
def staff_leave(programme: str, practice: str, person: uuid.UUID) -> ResponseReturnValue:
    """Take one person off the list from the next wave on."""
    place = place_to_staff(programme, practice)
    found = roster.person(place, person)
    leave(found, signed_in())
    db.session.commit()
    flash(f"{found.name} is off the list.")
    return redirect(address(place, "practice.staff"), 303)


LATER = " A wave is open: its list was frozen at opening, so they are asked from the next wave on."


def place_to_staff(programme: str, practice: str) -> Practice:
    """Return a practice whose list the user keeps, held where the request is to change it."""
    place = roster.practice_to_staff(signed_in(), programme, practice)
    if request.method == "POST":
        roster.hold(place)
    return place


def address(practice: Practice, endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as url_for takes
    """Return the address of a page of the practice's list."""
    return url_for(endpoint, programme=practice.programme.slug, practice=practice.slug, **values)


def today() -> datetime.date:
    """Return the date by which things are ordered and waves close."""
    return datetime.datetime.now(datetime.UTC).date()


def _addition(practice: Practice, form: PersonForm) -> Change | None:
    """Return the change that adds who was entered; None with problems in the form."""
    entry = form.entry()
    if entry is None:
        return None
    people = roster.staff(practice, active_only=False)
    found = Problems("")
    first = plan_roster([entry], people, roster.invited_now(practice), found)[0]
    there = next((person for person in people if person.id == first.participant_id), None)
    if there is not None and there.active:
        column = "email" if entry.email and there.email == entry.email else "name"
        form.refuse(column, f"{there.name} is on the list already. Change their line instead")
        return None
    for problem in found.all():  # somebody who comes back while the wave is open
        form.refuse(problem.column, f"Role {problem.message}")
    return None if form.problems else first


def _refuse_conflicts(practice: Practice, person: Participant, entry: Entry, form: PersonForm) -> None:
    others = [each for each in roster.staff(practice, active_only=False) if each.id != person.id]
    if entry.email and any(each.email == entry.email for each in others):
        form.refuse("email", "Email address belongs to somebody else on the list. Write their own")
    if entry.role != person.role and person.id in roster.invited_now(practice):
        form.refuse("role", "Role is frozen while a wave is open. Change it when the wave is closed")


def _list(practice: Practice, form: PersonForm) -> str:
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "practice/staff.html",
        practice=practice,
        people=roster.staff(practice),
        invited=roster.invited_now(practice),
        undeliverable=roster.undeliverable(practice),
        wave=roster.open_wave(practice),
        mail_is_on=settings.mail_is_on,
        roles=ROLE_TITLES,
        form=form,
    )


def _person(practice: Practice, person: Participant, form: PersonForm) -> str:
    return render_template(
        "practice/staff_person.html",
        practice=practice,
        person=person,
        is_invited=person.id in roster.invited_now(practice),
        form=form,
    )
