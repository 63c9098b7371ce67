"""Two ways out: deleting what was answered so far, and not being asked again. Each page asks first."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.db import db
from app.operations.stop_asking import ask_again, stop_asking
from app.operations.withdraw_draft import withdraw_draft
from app.queries.invitations import participant
from app.respondent.guard import START, answering, blueprint, visit
from app.respondent.languages import other_languages


@blueprint.get("/withdraw")
def withdraw() -> str:
    """Ask whether all answers given so far are to be deleted."""
    here = answering()
    return render_template(
        "respondent/withdraw.html", languages=other_languages(here.visit.instrument, "withdraw")
    )


@blueprint.post("/withdraw")
def delete_answers() -> ResponseReturnValue:
    """Delete the answers given so far."""
    here = answering(writing=True)
    withdraw_draft(here.visit.invitation)
    db.session.commit()
    return redirect(START, 303)


@blueprint.get("/stop")
def stop() -> str:
    """Ask whether nothing more is to be sent to this person, or say that it will not."""
    here = visit()
    return render_template(
        "respondent/stop.html",
        languages=other_languages(here.instrument, "stop"),
        stopped=here.invitation.do_not_ask,
    )


@blueprint.post("/stop")
def stop_or_resume() -> ResponseReturnValue:
    """Send this person nothing more, or take that back."""
    here = visit(writing=True)
    person = participant(here.invitation.participant_id)
    link_key = current_app.extensions["settings"].link_key
    (ask_again if request.form.get("go") == "resume" else stop_asking)(person, link_key)
    db.session.commit()
    return redirect("stop", 303)
