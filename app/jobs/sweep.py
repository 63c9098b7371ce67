"""The sweep: everything that has had its time, in transactions of which none is long."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection
from pathlib import Path

from app.db import begin_writing, db
from app.jobs.outbox import LEASE
from app.operations.sweep import erase_due, sweep_leftovers
from app.queries import files
from app.settings import Settings

Known = Callable[[Collection[uuid.UUID]], frozenset[uuid.UUID]]


def sweep(settings: Settings, now: datetime.datetime) -> None:
    """Throw away what has had its time. Twice is the same as once. Commits."""
    erased = 1
    while erased:
        begin_writing()
        erased = erase_due(now.date())
        db.session.commit()
    begin_writing()
    sweep_leftovers(now)
    db.session.commit()
    sweep_files(settings, now)


def sweep_files(settings: Settings, now: datetime.datetime) -> None:
    """Delete the files of snapshots and print orders that are gone.

    A row is there before its file is and goes before it does. So a file without its row is nobody's, whatever
    was ended in the middle; and so is what a process left half written.
    """
    _sweep_folder(settings.reports_dir, files.with_snapshot, now)
    _sweep_folder(settings.prints_dir, files.with_print_order, now)


def _sweep_folder(folder: Path, known: Known, now: datetime.datetime) -> None:
    found = {id_: path for path in folder.glob("*.pdf") if (id_ := _id(path)) is not None}
    db.session.rollback()  # what is read after this is newest
    for id_ in found.keys() - known(found.keys()):
        found[id_].unlink(missing_ok=True)
    for path in folder.glob(".*.pdf.*"):
        if path.stat().st_mtime < (now - LEASE).timestamp():
            path.unlink(missing_ok=True)


def _id(path: Path) -> uuid.UUID | None:
    """Return the id that a file has for its name, None for a name of another kind."""
    try:
        return uuid.UUID(hex=path.stem)
    except ValueError:
        return None
