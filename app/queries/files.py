"""Which files of the data folder have a row that they belong to, by the ids in their names."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.db import db
from app.models import PrintOrder, Snapshot

AT_ONCE = 500  # SQLite takes so many parameters in a statement


def with_snapshot(ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return those that are ids of snapshots: of reports that are there or in the making."""
    return _known(Snapshot.id, ids)


def with_print_order(ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return those that are ids of print orders."""
    return _known(PrintOrder.id, ids)


def _known(key: InstrumentedAttribute[uuid.UUID], ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    wanted = list(ids)
    parts = (wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE))
    return frozenset(each for part in parts for each in db.session.scalars(select(key).where(key.in_(part))))
