"""The task of deleting a programme that was erased for everybody: some practices a transaction."""

from __future__ import annotations

import uuid

from app.db import begin_writing, db
from app.operations.erase_programme import erase_people_and_answers, finish_erasing
from app.queries import erasing

AT_ONCE = 20


def erase_programme(programme_id: uuid.UUID) -> None:
    """Delete the programme's rows. Begun again after a crash it goes on. Commits."""
    ids = erasing.practice_ids(programme_id)
    db.session.rollback()
    for first in range(0, len(ids), AT_ONCE):
        begin_writing()
        erase_people_and_answers(ids[first : first + AT_ONCE])
        db.session.commit()
    begin_writing()
    finish_erasing(programme_id)
    db.session.commit()
