"""Changing what was published, as somebody could who has the database in their hands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from app.db import db

TRIGGER = "snapshots_sealed"


@contextmanager
def unsealed() -> Iterator[None]:
    """Take the seal off snapshots for a while; what was changed is flushed, not committed."""
    if db.engine.dialect.name == "sqlite":
        sealed = db.session.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{TRIGGER}'"))
        off, on = f"DROP TRIGGER {TRIGGER}", str(sealed)
    else:
        off, on = (f"ALTER TABLE snapshots {verb} TRIGGER {TRIGGER}" for verb in ("DISABLE", "ENABLE"))
    db.session.execute(text(off))
    yield
    db.session.flush()
    db.session.execute(text(on))
