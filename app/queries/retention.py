"""How long people on lists of staff stay known, and who is past it.

The time begins on the day on which somebody was put on a list, or on which the last wave they were asked in
was closed, whichever is later. It does not run out for anybody whom a wave that is open or being closed asks,
nor for who is on a list while a wave of the programme is being prepared, open or being closed: they are about
to be asked.
"""

from __future__ import annotations

import calendar
import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, or_, select

from app.db import db
from app.models import Invitation, Participant, Practice, Programme, Snapshot, Wave, WaveState

BUSY = (WaveState.OPEN, WaveState.CLOSING)
COMING = (WaveState.DRAFT, *BUSY)


@dataclass(frozen=True, slots=True)
class Kept:
    """The people of a programme whose names are kept.

    ``since``: how many by the day on which their time began; ``held``: how many are kept whatever the time.
    """

    since: Mapping[datetime.date, int]
    held: int

    @property
    def people(self) -> int:
        """How many there are."""
        return sum(self.since.values()) + self.held

    def due(self, months: int, today: datetime.date) -> int:
        """Return how many would be erased today if they were kept for ``months``."""
        return sum(count for day, count in self.since.items() if ends_on(day, months) <= today)

    def latest_due(self, months: int, today: datetime.date) -> datetime.date | None:
        """Return the latest day on which the time of somebody began who would be erased today."""
        return max((day for day in self.since if ends_on(day, months) <= today), default=None)

    def coming(self, months: int, today: datetime.date) -> Sequence[tuple[datetime.date, int]]:
        """Return how many are to be erased on which day after today, the earliest first."""
        ends: dict[datetime.date, int] = {}
        for day, count in sorted(self.since.items()):
            end = ends_on(day, months)
            if end > today:
                ends[end] = ends.get(end, 0) + count
        return list(ends.items())


def ends_on(day: datetime.date, months: int) -> datetime.date:
    """Return the day so many months later, the last of its month where there is no such day.

    >>> ends_on(datetime.date(2026, 1, 31), 1).isoformat()
    '2026-02-28'
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def kept(programmes: Collection[Programme]) -> Mapping[uuid.UUID, Kept]:
    """Return whose names each programme keeps, as counts, by its id; one statement."""
    people = _people([each.id for each in programmes]).subquery()
    kind = (people.c.programme_id, people.c.since, people.c.held)
    since: dict[uuid.UUID, dict[datetime.date, int]] = {each.id: {} for each in programmes}
    held = dict.fromkeys(since, 0)
    for programme_id, day, is_held, count in db.session.execute(select(*kind, func.count()).group_by(*kind)):
        if is_held:
            held[programme_id] += count
        else:
            since[programme_id][day] = count
    return {programme_id: Kept(since[programme_id], held[programme_id]) for programme_id in since}


def past(programme: Programme, until: datetime.date, most: int) -> Sequence[uuid.UUID]:
    """Return the ids of at most ``most`` people of a programme whose time began on ``until`` or before."""
    people = _people([programme.id]).subquery()
    due = select(people.c.id).where(people.c.held.is_(False), people.c.since <= until)
    return db.session.scalars(due.order_by(people.c.id).limit(most)).all()


def programmes() -> Sequence[Programme]:
    """Return all programmes that are not being erased, by name."""
    there = select(Programme).where(Programme.being_erased.is_(False))
    return db.session.scalars(there.order_by(Programme.name, Programme.slug)).all()


def _people(programme_ids: Collection[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    """Return everybody who is not erased, since when their time runs, and whether they are kept anyhow."""
    asked = _asked(programme_ids)
    last = func.coalesce(asked.c.last, Participant.added_on)
    since = case((last > Participant.added_on, last), else_=Participant.added_on)
    coming = select(Wave.programme_id).where(Wave.state.in_(COMING))
    is_coming = and_(Participant.active, Practice.programme_id.in_(coming))
    held = or_(func.coalesce(asked.c.busy, 0) == 1, is_coming)
    return (
        select(Participant.id, Practice.programme_id, since.label("since"), held.label("held"))
        .join(Participant.practice)
        .outerjoin(asked, asked.c.participant_id == Participant.id)
        .where(Practice.programme_id.in_(programme_ids), Participant.erased.is_(False))
    )


def _asked(programme_ids: Collection[uuid.UUID]) -> Subquery:
    """Return by person when the last wave that asked them was closed, and whether one is still going on."""
    closed = (
        select(Snapshot.wave_id, func.max(Snapshot.published_on).label("day"))
        .join(Snapshot.wave)
        .where(Wave.programme_id.in_(programme_ids))
        .group_by(Snapshot.wave_id)
        .subquery()
    )
    return (
        select(
            Invitation.participant_id,
            func.max(closed.c.day).label("last"),
            func.max(case((Wave.state.in_(BUSY), 1), else_=0)).label("busy"),
        )
        .join(Invitation.wave)
        .outerjoin(closed, closed.c.wave_id == Invitation.wave_id)
        .where(Wave.programme_id.in_(programme_ids))
        .group_by(Invitation.participant_id)
        .subquery()
    )
