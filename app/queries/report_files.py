"""The reports of a user's programmes: which are there, and which will be made."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.models import Document, Membership, Practice, Programme, Snapshot, Task, User, Wave, WaveState
from app.queries.outbox import in_hand
from app.queries.paging import Page, page
from app.queries.programmes import OVERSEERS


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A practice's report of a closed wave. Name, digest and pages are None until it is made.

    ``in_hand``: a worker will make it.
    """

    snapshot_id: uuid.UUID
    programme_slug: str
    programme: str
    wave: str
    practice_slug: str
    practice: str
    ods_code: str | None
    published_on: datetime.date
    file_name: str | None
    pdf_digest: str | None
    pages: int | None
    in_hand: bool


def closed_waves(user: User) -> Sequence[Wave]:
    """Return the closed waves of the programmes that the user leads or evaluates, the latest first."""
    return db.session.scalars(
        select(Wave)
        .join(Wave.programme)
        .options(contains_eager(Wave.programme))
        .where(_overseen(user), Wave.state == WaveState.CLOSED)
        .order_by(Programme.name, Wave.opens_on.desc(), Wave.label)
    ).all()


def for_user(
    user: User, most_attempts: int, number: int = 1, *, wave: Wave | None = None, text: str = ""
) -> Page[ReportFile]:
    """Return one page of the reports, by programme, wave (the latest first) and practice.

    ``wave`` None: of all closed ones; ``text`` is part of the practices' names or ODS codes;
    ``most_attempts``: after so many tries workers give up. Raises NotFoundError past the end.
    """
    of_page = page(_chosen(select(Snapshot.id), user, wave, text), number)
    rows = _files(Snapshot.id.in_(of_page.rows), most_attempts)
    by_id = {row.snapshot_id: row for row in rows}
    return Page([by_id[each] for each in of_page.rows], of_page.number, of_page.pages, of_page.total)


def of_wave(wave: Wave, most_attempts: int) -> Sequence[ReportFile]:
    """Return all reports of a wave, by practice."""
    found = _files(Snapshot.wave_id == wave.id, most_attempts)
    return sorted(found, key=lambda row: (row.practice, row.practice_slug))


def any_snapshot(wave: Wave) -> uuid.UUID | None:
    """Return a snapshot of a wave: all of them were scored by the same instrument and rule."""
    return db.session.scalar(select(Snapshot.id).where(Snapshot.wave_id == wave.id).limit(1))


def _chosen(query: Select[uuid.UUID], user: User, wave: Wave | None, text: str) -> Select[uuid.UUID]:
    query = (
        query.join(Snapshot.wave)
        .join(Wave.programme)
        .join(Practice, Practice.id == Snapshot.practice_id)
        .where(_overseen(user))
        .order_by(Programme.name, Wave.opens_on.desc(), Wave.label, Practice.name, Practice.slug)
    )
    if wave is not None:
        query = query.where(Snapshot.wave_id == wave.id)
    if text:
        named = Practice.name.icontains(text, autoescape=True)
        query = query.where(named | Practice.ods_code.icontains(text, autoescape=True))
    return query


def _files(condition: ColumnElement[bool], most_attempts: int) -> Sequence[ReportFile]:
    rows = db.session.execute(
        select(
            Snapshot.id.label("snapshot_id"),
            Programme.slug.label("programme_slug"),
            Programme.name.label("programme"),
            Wave.label.label("wave"),
            Practice.slug.label("practice_slug"),
            Practice.name.label("practice"),
            Practice.ods_code,
            Snapshot.published_on,
            Document.file_name,
            Document.digest.label("pdf_digest"),
            Document.pages,
            in_hand(Task.RENDER_REPORT, Snapshot.id, most_attempts).label("in_hand"),
        )
        .join(Snapshot.wave)
        .join(Wave.programme)
        .join(Practice, Practice.id == Snapshot.practice_id)
        .outerjoin(Document, Document.snapshot_id == Snapshot.id)
        .where(condition)
    )
    return [ReportFile(**row) for row in rows.mappings()]


def _overseen(user: User) -> ColumnElement[bool]:
    mine = select(Membership.programme_id).where(
        Membership.user_id == user.id, Membership.audience.in_(OVERSEERS)
    )
    return Wave.programme_id.in_(mine)
