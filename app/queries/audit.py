"""The audit log, newest entries first, for administrators only.

What leads are told of it is in :mod:`app.queries.access_changes`.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from app.db import db
from app.models import AuditEntry, Programme
from app.queries.paging import Page, page

CHUNK = 500  # rows that a download holds in memory


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: ``by`` part of who, ``action`` one of :func:`actions`, days of UTC with both ends."""

    by: str = ""
    action: str = ""
    programme_id: uuid.UUID | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


def entries(wanted: Wanted, number: int) -> Page[AuditEntry]:
    """Return page ``number`` of the entries. Raises NotFoundError for a page that is not there."""
    return page(_matching(wanted), number)


def all_entries(wanted: Wanted) -> Iterator[AuditEntry]:
    """Yield the entries, a chunk at a time."""
    yield from db.session.scalars(_matching(wanted).execution_options(yield_per=CHUNK))


def actions() -> Sequence[str]:
    """Return every kind of act that there is an entry of."""
    return db.session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)).all()


def last_sign_ins(user_ids: Sequence[int]) -> Mapping[int, datetime.datetime]:
    """Return when each of the users signed in last, as far as the log reaches back."""
    found = db.session.execute(
        select(AuditEntry.user_id, func.max(AuditEntry.at))
        .where(AuditEntry.user_id.in_(user_ids), AuditEntry.action == "account.signed_in")
        .group_by(AuditEntry.user_id)
    )
    return {user_id: at for user_id, at in found if user_id is not None}


def programme_names() -> Mapping[uuid.UUID, str]:
    """Return the names of all programmes, in their order."""
    rows = db.session.execute(select(Programme.id, Programme.name).order_by(Programme.name, Programme.id))
    return {id_: name for id_, name in rows}  # noqa: C416 - a row is no pair to the type checker


def _matching(wanted: Wanted) -> Select[AuditEntry]:
    found = select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id)
    if wanted.by:
        found = found.where(AuditEntry.by.icontains(wanted.by, autoescape=True))
    if wanted.action:
        found = found.where(AuditEntry.action == wanted.action)
    if wanted.programme_id:
        found = found.where(AuditEntry.programme_id == wanted.programme_id)
    if wanted.since:
        found = found.where(AuditEntry.at >= _midnight(wanted.since))
    if wanted.until:
        found = found.where(AuditEntry.at < _midnight(wanted.until + datetime.timedelta(days=1)))
    return found


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
