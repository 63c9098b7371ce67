"""The start page: what it is, how long it takes, who sees what, before the first question."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import BooleanField, Form, ValidationError

from app.db import db
from app.operations.begin_draft import begin_draft
from app.queries.invitations import waiting
from app.respondent.guard import Visit, blueprint, today, unsent
from app.respondent.languages import other_languages
from questionnaires import catalogue
from questionnaires.minutes import seconds_of


class ConsentForm(Form):  # type: ignore[misc]  # WTForms has no types
    """The tick without which an instrument attributed by role does not begin."""

    consent = BooleanField()

    def validate_consent(self, field: BooleanField) -> None:
        """Refuse an empty box, and say so in the language of the page."""
        if not field.data:
            raise ValidationError(_("Tick the box if you agree, or close this page"))


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
        return redirect(visit.place(), 303)
    if visit.reader.asks_for_consent and not form.validate():
        return _show(visit, form), 422
    begin_draft(visit.invitation, visit.token, current_app.extensions["settings"].link_key)
    db.session.commit()
    return redirect(visit.place(), 303)


def _show(visit: Visit, form: ConsentForm) -> str:
    return render_template(
        "respondent/start.html",
        languages=other_languages(visit.instrument, ""),
        errors=[{"text": text, "href": "#consent"} for text in form.consent.errors],
        begun=visit.document is not None,
        renewed=visit.invitation.generation > 1,
        **visit.reader.start(len(visit.pages()), _seconds_of_others(visit)),
    )


def _seconds_of_others(visit: Visit) -> int:
    """Return how long the person's other questionnaires of the wave take that wait for an answer."""
    invitation = visit.invitation
    others = (
        catalogue.get(each.instrument_id, each.instrument_version)
        for each in waiting(invitation.participant_id, invitation.wave_id, today())
        if each.target.invitation_id != invitation.id
    )
    return sum(seconds_of(each, invitation.role) for each in others)
