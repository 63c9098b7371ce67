"""What people wrote, as leads see it: a comment in which somebody can be recognised is taken out of sight."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.disclosure.comments import NOTHING, comment_for_lead, comments_for_lead
from app.errors import NotFoundError
from app.models import Practice, Snapshot, Wave
from app.operations.withhold_comment import show_comment_again, withhold_comment
from app.programme.routes import blueprint
from app.queries import documents, evidence
from app.queries import opening as wave_queries

COMMENTS = "/programmes/<programme>/practices/<practice>/waves/<wave>/comments"


@blueprint.get(COMMENTS)
def comments(programme: str, practice: str, wave: str) -> str:
    """List the comments of a practice, those that are withheld among them."""
    snapshot = _find(programme, practice, wave)
    return render_template(
        "programme/comments.html",
        wave=snapshot.wave,
        practice=snapshot.practice,
        questions=comments_for_lead(snapshot),
        nothing=NOTHING,
    )


@blueprint.route(f"{COMMENTS}/<uuid:comment>", methods=["GET", "POST"])
def comment(programme: str, practice: str, wave: str, comment: uuid.UUID) -> ResponseReturnValue:
    """Ask whether a comment is to be withheld, or shown again; do that."""
    snapshot = _find(programme, practice, wave)
    asked, place = snapshot.wave, snapshot.practice
    found = comment_for_lead(snapshot, comment)
    if request.method == "POST":
        _do(asked, place, comment)
        return redirect(url_for("programme.comments", programme=programme, practice=practice, wave=wave), 303)
    quoted = evidence.quoting(asked, place, found.text)
    return render_template("programme/comment.html", wave=asked, practice=place, comment=found, quoted=quoted)


def _do(wave: Wave, practice: Practice, comment_id: uuid.UUID) -> None:
    """Withhold the comment or show it again; say so where that changed something."""
    if request.form.get("go") == "show":
        changed, said = show_comment_again(wave, practice, comment_id, signed_in()), "is shown again"
    else:
        changed, said = withhold_comment(wave, practice, comment_id, signed_in()), "is withheld"
    db.session.commit()
    if changed:
        flash(f"The comment {said}.")


def _find(programme: str, practice: str, wave: str) -> Snapshot:
    """Return the snapshot of a practice in a wave that the user leads. Raises NotFoundError."""
    asked = wave_queries.wave_to_lead(signed_in(), programme, wave)
    place = evidence.practice_of_wave(asked, practice)
    snapshot = documents.snapshot_of(place, asked)
    if snapshot is None:
        raise NotFoundError(f"no snapshot of {practice} in {wave}")
    return snapshot
