"""What people wrote: the store's own texts, for closing a wave, and those that may be read.

Pages ask app/disclosure/comments.py; nothing but that and operations asks here, and a test sees to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from app.db import db
from app.errors import NotFoundError
from app.models import Comment, Practice, Response, SharedComment, Snapshot, Wave

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a practice in a wave that is being closed: nothing of who wrote it."""

    practice_id: uuid.UUID
    item_id: str
    text: str
    may_share: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A practice's snapshot, and how many answered besides the practice manager."""

    snapshot_id: uuid.UUID
    others: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment with the practice that it is about, and how many others answered there."""

    practice_id: uuid.UUID
    others: int
    item_id: str
    text: str


def written(wave_id: uuid.UUID, instrument_id: str, items: Collection[str]) -> Iterator[Written]:
    """Return every text that was written to ``items`` of an instrument in a wave, in no order."""
    rows = db.session.execute(
        select(Response.practice_id, Comment.item_id, Comment.text, Comment.may_share)
        .join(Comment, Comment.response_id == Response.id)
        .where(Response.wave_id == wave_id, Response.instrument_id == instrument_id)
        .where(Comment.item_id.in_(items)),
        execution_options={"yield_per": BATCH},
    )
    return (Written(*row) for row in rows)


def published(wave_id: uuid.UUID) -> Mapping[uuid.UUID, Published]:
    """Return the snapshots of a wave by their practices' ids."""
    rows = db.session.execute(
        select(Snapshot.practice_id, Snapshot.id, Snapshot.others).where(Snapshot.wave_id == wave_id)
    )
    return {practice_id: Published(snapshot_id, others) for practice_id, snapshot_id, others in rows}


def shared(snapshot_ids: Collection[uuid.UUID]) -> Sequence[SharedComment]:
    """Return the comments of snapshots, the withheld ones among them, in the order of their random ids."""
    query = select(SharedComment).where(SharedComment.snapshot_id.in_(snapshot_ids))
    return db.session.scalars(query.order_by(SharedComment.id)).all()


def one(wave: Wave, practice: Practice, comment_id: uuid.UUID) -> SharedComment:
    """Return a comment of a practice in a wave, withheld or not. Raises NotFoundError."""
    query = (
        select(SharedComment)
        .join(Snapshot, Snapshot.id == SharedComment.snapshot_id)
        .where(SharedComment.id == comment_id)
        .where(Snapshot.wave_id == wave.id, Snapshot.practice_id == practice.id)
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(f"no comment {comment_id} on {practice.slug} in {wave.label}")
    return found


def in_wave(wave_id: uuid.UUID) -> Iterator[Placed]:
    """Return a wave's comments that are not withheld, in the order of their random ids.

    They are read in batches: a wave of thousands of practices has more of them than fit into memory.
    """
    last = uuid.UUID(int=0)
    while rows := db.session.execute(_next(wave_id, last)).all():
        yield from (Placed(*row[1:]) for row in rows)
        last = rows[-1].id


def _next(wave_id: uuid.UUID, last: uuid.UUID) -> Select[uuid.UUID, uuid.UUID, int, str, str]:
    comment = (SharedComment.item_id, SharedComment.text)
    return (
        select(SharedComment.id, Snapshot.practice_id, Snapshot.others, *comment)
        .join(Snapshot, Snapshot.id == SharedComment.snapshot_id)
        .where(Snapshot.wave_id == wave_id, SharedComment.id > last, SharedComment.withheld.is_(False))
        .order_by(SharedComment.id)
        .limit(BATCH)
    )
