"""Pages that leads and evaluators read: where evidence is, and the matrix of a wave."""

from __future__ import annotations

from flask import render_template, request

from app.admission import signed_in
from app.evaluator.aspects import GROUPS, MARKS
from app.evaluator.guard import blueprint, wave_to_read
from app.evaluator.matrix_page import matrix_page
from app.queries import evidence as evidence_queries
from app.queries import practices, programmes
from app.typed_text import searched


@blueprint.get("/evidence")
def evidence() -> str:
    """List the user's programmes and waves with the way to their evidence."""
    mine = programmes.all_for_user(signed_in())
    waves = evidence_queries.waves_by_programme(mine)
    return render_template("evaluator/evidence.html", programmes=mine, waves=waves)


@blueprint.get("/evidence/<programme>/<wave>/")
def matrix(programme: str, wave: str) -> str:
    """Show the coded evidence of a wave's practices, beside what the survey says."""
    coded, text = wave_to_read(programme, wave), searched(request.args.get("q"))
    page = matrix_page(
        coded,
        practices.of_wave(coded, request.args.get("page", 1, type=int), text=text),
        may_code=evidence_queries.may_code(signed_in(), coded.programme),
    )
    return render_template("evaluator/matrix.html", page=page, text=text, groups=GROUPS, marks=MARKS)
