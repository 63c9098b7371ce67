"""The receipt: that answers were sent, and nothing of what they were."""

from __future__ import annotations

import base64

from flask import abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.links import derived_key, token
from app.queries.invitations import Waiting, next_unanswered
from app.respondent.guard import START, Visit, blueprint, today, visit
from questionnaires import catalogue


@blueprint.get("/receipt")
def receipt() -> str:
    """Show the receipt, and offer the next questionnaire where there is one."""
    here = _sent()
    waiting = _waiting(here)
    following = catalogue.get(waiting.instrument_id, waiting.instrument_version) if waiting else None
    return render_template(
        "respondent/receipt.html",
        title=here.instrument.title.render(here.words),
        reference=reference(here.token),
        following=following.title.render(here.words) if following else None,
        minutes=following.minutes if following else None,
    )


@blueprint.post("/receipt")
def go_on() -> ResponseReturnValue:
    """Lead to the next questionnaire of the same person, so that its link stands in no page."""
    waiting = _waiting(_sent())
    if waiting is None:
        return redirect("receipt", 303)
    key = current_app.extensions["settings"].link_key
    link = token(key, waiting.target.invitation_id, waiting.target.generation)
    return redirect(url_for("respondent.start", token=link), 303)


def reference(link_token: str) -> str:
    """Return the receipt's number: eight characters that only the link and the installation can compute."""
    letters = base64.b32encode(derived_key(link_token, "receipt")[:5]).decode()
    return f"{letters[:4]}-{letters[4:]}"


def _sent() -> Visit:
    found = visit()
    if not found.invitation.submitted_on:
        abort(redirect(START, 303))
    return found


def _waiting(here: Visit) -> Waiting | None:
    return next_unanswered(here.invitation.participant_id, here.invitation.wave_id, today())
