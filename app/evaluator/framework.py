"""The framework matrix: practices by constructs, as the framework method charts them, in cells of text."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.evaluator.aspects import ASPECTS, MARKS
from app.evaluator.framework_form import FrameworkForm
from app.evaluator.framework_page import chart
from app.evaluator.guard import blueprint, wave_to_read
from app.queries import evidence, practices

PER_PAGE = 10  # practices: each of their cells is a text


@blueprint.get("/framework/<programme>/<wave>/")
def framework(programme: str, wave: str) -> ResponseReturnValue:
    """Chart practices by the constructs, levels or context, or by one of them."""
    read = wave_to_read(programme, wave)
    form = FrameworkForm(request.args)
    if not form.validate():
        body = render_template("evaluator/framework.html", wave=read, form=form, page=None, rows=())
        return body, HTTPStatus.UNPROCESSABLE_ENTITY
    number = request.args.get("page", 1, type=int)
    page = practices.of_wave(read, number, text=form.practice.data, size=PER_PAGE)
    return render_template(
        "evaluator/framework.html",
        wave=read,
        form=form,
        page=page,
        rows=chart(read, page.rows, form.aspects),
        marks=MARKS,
        may_code=evidence.may_code(signed_in(), read.programme),
    )


@blueprint.get("/framework/<programme>/<wave>/<practice>/")
def framework_practice(programme: str, wave: str, practice: str) -> str:
    """Chart all columns of one practice, each text in full."""
    read = wave_to_read(programme, wave)
    place = evidence.practice_of_wave(read, practice)
    (row,) = chart(read, [place], ASPECTS)
    return render_template(
        "evaluator/framework_practice.html",
        wave=read,
        row=row,
        marks=MARKS,
        may_code=evidence.may_code(signed_in(), read.programme),
    )
