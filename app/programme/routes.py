"""Pages of a programme: its waves, and each of them as far as it is."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import admit, audiences_of, signed_in
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Audience, Wave, WaveState
from app.programme.comparing import over_the_waves, side_by_side
from app.programme.progress_page import progress_page
from app.programme.wave_words import dates_in_words
from app.queries import closing, snapshots
from app.queries import programmes as programme_queries
from app.queries import waves as wave_queries
from app.typed_text import one_line

blueprint = Blueprint("programme", __name__)
FOUNDERS = frozenset({Audience.LEAD, Audience.ADMINISTRATOR})  # of new programmes
admit(
    blueprint,
    frozenset({Audience.LEAD, Audience.EVALUATOR}),
    views={"programme_new": FOUNDERS, "programme_create": FOUNDERS},
)


@blueprint.get("/programmes")
def programmes() -> str:
    """List the programmes that the user leads or evaluates."""
    user = signed_in()
    return render_template(
        "programme/programmes.html",
        programmes=programme_queries.all_for_user(user),
        may_found=bool(FOUNDERS & audiences_of(user)),
    )


@blueprint.get("/programmes/<programme>")
def waves(programme: str) -> str:
    """List the waves of a programme with what each of them is at."""
    followed = programme_queries.for_user(signed_in(), programme)
    found = wave_queries.all_of_programme(followed)
    leads = programme_queries.leads(signed_in(), followed)
    closed = snapshots.published_days(found)
    rows = [(wave, dates_in_words(wave, closed.get(wave.id))) for wave in found]
    return render_template("programme/waves.html", programme=followed, waves=rows, leads=leads)


@blueprint.get("/programmes/<programme>/over-waves")
def over_waves(programme: str) -> ResponseReturnValue:
    """Count the verdicts of the latest closed waves, and name who gained and lost the practice level."""
    followed = programme_queries.for_user(signed_in(), programme)
    return over_the_waves(followed, wave_queries.all_of_programme(followed))


@blueprint.get("/programmes/<programme>/waves/<wave>")
def comparison(programme: str, wave: str) -> ResponseReturnValue:
    """Show the practices of a closed wave side by side; of one not closed, how far it is."""
    followed = programme_queries.for_user(signed_in(), programme)
    asked = wave_queries.of_programme(followed, wave)
    leads = programme_queries.leads(signed_in(), followed)
    if asked.state is WaveState.DRAFT:
        return redirect(url_for("programme.wave_set_up", programme=programme, wave=wave), 303)
    if asked.state is WaveState.CLOSING:
        stuck = closing.was_given_up(asked, MOST_ATTEMPTS)
        return render_template("programme/being_closed.html", wave=asked, leads=leads, stuck=stuck)
    show = side_by_side if asked.state is WaveState.CLOSED else _progress
    return show(asked, leads=leads)


def _progress(wave: Wave, *, leads: bool) -> str:
    search = one_line(request.args.get("search"))[:200]
    lacking = request.args.get("show") == "lacking"
    page = progress_page(wave, number=request.args.get("page", 1, type=int), search=search, lacking=lacking)
    return render_template("programme/progress.html", page=page, leads=leads, search=search, lacking=lacking)
