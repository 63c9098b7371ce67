"""The people with accounts of a programme: a lead invites managers and evaluators, and takes access away."""

from __future__ import annotations

import datetime
import uuid
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import AccountError
from app.models import Audience, LetterKind, Programme
from app.operations.create_account import Grant
from app.operations.give_access import Access, give_access, take_access
from app.operations.order_account_letter import order_account_letter
from app.programme.access_lately import lately
from app.programme.invitation_form import TITLES, InvitationForm, has_already
from app.programme.routes import blueprint
from app.queries import opening, people, programme_practices
from app.typed_text import one_line

PEOPLE = "/programmes/<programme>/people"
MEMBER = f"{PEOPLE}/<uuid:member>"
NEW_HERE = "Who is new here gets a mail with a link to set a password."
WAITS = (
    "Mail is off, so it waits until this installation has a mail server. "
    "An administrator can hand over a link before that."
)
WITHOUT_MAIL = f"Who is new here gets a mail with a link to set a password. {WAITS}"


@blueprint.get(PEOPLE)
def programme_people(programme: str) -> str:
    """List who has access to a programme, and ask for another."""
    of = opening.programme_to_lead(signed_in(), programme)
    asked = request.args.get("practice", "")
    place = programme_practices.practice_to_lead(signed_in(), programme, asked) if asked else None
    return _show(of, InvitationForm(practice=(place.ods_code or place.name) if place else ""))


@blueprint.post(PEOPLE)
def programme_invite(programme: str) -> ResponseReturnValue:
    """Give somebody access, with an account if they have none."""
    of = opening.programme_to_lead(signed_in(), programme, hold=True)
    form = InvitationForm()
    access = form.access(of)
    if access is None:
        return _show(of, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        give_access([access], signed_in(), _now())
    except AccountError as error:
        db.session.rollback()
        form.refuse("email", str(error))
        return _show(of, form), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    flash(_given(access, of))
    return redirect(url_for("programme.programme_people", programme=programme), 303)


@blueprint.post(f"{MEMBER}/invite")
def programme_invite_again(programme: str, member: uuid.UUID) -> ResponseReturnValue:
    """Mail a new link to somebody who has not set a password yet; the old one stops."""
    of = opening.programme_to_lead(signed_in(), programme)
    user = people.to_see_to(of, member).user
    if user.id in people.invited([user], _now()):
        order_account_letter(user, LetterKind.INVITATION, _now(), signed_in())
        db.session.commit()
        way = "It is good for 7 days." if _mail_is_on() else WAITS
        flash(f"A new link goes to {user.email}. {way}")
    return redirect(url_for("programme.programme_people", programme=programme), 303)


@blueprint.get(f"{MEMBER}/remove")
def programme_person_remove(programme: str, member: uuid.UUID) -> str:
    """Ask whether somebody's access is to be taken away."""
    of = opening.programme_to_lead(signed_in(), programme)
    found = people.to_see_to(of, member)
    return render_template(
        "programme/programme_person_remove.html", programme=of, member=found, titles=TITLES
    )


@blueprint.post(f"{MEMBER}/remove")
def programme_person_removed(programme: str, member: uuid.UUID) -> ResponseReturnValue:
    """Take somebody's access away, at once."""
    of = opening.programme_to_lead(signed_in(), programme)
    found = people.to_see_to(of, member)
    take_access(found, signed_in())
    db.session.commit()
    flash(f"{found.user.email} has no access any more.")
    return redirect(url_for("programme.programme_people", programme=programme), 303)


def _show(programme: Programme, form: InvitationForm) -> str:
    asked = one_line(request.args.get("q"))[:100]
    page = people.of_programme(programme, asked, request.args.get("page", 1, type=int))
    return render_template(
        "programme/programme_people.html",
        programme=programme,
        form=form,
        page=page,
        asked=asked,
        titles=TITLES,
        seen_to=people.SEEN_TO,
        invited=people.invited([each.user for each in page.rows], _now()),
        mail_is_on=_mail_is_on(),
        lately=lately(programme, _now(), request.args.get("changes", 1, type=int)),
    )


def _given(access: Access, programme: Programme) -> str:
    """Say what was given; to somebody who leads the programme, what is new to them in it."""
    if not has_already(access.email, Grant(Audience.LEAD, programme=programme)):
        return f"{access.email} has access. {NEW_HERE if _mail_is_on() else WITHOUT_MAIL}"
    if access.grant.practice:
        return f"{access.email} leads the programme and now manages {access.grant.practice.in_full} too."
    return f"{access.email} leads the programme and can now code evidence too, which leads only read."


def _mail_is_on() -> bool:
    is_on: bool = current_app.extensions["settings"].mail_is_on
    return is_on


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
