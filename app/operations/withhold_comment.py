"""Taking a comment out of sight in which somebody can be recognised, and showing it again."""

from __future__ import annotations

import uuid

from app.db import db
from app.models import Practice, User, Wave
from app.operations.audit import record
from app.queries import comments


def withhold_comment(wave: Wave, practice: Practice, comment_id: uuid.UUID, by: User) -> bool:
    """Withhold a comment of ``practice`` in ``wave``; return whether it was shown until now. Flushes.

    Raises NotFoundError for a comment that is not there.
    """
    return _set(wave, practice, comment_id, by, withheld=True)


def show_comment_again(wave: Wave, practice: Practice, comment_id: uuid.UUID, by: User) -> bool:
    """Show a comment again; return whether it was withheld until now. Flushes. Raises NotFoundError."""
    return _set(wave, practice, comment_id, by, withheld=False)


def _set(wave: Wave, practice: Practice, comment_id: uuid.UUID, by: User, *, withheld: bool) -> bool:
    """Set the mark, and enter the act without the text and without what tells which comment it was."""
    comment = comments.one(wave, practice, comment_id)
    db.session.refresh(comment, with_for_update=True)
    if comment.withheld is withheld:
        return False
    comment.withheld = withheld
    db.session.flush()
    action = "comment.withheld" if withheld else "comment.shown_again"
    record(action, by, f"a comment on practice {practice.name}, wave {wave.label}", wave.programme_id)
    return True
