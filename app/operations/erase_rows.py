"""Erasing rows with all that belongs to them, and the work that was to be done about it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete

from app.db import db
from app.models import OutboxRow
from app.queries.belonging import Belonging, work_about


def erase_rows(found: Belonging, keep: Collection[str] = ()) -> None:
    """Delete what belongs, but for the tables named in ``keep``. Objects that were loaded are stale then.

    Work that is about the first table itself is the caller's to see to: erasing may be such work.
    """
    root, *_ = found
    gone = {table: condition for table, condition in found.items() if table.name not in keep}
    about = work_about({table: condition for table, condition in gone.items() if table is not root})
    db.session.flush()
    db.session.execute(delete(OutboxRow).where(about).execution_options(synchronize_session=False))
    for table in reversed(gone):
        db.session.execute(delete(table).where(gone[table]))
    db.session.expire_all()
