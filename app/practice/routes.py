"""Pages of a practice: its waves, how many have answered, and its result."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from app.admission import admit, signed_in
from app.disclosure.comments import NOTHING, release_comments
from app.disclosure.history import released_before
from app.disclosure.release import release_snapshot
from app.errors import NotFoundError
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Audience, Practice, Wave, WaveState
from app.practice import trail
from app.practice.progress_page import progress_page
from app.practice.results_page import results_page
from app.queries import closing, documents, programmes, roster, waves
from app.queries import practices as practice_queries
from app.typed_text import searched

blueprint = Blueprint("practice", __name__)
admit(blueprint, frozenset({Audience.MANAGER, Audience.LEAD, Audience.EVALUATOR}))

PLACE = "/programmes/<programme>/practices/<practice>/waves/<wave>"


@blueprint.get("/practices")
def practices() -> str:
    """List the user's practices with their waves; those of a name or code, where one was searched for."""
    text = searched(request.args.get("q"))
    page = practice_queries.all_for_user(signed_in(), request.args.get("page", 1, type=int), text=text)
    return render_template(
        "practice/practices.html",
        page=page,
        text=text,
        waves=waves.by_practice(page.rows),
        keeps_staff={place.id for place in page.rows if roster.keeps_staff(signed_in(), place)},
    )


@blueprint.get(PLACE)
def results(programme: str, practice: str, wave: str) -> str:
    """Show the result of a practice in a wave; while the wave is open, how many have answered."""
    place, asked = _find(programme, practice, wave)
    way = trail.to_results(signed_in(), place, asked)
    if asked.state is WaveState.OPEN:
        keeps_staff = roster.keeps_staff(signed_in(), place)
        counts = progress_page(place, asked)
        return render_template("practice/progress.html", page=counts, trail=way, keeps_staff=keeps_staff)
    if asked.state is WaveState.CLOSING:
        return render_template(
            "practice/being_closed.html",
            practice=place,
            wave=asked,
            trail=way,
            stuck=closing.was_given_up(asked, MOST_ATTEMPTS),
            leads=programmes.leads(signed_in(), place.programme),
        )
    snapshot = documents.snapshot_of(place, asked)
    if snapshot is None:
        raise NotFoundError(f"no snapshot of {place.slug} in {asked.label}")
    released, before = release_snapshot(snapshot), released_before(snapshot)
    if not released.enough:
        return render_template("practice/not_enough.html", result=released, before=before, trail=way)
    return render_template(
        "practice/results.html",
        page=results_page(released, before),
        trail=way,
        comments=release_comments(snapshot),
        nothing_written=NOTHING,
        may_withhold=programmes.leads(signed_in(), place.programme),
    )


def _find(programme: str, practice: str, wave: str) -> tuple[Practice, Wave]:
    place = practice_queries.for_user(signed_in(), programme, practice)
    return place, waves.of_practice(place, wave)
