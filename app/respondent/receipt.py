"""The receipt: that answers were sent, and nothing of what they were."""

from __future__ import annotations

import base64

from flask import abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.languages import current_language
from app.links import derived_key, token
from app.queries.invitations import Waiting, waiting
from app.respondent.guard import RECEIPT, START, Visit, blueprint, today, visit
from app.respondent.languages import other_languages
from questionnaires import catalogue
from questionnaires.types import DEFAULT_LANGUAGE


@blueprint.get("/receipt")
def receipt() -> str:
    """Show the receipt, and offer the next questionnaire where there is one."""
    here = _sent()
    following = _next(here)
    instrument = catalogue.get(following.instrument_id, following.instrument_version) if following else None
    return render_template(
        "respondent/receipt.html",
        languages=other_languages(here.instrument, RECEIPT),
        reference=reference(here.token),
        **here.reader.receipt(instrument),
    )


@blueprint.post("/receipt")
def go_on() -> ResponseReturnValue:
    """Lead to the next questionnaire of the same person, so that its link stands in no page."""
    following, language = _next(_sent()), current_language()
    if following is None:
        return redirect(RECEIPT, 303)
    key = current_app.extensions["settings"].link_key
    link = token(key, following.target.invitation_id, following.target.generation)
    in_language = "" if language == DEFAULT_LANGUAGE else f"/{language}"
    return redirect(url_for("respondent.start", token=f"{link}{in_language}"), 303)


def reference(link_token: str) -> str:
    """Return the receipt's number: eight characters that only the link and the installation can compute."""
    letters = base64.b32encode(derived_key(link_token, "receipt")[:5]).decode()
    return f"{letters[:4]}-{letters[4:]}"


def _sent() -> Visit:
    found = visit()
    if not found.invitation.is_sent:
        abort(redirect(START, 303))
    return found


def _next(here: Visit) -> Waiting | None:
    found = waiting(here.invitation.participant_id, here.invitation.wave_id, today())
    return next(iter(found), None)
