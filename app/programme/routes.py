"""Pages of a programme: its waves, and the practices of a wave side by side."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from app.admission import admit, signed_in
from app.models import Audience, WaveState
from app.programme.comparison_page import comparison_page
from app.programme.over_waves import over_waves
from app.programme.progress_page import progress_page
from app.queries import practices
from app.queries import programmes as programme_queries
from app.queries import waves as wave_queries

blueprint = Blueprint("programme", __name__)
admit(blueprint, frozenset({Audience.LEAD, Audience.EVALUATOR}))


@blueprint.get("/programmes")
def programmes() -> str:
    """List the programmes that the user leads or evaluates."""
    return render_template(
        "programme/programmes.html", programmes=programme_queries.all_for_user(signed_in())
    )


@blueprint.get("/programmes/<programme>")
def waves(programme: str) -> str:
    """List the waves of a programme with what each of them is at."""
    followed = programme_queries.for_user(signed_in(), programme)
    found = wave_queries.all_of_programme(followed)
    return render_template("programme/waves.html", programme=followed, waves=found, over=over_waves(found))


@blueprint.get("/programmes/<programme>/waves/<wave>")
def comparison(programme: str, wave: str) -> str:
    """Show the practices of a closed wave side by side; of one not closed, how many have answered."""
    followed = programme_queries.for_user(signed_in(), programme)
    asked = wave_queries.of_programme(followed, wave)
    page = practices.of_wave(asked, request.args.get("page", 1, type=int))
    if asked.state is not WaveState.CLOSED:
        leads = programme_queries.leads(signed_in(), followed)
        return render_template("programme/progress.html", page=progress_page(asked, page), leads=leads)
    return render_template("programme/comparison.html", page=comparison_page(asked, page))
