"""Erasing people from lists of staff, and accounts."""

from __future__ import annotations

import datetime
import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.admin.confirming import ConfirmForm, ErasePersonForm
from app.admin.routes import blueprint, settings
from app.admission import signed_in
from app.db import db
from app.mail_addresses import address_mac
from app.models import Participant, User
from app.operations import erase_account as accounts
from app.operations import erase_people
from app.queries import erasing, person_search, roster
from questionnaires.roles import ROLE_TITLES

PERSON = "/people/<uuid:person>/erasing"
ACCOUNT = "/users/<user>/erasing"


@blueprint.get(PERSON)
def erase_person(person: uuid.UUID) -> str:
    """Show what erasing somebody from a list of staff means."""
    return _person(erasing.person(person), ErasePersonForm())


@blueprint.post(PERSON)
def erase_person_now(person: uuid.UUID) -> ResponseReturnValue:
    """Erase somebody from a list of staff for good."""
    found, form = erasing.person(person), ErasePersonForm()
    if not form.validate():
        return _person(found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    where = f"{found.practice.name}, {found.practice.programme.name}"
    never_again = settings().link_key if form.never_again.data else None
    erase_people.erase_person(found, signed_in(), _today(), never_again)
    db.session.commit()
    flash(f"The person is erased from the list of staff of {where}.")
    return redirect(url_for("admin.people"), 303)


@blueprint.get(ACCOUNT)
def erase_account(user: str) -> str:
    """Show what erasing an account means."""
    return _account(erasing.account(user), ConfirmForm())


@blueprint.post(ACCOUNT)
def erase_account_now(user: str) -> ResponseReturnValue:
    """Erase an account for good."""
    found, form = erasing.account(user), ConfirmForm()
    if not form.validate():
        return _account(found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    accounts.erase_account(found, signed_in())
    db.session.commit()
    flash("The account is erased.")
    return redirect(url_for("admin.people"), 303)


def _person(found: Participant, form: ErasePersonForm) -> str:
    mac = address_mac(settings().link_key, found.email) if found.email else None
    return render_template(
        "admin/erase_person.html",
        person=found,
        role=ROLE_TITLES[found.role],
        open_waves=erasing.open_waves(found),
        known=person_search.by_key(str(found.id)),
        is_stopped=mac is not None and roster.is_stopped(mac),
        form=form,
    )


def _account(found: User, form: ConfirmForm) -> str:
    return render_template(
        "admin/erase_account.html",
        account=found,
        obstacle=accounts.obstacle(found, signed_in()),
        known=person_search.by_key(person_search.key_of(found)),
        form=form,
    )


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
