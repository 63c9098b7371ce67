"""Who comes in: evaluators code, leads read. Which rows they may see is decided by the queries."""

from __future__ import annotations

from flask import Blueprint

from app.admission import admit, signed_in
from app.db import begin_writing, db
from app.models import Audience, Wave
from app.operations.audit import record
from app.queries import evidence, programmes, waves

blueprint = Blueprint("evaluator", __name__)
admit(blueprint, frozenset({Audience.LEAD, Audience.EVALUATOR}))


def wave_to_read(programme: str, wave: str) -> Wave:
    """Return a wave of a programme that the user leads or evaluates. Raises NotFoundError."""
    return waves.of_programme(programmes.for_user(signed_in(), programme), wave)


def wave_to_code(programme: str, wave: str) -> Wave:
    """Return a wave of a programme that the user evaluates. Raises NotFoundError for leads too."""
    return waves.of_programme(evidence.programme_to_code(signed_in(), programme), wave)


def taken_out(file: str, wave: Wave) -> None:
    """Enter into the audit log that a file of a wave leaves the service. Commits.

    A download began by reading, so that ends first: SQLite refuses at once to turn a reader into a writer
    when somebody wrote in between.
    """
    db.session.commit()  # unlike a rollback it forgets nothing of what was read
    begin_writing()
    record("file.taken", signed_in(), f"{file} of wave {wave.label}", wave.programme_id)
    db.session.commit()
