"""Whom the service knows: search, one person's page, and the copy that they may ask for."""

from __future__ import annotations

import datetime
import json
from http import HTTPStatus

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.admin.confirming import CopyForm
from app.admin.person_copy import copy_of
from app.admin.routes import blueprint, settings
from app.admission import signed_in
from app.audience_titles import TITLES
from app.db import db
from app.operations.audit import record
from app.queries import audit_traces, person_record, person_search
from app.queries.person_search import Person
from app.typed_text import one_line
from questionnaires.roles import ROLE_TITLES

TOO_SHORT = f"Enter {person_search.SHORTEST} letters or more of a name or an email address"


@blueprint.get("/people")
def people() -> str:
    """Ask for a name or an address."""
    return render_template("admin/people.html", text="", found=None, problem=None)


@blueprint.post("/people")
def people_search() -> ResponseReturnValue:
    """Show whose name or address holds what was typed, which stands in no address and no history."""
    text = one_line(request.form.get("text"))[:254]
    if len(text) < person_search.SHORTEST:
        page = render_template("admin/people.html", text=text, found=None, problem=TOO_SHORT)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template(
        "admin/people.html",
        text=text,
        found=person_search.search(text),
        problem=None,
        roles=ROLE_TITLES,
        key_of=person_search.key_of,
    )


@blueprint.get("/people/<person>")
def person(person: str) -> str:
    """Show what the service holds about one person, but for whether they have answered."""
    return _page(person_search.by_key(person), CopyForm())


@blueprint.post("/people/<person>")
def person_copy(person: str) -> ResponseReturnValue:
    """Hand out everything that is held about one person as a file, and write down that it was."""
    found, form = person_search.by_key(person), CopyForm()
    if not form.validate():
        return _page(found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    today = datetime.datetime.now(datetime.UTC).date()
    text = json.dumps(copy_of(found, settings(), today), ensure_ascii=False, indent=2)
    record("person.copied", signed_in(), "what is held about one person", None, **_number(found))
    db.session.commit()
    headers = {
        "Content-Disposition": f'attachment; filename="personal-data-{today}.json"',
        "Cache-Control": "no-store",
    }
    return Response(text, mimetype="application/json", headers=headers)


def _number(of: Person) -> dict[str, str]:
    """Return by what the audit log names somebody: a number, which goes when they are erased."""
    if of.account is not None:
        return {"account": str(of.account.id)}
    return {audit_traces.PERSON: str(of.participants[0].id)}


def _page(found: Person, form: CopyForm) -> str:
    return render_template(
        "admin/person.html",
        person=found,
        form=form,
        roles=ROLE_TITLES,
        titles=TITLES,
        waves=person_record.waves_asked([each.id for each in found.participants]),
        steps=person_record.steps_owned(found.participants, found.account),
        entries=len(audit_traces.made_by(found.account)) if found.account else 0,
        signed_in=len(person_record.sign_ins(found.account)) if found.account else 0,
        passkeys=len(person_record.passkeys(found.account)) if found.account else 0,
    )
