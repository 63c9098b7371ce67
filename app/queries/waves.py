"""Queries for waves. They start from a programme or a practice that a guarded query returned."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select

from app.db import db
from app.errors import NotFoundError
from app.models import (
    Practice,
    Programme,
    Wave,
    WaveInstrument,
    WavePractice,
    WaveState,
)


def by_id(wave_id: uuid.UUID) -> Wave:
    """Return a wave that a guarded query has found before. Raises NotFoundError."""
    wave = db.session.get(Wave, wave_id)
    if wave is None:
        raise NotFoundError(f"no wave {wave_id}")
    return wave


def of_programme(programme: Programme, label: str) -> Wave:
    """Return a wave of the programme by its label. Raises NotFoundError."""
    wave = db.session.scalar(select(Wave).where(Wave.programme_id == programme.id, Wave.label == label))
    if wave is None:
        raise NotFoundError(f"no wave {label!r} in {programme.slug}")
    return wave


def of_practice(practice: Practice, label: str) -> Wave:
    """Return a wave, open or closed, in which the practice takes part. Raises NotFoundError."""
    wave = db.session.scalar(
        select(Wave)
        .join(WavePractice)
        .where(WavePractice.practice_id == practice.id, Wave.label == label, Wave.state != WaveState.DRAFT)
    )
    if wave is None:
        raise NotFoundError(f"no wave {label!r} with practice {practice.slug}")
    return wave


def all_of_programme(programme: Programme) -> Sequence[Wave]:
    """Return the programme's waves, the latest first."""
    return db.session.scalars(
        select(Wave).where(Wave.programme_id == programme.id).order_by(Wave.opens_on.desc(), Wave.label)
    ).all()


def of_programmes(programmes: Iterable[Programme]) -> Mapping[uuid.UUID, Sequence[Wave]]:
    """Return the waves of each programme's id, the latest first; of one without a wave nothing."""
    rows = db.session.scalars(
        select(Wave)
        .where(Wave.programme_id.in_([programme.id for programme in programmes]))
        .order_by(Wave.opens_on.desc(), Wave.label)
    )
    waves: dict[uuid.UUID, list[Wave]] = {}
    for wave in rows:
        waves.setdefault(wave.programme_id, []).append(wave)
    return waves


def that_used(wave_ids: Collection[uuid.UUID], instrument_ids: Collection[str]) -> frozenset[uuid.UUID]:
    """Return those of the waves that used one of the instruments."""
    return frozenset(
        db.session.scalars(
            select(WaveInstrument.wave_id).where(
                WaveInstrument.wave_id.in_(wave_ids), WaveInstrument.instrument_id.in_(instrument_ids)
            )
        )
    )


def has_any(programme: Programme, states: Collection[WaveState]) -> bool:
    """Return whether any wave of the programme is in one of ``states``."""
    found = select(Wave.id).where(Wave.programme_id == programme.id, Wave.state.in_(states))
    return bool(db.session.scalar(select(found.exists())))


def by_practice(practices: Iterable[Practice]) -> Mapping[uuid.UUID, Sequence[Wave]]:
    """Return the open and closed waves of each practice id, the latest first."""
    rows = db.session.execute(
        select(WavePractice.practice_id, Wave)
        .join(Wave, Wave.id == WavePractice.wave_id)
        .where(WavePractice.practice_id.in_([practice.id for practice in practices]))
        .where(Wave.state != WaveState.DRAFT)
        .order_by(Wave.opens_on.desc(), Wave.label)
    )
    waves: dict[uuid.UUID, list[Wave]] = {}
    for practice_id, wave in rows:
        waves.setdefault(practice_id, []).append(wave)
    return waves


def by_label(programme_slug: str, label: str) -> Wave:
    """Return a wave for whoever runs the installation. NotFoundError that names what there is."""
    found = {
        (slug, wave.label): wave
        for wave, slug in db.session.execute(select(Wave, Programme.slug).join(Wave.programme))
    }
    if (programme_slug, label) not in found:
        known = ", ".join(f"{slug} {each}" for slug, each in sorted(found)) or "none"
        raise NotFoundError(
            f"There is no wave {label!r} of programme {programme_slug!r}. There are: {known}."
        )
    return found[programme_slug, label]
