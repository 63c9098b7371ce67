"""Queries for coded evidence. They start from a programme or a wave that a guarded query returned."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from app.db import db
from app.errors import NotFoundError
from app.models import Audience, EvidenceCell, Mark, Membership, Practice, Programme, User, Wave, WavePractice


@dataclass(frozen=True, slots=True)
class CodedCell:
    """What is coded in one cell, by whom (None: the account is gone, or there never was one) and when."""

    mark: Mark
    source: str
    note: str
    coder: str | None
    coded_on: datetime.date


Cells = Mapping[str, CodedCell]  # by aspect; a cell that states nothing is not there


def may_code(user: User, programme: Programme) -> bool:
    """Return whether the user evaluates the programme; leads read what evaluators code."""
    mine = exists().where(
        Membership.user_id == user.id,
        Membership.audience == Audience.EVALUATOR,
        Membership.programme_id == programme.id,
    )
    return bool(db.session.scalar(select(mine)))


def programme_to_code(user: User, slug: str) -> Programme:
    """Return a programme that the user evaluates. Raises NotFoundError for everybody else."""
    programme = db.session.scalar(
        select(Programme)
        .join(Membership, Membership.programme_id == Programme.id)
        .where(
            Membership.user_id == user.id,
            Membership.audience == Audience.EVALUATOR,
            Programme.slug == slug,
        )
    )
    if programme is None:
        raise NotFoundError(f"user {user.id} does not evaluate a programme {slug!r}")
    return programme


def practice_of_wave(wave: Wave, slug: str) -> Practice:
    """Return a practice that takes part in the wave. Raises NotFoundError."""
    practice = db.session.scalar(
        select(Practice)
        .join(WavePractice, WavePractice.practice_id == Practice.id)
        .where(WavePractice.wave_id == wave.id, Practice.slug == slug)
    )
    if practice is None:
        raise NotFoundError(f"no practice {slug!r} in wave {wave.label}")
    return practice


def practices_of_wave(wave: Wave) -> Sequence[Practice]:
    """Return every practice of the wave by name, for files that hold the whole matrix."""
    return db.session.scalars(
        select(Practice)
        .join(WavePractice, WavePractice.practice_id == Practice.id)
        .where(WavePractice.wave_id == wave.id)
        .order_by(Practice.name, Practice.slug)
    ).all()


def hold(wave: Wave) -> None:
    """Let nobody else code evidence of the wave until this transaction ends.

    SQLite's writers hold the whole file already. On PostgreSQL the wave's row is locked so that answers,
    which refer to it, can still be submitted.
    """
    db.session.execute(select(Wave.id).where(Wave.id == wave.id).with_for_update(key_share=True))


def cells(
    wave: Wave, practice_ids: Collection[uuid.UUID] | None = None
) -> Mapping[uuid.UUID, Mapping[str, CodedCell]]:
    """Return the coded cells of the practices (None: of all) by practice and aspect."""
    query = (
        select(
            EvidenceCell.practice_id,
            EvidenceCell.aspect,
            EvidenceCell.mark,
            EvidenceCell.source,
            EvidenceCell.note,
            User.email,
            EvidenceCell.coded_on,
        )
        .outerjoin(User, User.id == EvidenceCell.coded_by)
        .where(EvidenceCell.wave_id == wave.id)
    )
    if practice_ids is not None:
        query = query.where(EvidenceCell.practice_id.in_(practice_ids))
    found: dict[uuid.UUID, dict[str, CodedCell]] = {}
    for practice_id, aspect, mark, source, note, coder, coded_on in db.session.execute(query):
        found.setdefault(practice_id, {})[aspect] = CodedCell(mark, source, note, coder, coded_on)
    return found


def quoting(wave: Wave, practice: Practice, text: str) -> Sequence[str]:
    """Return the aspects of a practice in whose note ``text`` stands."""
    query = select(EvidenceCell.aspect).where(
        EvidenceCell.wave_id == wave.id,
        EvidenceCell.practice_id == practice.id,
        EvidenceCell.note.contains(text, autoescape=True),
    )
    return db.session.scalars(query.order_by(EvidenceCell.aspect)).all()


def rows(wave: Wave, practice_ids: Collection[uuid.UUID]) -> Mapping[tuple[uuid.UUID, str], EvidenceCell]:
    """Return the stored cells themselves by practice and aspect, for the operation that changes them."""
    query = select(EvidenceCell).where(
        EvidenceCell.wave_id == wave.id, EvidenceCell.practice_id.in_(practice_ids)
    )
    return {(row.practice_id, row.aspect): row for row in db.session.scalars(query)}


def waves_by_programme(programmes: Collection[Programme]) -> Mapping[uuid.UUID, Sequence[Wave]]:
    """Return the waves of each programme's id, the latest first."""
    found: dict[uuid.UUID, list[Wave]] = {programme.id: [] for programme in programmes}
    for wave in db.session.scalars(
        select(Wave).where(Wave.programme_id.in_(found)).order_by(Wave.opens_on.desc(), Wave.label)
    ):
        found[wave.programme_id].append(wave)
    return found
