"""Results by role: of each role over all practices of a wave, and the practices in which it may be shown."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.errors import NotFoundError
from app.models import WaveState
from app.programme.choice_form import ChoiceForm
from app.programme.roles_page import roles_asked, roles_page
from app.programme.routes import blueprint
from app.queries import programmes as programme_queries
from app.queries import summaries
from app.queries import waves as wave_queries
from scoring.rule import shipped_rule


@blueprint.get("/programmes/<programme>/waves/<wave>/roles")
def roles(programme: str, wave: str) -> ResponseReturnValue:
    """Show the roles of a closed wave side by side, and the practices in which one of them has a number."""
    followed = programme_queries.for_user(signed_in(), programme)
    asked = wave_queries.of_programme(followed, wave)
    if asked.state is not WaveState.CLOSED:
        return render_template("programme/roles.html", wave=asked, form=None, page=None)
    rule = shipped_rule(asked.rule_id, asked.rule_version)
    form = ChoiceForm(request.args, summaries.places([asked.id]), roles_asked(asked), rule)
    valid = form.validate()
    if form.role.errors:
        raise NotFoundError(f"no role {form.role.data!r} in wave {wave}")
    page = roles_page(asked, form, request.args.get("page", 1, type=int)) if valid else None
    body = render_template("programme/roles.html", wave=asked, form=form, page=page)
    return body, HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY
