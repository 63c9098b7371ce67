"""Where practices belong: the network and the region of each on a day, and over the years."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from app.db import db
from app.models import Affiliation, Practice, Programme


def affiliation_on(practices: Iterable[Practice], day: datetime.date) -> Mapping[uuid.UUID, Affiliation]:
    """Return the affiliation that holds on ``day``, by the practice's id; none of a practice without one."""
    ids = [practice.id for practice in practices]
    rows = db.session.scalars(select(Affiliation).where(Affiliation.practice_id.in_(ids), valid_on(day)))
    return {row.practice_id: row for row in rows}


def valid_on(day: datetime.date) -> ColumnElement[bool]:
    """Return the condition under which an affiliation is the one that holds on ``day``."""
    other = aliased(Affiliation)
    latest = (
        select(func.max(other.since))
        .where(other.practice_id == Affiliation.practice_id, other.since <= day)
        .correlate(Affiliation)
        .scalar_subquery()
    )
    return Affiliation.since == latest


def history(practice: Practice) -> Sequence[Affiliation]:
    """Return all affiliations of a practice, the latest first."""
    return db.session.scalars(
        select(Affiliation).where(Affiliation.practice_id == practice.id).order_by(Affiliation.since.desc())
    ).all()


def all_of_programme(programme: Programme) -> Mapping[uuid.UUID, Sequence[Affiliation]]:
    """Return all affiliations of each practice of the programme, the earliest first."""
    rows = db.session.scalars(
        select(Affiliation)
        .join(Practice, Practice.id == Affiliation.practice_id)
        .where(Practice.programme_id == programme.id)
        .order_by(Affiliation.practice_id, Affiliation.since)
    )
    found: dict[uuid.UUID, list[Affiliation]] = {}
    for row in rows:
        found.setdefault(row.practice_id, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """The networks and regions that practices belong to, by name; ``within`` are the networks of a region."""

    networks: Sequence[str]
    regions: Sequence[str]
    within: Mapping[str, Sequence[str]]


def names_on(programme: Programme, day: datetime.date) -> Names:
    """Return the networks and regions of the programme's practices on ``day``."""
    rows = db.session.execute(
        select(Affiliation.region, Affiliation.network)
        .join(Practice, Practice.id == Affiliation.practice_id)
        .where(Practice.programme_id == programme.id, valid_on(day))
        .distinct()
    ).all()
    within: dict[str, set[str]] = {region: set() for region, _ in rows if region}
    for region, network in rows:
        if region and network:
            within[region].add(network)
    return Names(
        networks=sorted({network for _, network in rows if network}),
        regions=sorted(within),
        within={region: sorted(networks) for region, networks in within.items()},
    )
