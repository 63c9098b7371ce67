"""The list of a practice's staff: who is asked, and where their mail goes. Managers and leads keep it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.models import Participant, Practice, Wave
from app.operations.import_roster import import_roster, leave
from app.operations.plan_roster import Change, Entry, Kind, plan_roster
from app.practice.routes import blueprint
from app.practice.staff_checks import against_adding, against_changing
from app.practice.staff_forms import PersonForm
from app.queries import roster
from app.settings import Settings
from questionnaires import catalogue
from questionnaires.roles import ROLE_TITLES
from scoring.csv_file import Problems

STAFF = "/programmes/<programme>/practices/<practice>/staff"
PERSON = f"{STAFF}/people/<uuid:person>"
PUT_BACK = "What you entered is kept here: add them to put them back"


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
    assert change.entry is not None
    name, waves = change.entry.name, roster.open_waves(place)
    flash(
        f"{name} is on the list." + (later(waves, name) if change.entry.role in _roles_asked(waves) else "")
    )
    return redirect(address(place, "practice.staff"), 303)


@blueprint.get(PERSON)
def staff_person(programme: str, practice: str, person: uuid.UUID) -> str:
    """Show one person as a form."""
    place = place_to_staff(programme, practice)
    found = roster.person(place, person)
    return _person(place, found, PersonForm(found))


@blueprint.post(PERSON)
def staff_change(programme: str, practice: str, person: uuid.UUID) -> ResponseReturnValue:
    """Change one person; a new address makes a new link. What somebody else did meanwhile is said."""
    place = place_to_staff(programme, practice)
    found = roster.person(place, person, active_only=False)
    form = PersonForm(found)
    form.validate()
    if not found.active:
        form.refuse("name", f"{found.name} was taken off the list meanwhile. {PUT_BACK}")
        return _list(place, form), HTTPStatus.CONFLICT
    stale = form.is_stale(found)
    entry = _change(place, found, form)
    if entry is None:
        return _person(place, found, form), (
            HTTPStatus.CONFLICT if stale else HTTPStatus.UNPROCESSABLE_ENTITY
        )
    change = Change(Kind.CHANGED, found.id, (found.name, found.email, found.role), entry)
    import_roster(place, [change], signed_in(), absent_left=False)
    db.session.commit()
    flash(f"{entry.name} is saved.")
    return redirect(address(place, "practice.staff"), 303)


@blueprint.post(f"{PERSON}/leave")
def staff_leave(programme: str, practice: str, person: uuid.UUID) -> ResponseReturnValue:
    """Take one person off the list from the next wave on."""
    place = place_to_staff(programme, practice)
    found = roster.person(place, person, active_only=False)
    if found.active:
        leave(found, signed_in())
        db.session.commit()
    flash(f"{found.name} is off the list.")
    return redirect(address(place, "practice.staff"), 303)


def place_to_staff(programme: str, practice: str) -> Practice:
    """Return a practice whose list the user keeps, held where the request is to change it."""
    place = roster.practice_to_staff(signed_in(), programme, practice)
    if request.method == "POST":
        roster.hold(place)
    return place


def later(waves: Sequence[Wave], who: str) -> str:
    """Say of ``who`` that they are asked from the next wave on; nothing where no wave is open."""
    if not waves:
        return ""
    one, many = "A wave is open, and its list was", f"{len(waves)} waves are open, and their lists were"
    return f" {one if len(waves) == 1 else many} frozen at opening: {who} is asked from the next wave on."


def address(practice: Practice, endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as url_for takes
    """Return the address of a page of the practice's list."""
    return url_for(endpoint, programme=practice.programme.slug, practice=practice.slug, **values)


def today() -> datetime.date:
    """Return the date by which things are ordered and waves close."""
    return datetime.datetime.now(datetime.UTC).date()


def _addition(practice: Practice, form: PersonForm) -> Change | None:
    """Return the change that adds who was entered; None with problems in the form."""
    written = form.written()
    people, invited = roster.staff(practice, active_only=False), roster.invited_now(practice)
    form.refuse_all(against_adding(written, people, invited, signed_in()))
    if written.entry is None or form.problems:
        return None
    return plan_roster([written.entry], people, invited, Problems(""))[0]


def _change(practice: Practice, person: Participant, form: PersonForm) -> Entry | None:
    """Return what was entered of ``person``; None with problems in the form."""
    written = form.written()
    others = [each for each in roster.staff(practice, active_only=False) if each.id != person.id]
    is_invited = person.id in roster.invited_now(practice)
    form.refuse_all(against_changing(written, person, others, signed_in(), is_invited=is_invited))
    return None if form.problems else written.entry


def _list(practice: Practice, form: PersonForm) -> str:
    settings: Settings = current_app.extensions["settings"]
    waves = roster.open_waves(practice)
    return render_template(
        "practice/staff.html",
        practice=practice,
        people=roster.staff(practice),
        invited=roster.invited_now(practice),
        undeliverable=roster.undeliverable(practice),
        waves=waves,
        asked_roles=_roles_asked(waves),
        mail_is_on=settings.mail_is_on,
        roles=ROLE_TITLES,
        form=form,
    )


def _roles_asked(waves: Sequence[Wave]) -> frozenset[str]:
    """Return the roles that any of the waves has questions for."""
    used = {(row.instrument_id, row.version) for wave in waves for row in wave.instruments}
    return frozenset(role for each in used for role in catalogue.get(*each).roles)


def _person(practice: Practice, person: Participant, form: PersonForm) -> str:
    return render_template(
        "practice/staff_person.html",
        practice=practice,
        person=person,
        is_invited=person.id in roster.invited_now(practice),
        form=form,
    )
