"""The report of a practice: handed out, or what became of it, and how it is made again."""

from __future__ import annotations

from pathlib import Path

from flask import Response, current_app, make_response, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import NotFoundError
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Practice, Snapshot, Task, Wave
from app.operations.make_report_again import make_report_again
from app.practice import trail
from app.practice.routes import PLACE, blueprint
from app.queries import documents, outbox, programme_practices, programmes, waves
from app.queries import practices as practice_queries
from app.reports.state import ReportState, report_state
from app.settings import Settings

LOOK_AGAIN = "3"  # seconds until the page asks whether the report is there


@blueprint.get(f"{PLACE}/report")
def report(programme: str, practice: str, wave: str) -> ResponseReturnValue:
    """Hand out the PDF report of a published result, or say what became of it."""
    place = practice_queries.for_user(signed_in(), programme, practice)
    asked = waves.of_practice(place, wave)
    state, path = _look(_published(place, asked))
    if state is not ReportState.READY or path is None:
        return _say(state, place, asked)
    name = f"readiness-{programme}-{practice}-{wave}.pdf"
    return send_file(path, mimetype="application/pdf", as_attachment=True, download_name=name, etag=False)


@blueprint.post(f"{PLACE}/report")
def make_report(programme: str, practice: str, wave: str) -> ResponseReturnValue:
    """Have a report made again that could not be made or was lost; any other is left as it is."""
    place = programme_practices.practice_to_lead(signed_in(), programme, practice)
    snapshot = _published(place, waves.of_practice(place, wave))
    if _look(snapshot)[0].is_stuck:
        make_report_again(snapshot, signed_in(), MOST_ATTEMPTS)
        db.session.commit()
    return redirect(url_for("practice.report", programme=programme, practice=practice, wave=wave), 303)


def _published(practice: Practice, wave: Wave) -> Snapshot:
    snapshot = documents.snapshot_of(practice, wave)
    if snapshot is None:
        raise NotFoundError(f"no snapshot of {practice.slug} in {wave.label}")
    return snapshot


def _look(snapshot: Snapshot) -> tuple[ReportState, Path | None]:
    """Return what became of a report, and where its file should lie."""
    in_hand = outbox.is_in_hand(Task.RENDER_REPORT, snapshot.id, MOST_ATTEMPTS)
    document = documents.of_snapshot(snapshot.id)
    settings: Settings = current_app.extensions["settings"]
    path = settings.reports_dir / document.file_name if document else None
    return report_state(path, in_hand=in_hand), path


def _say(state: ReportState, practice: Practice, wave: Wave) -> Response:
    page = render_template(
        "practice/report.html",
        practice=practice,
        wave=wave,
        state=state.name.lower(),
        may_make=programmes.leads(signed_in(), practice.programme),
        trail=trail.below_results(signed_in(), practice, wave),
    )
    answer = make_response(page)
    if not state.is_stuck:
        answer.headers["Retry-After"] = LOOK_AGAIN
    return answer
