"""The way out of all mail, and back in."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.arrival.guard import blueprint, settings
from app.db import db
from app.errors import LinkError
from app.links import target
from app.models import Participant
from app.operations.stop_asking import ask_again, stop_asking
from app.queries import invitations


@blueprint.get("/stop/<token>")
def stop(token: str) -> str:
    """Say what the button does, and which of the two somebody chose before."""
    return render_template("arrival/stop.html", stopped=_person(token).do_not_ask, done=False)


@blueprint.post("/stop/<token>")
def choose(token: str) -> ResponseReturnValue:
    """Send nothing more, or ask again. Mail programs send this form too, without a page."""
    person = _person(token)
    if request.form.get("again"):
        ask_again(person, settings().link_key)
    else:
        stop_asking(person, settings().link_key)
    db.session.commit()
    return render_template("arrival/stop.html", stopped=person.do_not_ask, done=True)


def _person(token: str) -> Participant:
    """Return whom the mail was to. Raises LinkError where it went to an address that is no longer theirs."""
    link = target(settings().link_key, token, "stop")
    person = invitations.person(link)
    if person is None:
        raise LinkError("re-addressed or gone")
    return person
