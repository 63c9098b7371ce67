"""Setting up a programme: leads and administrators make a new one, its leads change it."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import AccountError, ProgrammeError
from app.models import Audience, Programme, User
from app.operations.give_access import CLOSED
from app.operations.set_up_programme import (
    change_programme,
    content_of,
    create_programme,
    is_asking,
    is_fixed,
    revision,
)
from app.programme.programme_form import CHANGED, ProgrammeForm
from app.programme.routes import blueprint
from app.queries import accounts, opening, programmes

PLACE = "/programmes/<programme>"


@blueprint.get("/programmes/new")
def programme_new() -> str:
    """Ask for everything that a new programme needs."""
    return _ask(ProgrammeForm(names_lead=not _leads_any(signed_in())))


@blueprint.post("/programmes/new")
def programme_create() -> ResponseReturnValue:
    """Set up a new programme, or say beside each field what stands against it."""
    user = signed_in()
    form = ProgrammeForm(names_lead=not _leads_any(user))
    if "show" in request.form:
        return _ask(form)
    sound = form.check(programmes.names())
    if form.names_lead and accounts.is_closed(form.lead_email.data):
        form.refuse("lead_email", CLOSED.format(form.lead_email.data))
    if not sound or form.problems:
        return _ask(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        programme = create_programme(
            form.slug.data,
            form.content,
            retention_months=int(form.retention_months.data),
            lead_email=form.lead_email.data if form.names_lead else user.email,
            by=user,
            now=datetime.datetime.now(datetime.UTC),
        )
    except (ProgrammeError, AccountError) as error:
        db.session.rollback()
        form.refuse("slug" if isinstance(error, ProgrammeError) else "lead_email", str(error))
        return _ask(form), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    return _created(programme, form)


@blueprint.get(f"{PLACE}/edit")
def programme_edit(programme: str) -> str:
    """Show what is set up of a programme as a form."""
    of = opening.programme_to_lead(signed_in(), programme)
    return _ask(_form(of))


@blueprint.post(f"{PLACE}/edit")
def programme_save(programme: str) -> ResponseReturnValue:
    """Change a programme, or say beside each field what stands against it."""
    of = opening.programme_to_lead(signed_in(), programme, hold=True)
    form = _form(of)
    if "show" in request.form:
        return _ask(form)
    sound = form.check(programmes.names(besides=of))
    if form.revision.data != (now := revision(content_of(of))):
        form.revision.data, sound = now, False
        form.refuse("name", CHANGED)
    if not sound:
        return _ask(form), HTTPStatus.UNPROCESSABLE_ENTITY
    change_programme(of, form.content, signed_in())
    db.session.commit()
    flash(f"{of.name} is saved.")
    return redirect(url_for("programme.waves", programme=programme), 303)


def _created(programme: Programme, form: ProgrammeForm) -> ResponseReturnValue:
    """Lead whoever made the programme to what comes next."""
    if form.names_lead:
        flash(f"{programme.name} is set up. {form.lead_email.data} leads it; who is new here is invited.")
        return redirect(url_for("admin.overview"), 303)
    flash(f"{programme.name} is set up. Add its practices next.")
    return redirect(url_for("programme.practices", programme=programme.slug), 303)


def _form(programme: Programme) -> ProgrammeForm:
    return ProgrammeForm(programme, is_fixed=is_fixed(programme), is_asking=is_asking(programme))


def _leads_any(user: User) -> bool:
    return any(each.audience is Audience.LEAD for each in user.memberships)


def _ask(form: ProgrammeForm) -> str:
    template = "programme/programme_edit.html" if form.programme else "programme/programme_new.html"
    return render_template(template, form=form, programme=form.programme)
