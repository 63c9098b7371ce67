"""The start page: what it is, how long it takes, who sees what, before the first question."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import BooleanField, Form, ValidationError

from app.db import db
from app.languages import current_language
from app.operations.begin_draft import begin_draft
from app.queries.invitations import waiting
from app.respondent.guard import Visit, blueprint, today, unsent
from app.respondent.languages import other_languages
from app.respondent.roles import role_title
from questionnaires import catalogue
from questionnaires.minutes import estimate_minutes, seconds_of
from questionnaires.types import Attribution

COMMENTS_FROM = 10  # people who answered, before anybody's own words are shown


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
    if _asks_for_consent(visit) and not form.validate():
        return _show(visit, form), 422
    begin_draft(visit.invitation, visit.token)
    db.session.commit()
    return redirect(visit.place(), 303)


def _asks_for_consent(visit: Visit) -> bool:
    return visit.instrument.attribution is Attribution.ROLE


def _show(visit: Visit, form: ConsentForm) -> str:
    instrument, invitation, language = visit.instrument, visit.invitation, current_language()
    consent = instrument.consent.render(visit.words, language) if instrument.consent else ""
    own, others = seconds_of(instrument, invitation.role), _seconds_of_others(visit)
    return render_template(
        "respondent/start.html",
        languages=other_languages(instrument, ""),
        title=instrument.title.render(visit.words, language),
        purpose=instrument.purpose.render(visit.words, language),
        minutes=estimate_minutes(own),
        minutes_in_all=(own + others) // 60 + 1 if others else None,
        pages=len(visit.pages()),
        consent=consent.split("\n\n") if _asks_for_consent(visit) else None,
        errors=[{"text": text, "href": "#consent"} for text in form.consent.errors],
        begun=visit.document is not None,
        practice=invitation.practice,
        role=role_title(invitation.role),
        closes_on=invitation.closes_on,
        minimum_group=invitation.minimum_group,
        comments_from=COMMENTS_FROM,
        linked_waves=invitation.linked_waves,
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
