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

NONE = "Type the code that is on your card"
WRONG = "This code does not open a questionnaire. Check it, and type it again"


@blueprint.get("/c")
def code() -> str:
    """Ask for the code."""
    return _ask()


@blueprint.post("/c")
def enter_code() -> ResponseReturnValue:
    """Lead to the questionnaire of the code; every wrong one gets the same words."""
    key, typed = settings().link_key, request.form.get("code", "")[:40].strip()
    if not typed:
        return _ask(NONE), HTTPStatus.UNPROCESSABLE_ENTITY
    found = open_card(typed, key, datetime.datetime.now(datetime.UTC))
    db.session.commit()
    if found is None:
        return _ask(WRONG, typed), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("respondent.start", token=token(key, found.id, found.generation)), 303)


def _ask(error: str | None = None, typed: str = "") -> str:
    return render_template("arrival/code.html", error=error, typed=typed, wrong=error == WRONG)
