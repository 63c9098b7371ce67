"""The page that shows all answers before they are sent, and the button that sends them."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.db import db
from app.operations.submit_response import Outcome, submit_response
from app.respondent.guard import CHECK, RECEIPT, answering, blueprint, today, token_and_target, visit
from app.respondent.languages import other_languages
from app.survey.forms import SectionForm

NEXT_PAGE = {
    Outcome.SENT: RECEIPT,
    Outcome.NOTHING: RECEIPT,  # sent before: the same receipt
    Outcome.INVALID: CHECK,
}


@blueprint.get("/check")
def check() -> str:
    """Show all answers, with a link to change each."""
    return _show(changed=False)


@blueprint.post("/check")
def submit() -> ResponseReturnValue:
    """Send the answers, once; whatever happens, a repetition ends on the same receipt."""
    token, target = token_and_target()
    seen = request.form.get("revision", default=-1, type=int)
    outcome = submit_response(target, token, seen, today())
    if outcome is Outcome.SENT:
        db.session.commit()
    else:
        db.session.rollback()
        visit()  # raises LinkError for a link that opens nothing
    if outcome is Outcome.CHANGED:
        return _show(changed=True), HTTPStatus.CONFLICT
    return redirect(NEXT_PAGE[outcome], 303)


def _show(*, changed: bool) -> str:
    here = answering()
    reader = here.visit.reader
    forms = [
        SectionForm(section, reader.words, here.document.answers, language=reader.language)
        for section in here.visit.pages()
    ]
    for form in forms:
        form.validate()
    return render_template(
        "respondent/check.html",
        languages=other_languages(here.visit.instrument, CHECK),
        revision=here.visit.invitation.draft_revision,
        changed=changed,
        errors=[
            {"text": error, "href": f"page-{form.section.id}?then={CHECK}#{field.name}"}
            for form in forms
            for field in form
            for error in field.errors
        ],
        **reader.check(forms),
    )
