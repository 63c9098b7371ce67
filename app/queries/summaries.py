"""Summaries of published results: all that lists of thousands of practices read."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select, true

from app.db import db
from app.models import Practice, Snapshot, Wave, WavePractice


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which practices of a wave to look at; None leaves a question open.

    ``network`` and ``region`` are those that the wave froze when it opened. ``shown_class`` is a class as
    shown; ``few`` asks for the practices without enough answers, ``enough`` for the others. ``name`` is any
    part of a practice's name.
    """

    network: str | None = None
    region: str | None = None
    shown_class: str | None = None
    few: bool = False
    enough: bool = False
    name: str | None = None


EVERY_PRACTICE = Chosen()


class SummaryRow(NamedTuple):
    """A practice in a wave with what is written down of what is shown of it, by the rules of ``version``.

    The columns are those of Snapshot: ``shown_class``, ``shown_weakest`` and ``summary``.
    """

    version: int
    name: str
    slug: str
    shown_class: str | None
    shown_weakest: str | None
    summary: str | None


class ResultRow(NamedTuple):
    """What is written down of a practice in one of several waves, by the rules of ``version``.

    The wave is known by its label: thousands of ids take longer to read than all the rest.
    """

    wave: str
    version: int
    name: str
    slug: str
    shown_class: str | None
    shown_weakest: str | None
    summary: str | None


class CountRow(NamedTuple):
    """How many practices of a wave have a class, None without enough answers, by the rules of ``version``."""

    wave_id: uuid.UUID
    version: int
    shown_class: str | None
    practices: int


class ClassRow(NamedTuple):
    """The class that is shown of a practice in a wave, None without enough answers; ``version`` as above."""

    practice_id: uuid.UUID
    wave_id: uuid.UUID
    version: int
    shown_class: str | None


class Places(NamedTuple):
    """The networks and the regions that practices were in when their wave opened, by name."""

    networks: tuple[str, ...]
    regions: tuple[str, ...]


def of_wave(wave: Wave, chosen: Chosen = EVERY_PRACTICE) -> Iterator[SummaryRow]:
    """Yield the chosen practices of a wave, in the order of their names."""
    query = (
        select(
            Snapshot.shown_version,
            Practice.name,
            Practice.slug,
            Snapshot.shown_class,
            Snapshot.shown_weakest,
            Snapshot.summary,
        )
        .join(Practice, Practice.id == Snapshot.practice_id)
        .join(WavePractice, same_place())
        .where(Snapshot.wave_id == wave.id, meets(chosen))
        .order_by(Practice.name, Practice.slug)
    )
    for row in db.session.execute(query):
        yield SummaryRow(*row)


def last_results(wave_ids: Collection[uuid.UUID], chosen: Chosen, most: int) -> Iterator[ResultRow]:
    """Yield the chosen practices in the order of their names, each in the waves in which it has a result.

    Of each practice at most so many, the last of the waves, the earliest first.
    """
    place = func.row_number().over(
        partition_by=Snapshot.practice_id, order_by=(Wave.opens_on.desc(), Wave.label)
    )
    last = (
        select(Snapshot.id, Wave.label, place.label("place"))
        .join(Practice, Practice.id == Snapshot.practice_id)
        .join(Wave, Wave.id == Snapshot.wave_id)
        .join(WavePractice, same_place())
        .where(Snapshot.wave_id.in_(wave_ids), Snapshot.shown_class.is_not(None), meets(chosen))
        .subquery()
    )
    query = (
        select(
            last.c.label,
            Snapshot.shown_version,
            Practice.name,
            Practice.slug,
            Snapshot.shown_class,
            Snapshot.shown_weakest,
            Snapshot.summary,
        )
        .join(last, last.c.id == Snapshot.id)
        .join(Practice, Practice.id == Snapshot.practice_id)
        .where(last.c.place <= most)
        .order_by(Practice.name, Practice.slug, last.c.place.desc())
    )
    for row in db.session.execute(query):
        yield ResultRow(*row)


def classes(practice_ids: Collection[uuid.UUID], wave_ids: Collection[uuid.UUID]) -> Iterator[ClassRow]:
    """Yield the class of each of the practices in those of the waves in which it has a snapshot."""
    query = select(
        Snapshot.practice_id, Snapshot.wave_id, Snapshot.shown_version, Snapshot.shown_class
    ).where(Snapshot.practice_id.in_(practice_ids), Snapshot.wave_id.in_(wave_ids))
    for row in db.session.execute(query):
        yield ClassRow(*row)


def counts(wave_ids: Collection[uuid.UUID], chosen: Chosen = EVERY_PRACTICE) -> Iterator[CountRow]:
    """Yield how many of the chosen practices of the waves have each class."""
    query = (
        select(Snapshot.wave_id, Snapshot.shown_version, Snapshot.shown_class, func.count())
        .join(Practice, Practice.id == Snapshot.practice_id)
        .join(WavePractice, same_place())
        .where(Snapshot.wave_id.in_(wave_ids), meets(chosen))
        .group_by(Snapshot.wave_id, Snapshot.shown_version, Snapshot.shown_class)
    )
    for row in db.session.execute(query):
        yield CountRow(*row)


def places(wave_ids: Collection[uuid.UUID]) -> Places:
    """Return the networks and regions of the waves' practices."""
    rows = db.session.execute(
        select(WavePractice.network, WavePractice.region).where(WavePractice.wave_id.in_(wave_ids)).distinct()
    ).all()
    return Places(
        networks=tuple(sorted({network for network, _ in rows if network})),
        regions=tuple(sorted({region for _, region in rows if region})),
    )


def are_of_version(version: int) -> bool:
    """Return whether every summary was written by the rules of this version."""
    other = select(Snapshot.id).where(Snapshot.shown_version != version).limit(1)
    return db.session.scalar(other) is None


def same_place() -> ColumnElement[bool]:
    """Return the condition that joins a snapshot to the practice's place in the wave."""
    return and_(WavePractice.wave_id == Snapshot.wave_id, WavePractice.practice_id == Snapshot.practice_id)


def meets(chosen: Chosen) -> ColumnElement[bool]:
    """Return the condition on practices, their snapshots and their places in the wave."""
    conditions: list[ColumnElement[bool]] = [true()]
    if chosen.network is not None:
        conditions.append(WavePractice.network == chosen.network)
    if chosen.region is not None:
        conditions.append(WavePractice.region == chosen.region)
    if chosen.shown_class is not None:
        conditions.append(Snapshot.shown_class == chosen.shown_class)
    if chosen.few:
        conditions.append(Snapshot.shown_class.is_(None))
    if chosen.enough:
        conditions.append(Snapshot.shown_class.is_not(None))
    if chosen.name:
        conditions.append(Practice.name.icontains(chosen.name, autoescape=True))
    return and_(*conditions)
