"""The start page: what it is, how long it takes, who sees what, before the first question."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Form
from wtforms.validators import InputRequired

from app.db import db
from app.operations.begin_draft import begin_draft
from app.respondent.guard import CHECK, Visit, blueprint, unsent
from questionnaires.roles import ROLE_TITLES
from questionnaires.types import Attribution

COMMENTS_FROM = 10  # people who answered, before anybody's own words are shown


class ConsentForm(Form):  # type: ignore[misc]  # WTForms has no types
    """The tick without which an instrument attributed by role does not begin."""

    consent = BooleanField(validators=[InputRequired("Tick the box if you agree, or close this page")])


@blueprint.get("/")
def start() -> str:
    """Say what is asked and who sees what."""
    return _show(unsent(), ConsentForm())


@blueprint.post("/")
def begin() -> ResponseReturnValue:
    """Begin, or carry on where the respondent left off."""
    visit = unsent(writing=True)
    form = ConsentForm(request.form)
    if visit.document is not None:
        return redirect(_place(visit), 303)
    if _asks_for_consent(visit) and not form.validate():
        return _show(visit, form), 422
    begin_draft(visit.invitation, visit.token)
    db.session.commit()
    return redirect(_place(visit), 303)


def _asks_for_consent(visit: Visit) -> bool:
    return visit.instrument.attribution is Attribution.ROLE


def _place(visit: Visit) -> str:
    """Return the first page that was never saved, or the check page."""
    seen = visit.document.pages if visit.document else {}
    unseen = [section for section in visit.instrument.section_ids if section not in seen]
    return f"page-{unseen[0]}" if unseen else CHECK


def _show(visit: Visit, form: ConsentForm) -> str:
    instrument, invitation = visit.instrument, visit.invitation
    consent = instrument.consent.render(visit.words) if instrument.consent else ""
    return render_template(
        "respondent/start.html",
        title=instrument.title.render(visit.words),
        purpose=instrument.purpose.render(visit.words),
        minutes=instrument.minutes,
        pages=len(instrument.sections),
        consent=consent.split("\n\n") if _asks_for_consent(visit) else None,
        errors=[{"text": text, "href": "#consent"} for text in form.consent.errors],
        begun=visit.document is not None,
        practice=invitation.practice,
        role=ROLE_TITLES[invitation.role],
        closes_on=invitation.closes_on,
        minimum_group=invitation.minimum_group,
        comments_from=COMMENTS_FROM,
        linked_waves=invitation.linked_waves,
    )
