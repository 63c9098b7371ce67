"""The people with accounts of a programme: a lead invites managers and evaluators, and takes access away."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, StringField
from wtforms.fields import SelectChoice

from app import mail_addresses
from app.admission import signed_in
from app.db import db
from app.errors import AccountError
from app.models import Audience, LetterKind, Practice, Programme
from app.operations.create_account import Grant
from app.operations.give_access import CLOSED, Access, give_access, take_access
from app.operations.order_account_letter import order_account_letter
from app.programme.access_lately import lately
from app.programme.practice_form import ProblemsForm
from app.programme.routes import blueprint
from app.queries import accounts, opening, people, programme_practices
from app.typed_text import one_line

PEOPLE = "/programmes/<programme>/people"
MEMBER = f"{PEOPLE}/<uuid:member>"
MOST_NAMED = 5
TITLES = {
    Audience.LEAD: "leads the programme",
    Audience.EVALUATOR: "evaluates the programme",
    Audience.MANAGER: "manages",
}

NEW_HERE = "Who is new here gets a mail with a link to set a password."
WAITS = (
    "Mail is off, so it waits until this installation has a mail server. "
    "An administrator can hand over a link before that."
)
WITHOUT_MAIL = f"Who is new here gets a mail with a link to set a password. {WAITS}"


class InvitationForm(ProblemsForm):
    """Somebody who is to have access: by address, as what, and of which practice."""

    email = StringField("Email address", filters=[one_line])
    audience = RadioField(
        "What they are",
        choices=[
            SelectChoice(Audience.MANAGER.value, "Manager of a practice"),
            SelectChoice(Audience.EVALUATOR.value, "Evaluator of the programme"),
        ],
        default=Audience.MANAGER.value,
        validate_choice=False,
    )
    practice = StringField("Practice that they manage", filters=[one_line])

    def access(self, programme: Programme) -> Access | None:
        """Return what is to be given; None with a problem beside each field that is wrong."""
        email = self._address()
        grant: Grant | None = None
        if self.audience.data == Audience.EVALUATOR:
            grant = Grant(Audience.EVALUATOR, programme=programme)
            if self.practice.data:
                self.refuse("practice", "Leave the practice empty: an evaluator reads all of the programme")
        elif self.audience.data == Audience.MANAGER:
            practice = self._practice(programme)
            grant = Grant(Audience.MANAGER, practice=practice) if practice else None
        else:
            self.refuse("audience", "Choose what they are")
        if email and grant and (what := has_already(email, grant)):
            self.refuse("email", f"{email} {what} already. A new link can be sent from the list of people")
        if email is None or grant is None or self.problems or not self.validate():
            return None
        return Access(email, grant)

    def _address(self) -> str | None:
        try:
            email = mail_addresses.spelled(self.email.data)
        except ValueError:
            self.refuse("email", "Enter an email address in the correct format, such as name@example.org")
            return None
        if accounts.is_closed(email):
            self.refuse("email", CLOSED.format(email))
        return email

    def _practice(self, programme: Programme) -> Practice | None:
        text = self.practice.data
        if not text:
            self.refuse("practice", "Enter the practice's name or ODS code")
            return None
        found = people.practices_named(programme, text, MOST_NAMED + 1)
        if len(found) == 1:
            return found[0]
        if not found:
            self.refuse(
                "practice", f"No practice of the programme is called “{text[:60]}”. Check its name or code"
            )
        else:
            self.refuse(
                "practice", f"More than one practice may be meant: {_named(found)}. Write the ODS code"
            )
        return None


def has_already(email: str, grant: Grant) -> str:
    """Return in words what is to be given, where the owner of an address has it already; else nothing."""
    user = accounts.by_email(email)
    for each in user.memberships if user else ():
        if each.audience is not grant.audience:
            continue
        if grant.practice and each.practice_id == grant.practice.id:
            return f"{TITLES[each.audience]} {grant.practice.name}"
        if grant.programme and each.programme_id == grant.programme.id:
            return TITLES[each.audience]
    return ""


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
    asked = " ".join(request.args.get("q", "").split())[:100]
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
        lately=lately(programme, _now()),
    )


def _given(access: Access, programme: Programme) -> str:
    """Say what was given; to somebody who leads the programme, what is new to them in it."""
    if not has_already(access.email, Grant(Audience.LEAD, programme=programme)):
        return f"{access.email} has access. {NEW_HERE if _mail_is_on() else WITHOUT_MAIL}"
    if access.grant.practice:
        return f"{access.email} leads the programme and now manages {access.grant.practice.name} too."
    return f"{access.email} leads the programme and can now code evidence too, which leads only read."


def _named(practices: Sequence[Practice]) -> str:
    """Return some practices by name and code, and that there are more."""
    named = ", ".join(f"{each.name} ({each.ods_code or 'no code'})" for each in practices[:MOST_NAMED])
    return f"{named} and others" if len(practices) > MOST_NAMED else named


def _mail_is_on() -> bool:
    is_on: bool = current_app.extensions["settings"].mail_is_on
    return is_on


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
