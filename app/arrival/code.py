"""The page on which the code of a printed card is typed."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.arrival.guard import blueprint, settings
from app.db import db
from app.links import token
from app.operations.open_card import open_card


@blueprint.get("/c")
def code() -> str:
    """Ask for the code."""
    return render_template("arrival/code.html", wrong=False)


@blueprint.post("/c")
def enter_code() -> ResponseReturnValue:
    """Lead to the questionnaire of the code; every wrong one gets the same page."""
    key = settings().link_key
    found = open_card(request.form.get("code", "")[:40], key, datetime.datetime.now(datetime.UTC))
    db.session.commit()
    if found is None:
        return render_template("arrival/code.html", wrong=True), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("respondent.start", token=token(key, found.id, found.generation)), 303)
