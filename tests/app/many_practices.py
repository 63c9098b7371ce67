"""Waves of thousands of practices: few are answered for and scored, and their results copied over the others.

Synthetic throughout; names, networks and regions are numbers.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import Insert, insert

from app.db import db
from app.models import Practice, Programme, Snapshot, Wave, WavePractice, WaveState
from app.operations.close_wave import close_wave
from questionnaires.types import NotRelevant
from tests.app import builder
from tests.app.responses import Value, core_team, respond
from tests.app.world import PUBLISHED

OWN = ("id", "wave_id", "practice_id")  # of each snapshot
NETWORK_OF, REGION_OF = 5, 160  # practices
HEADCOUNT = 20
LOW: dict[str, Value] = {"practice_level": 2, "community_level": 2}
# What everybody in a practice answers, one value a person, and how they answer on some scales.
KINDS: tuple[tuple[tuple[Value, ...], dict[str, Value]], ...] = (
    ((4, 5, 4, 4, 5, 4, 3), {}),
    ((4, 4, 5, 4, 4, 3), {"community_level": 2}),
    ((4, 3, 4, 4, 5, 4, 4, 4), LOW),
    ((4, 4, 3, 3, 4), {"coherence": 3}),
    ((3, 4, 2, 3, 4, 3), {"patient_level": 1}),
    ((4, 4, 4, 4, 5), {"coherence": NotRelevant.ROLE}),
    ((5, 5, 5, 5, 5, 5), {"reflexive_monitoring": 1}),
    ((4, 4, 4), {}),
)


def scored(of: Programme, slugs: Sequence[str], label: str = "W0") -> Wave:
    """Close a wave with a practice of each kind."""
    places = [builder.practice(of, slug, 12) for slug in slugs]
    wave = builder.wave(of, places, label)
    for place, (values, scales) in zip(places, KINDS, strict=True):
        for value in values:
            respond(place, wave, "gp", value, scales=scales)
        core_team(place, wave)
    close_wave(wave, PUBLISHED)
    return wave


def practices(of: Programme, count: int) -> Sequence[uuid.UUID]:
    """Add so many practices and return their ids in the order of their names."""
    ids = [uuid.uuid4() for _ in range(count)]
    _add(
        insert(Practice),
        [
            {
                "id": each,
                "programme_id": of.id,
                "slug": f"synthetic-{number:04}",
                "name": f"Synthetic surgery {number:04}",
                "headcount": HEADCOUNT,
            }
            for number, each in enumerate(ids)
        ],
    )
    return ids


def asked_wave(of: Programme, ids: Sequence[uuid.UUID], label: str) -> Wave:
    """Add an open wave in which each of the practices takes part; a month after that of the label before."""
    wave = builder.wave(of, [], label)
    wave.opens_on = wave.opens_on.replace(month=int(label[-1]))
    _add(
        insert(WavePractice),
        [
            {
                "wave_id": wave.id,
                "practice_id": each,
                "headcount": HEADCOUNT,
                "network": f"Network {number // NETWORK_OF:04}",
                "region": f"Region {number // REGION_OF:02}",
            }
            for number, each in enumerate(ids)
        ],
    )
    return wave


def closed_wave(of: Programme, ids: Sequence[uuid.UUID], templates: Sequence[Snapshot], label: str) -> Wave:
    """Add a closed wave in which each practice has the result of one of the templates, by turns.

    Every wave begins with another, so that practices change from wave to wave.
    """
    wave = asked_wave(of, ids, label)
    wave.state = WaveState.CLOSED
    db.session.flush()
    kinds = [templates[(number + int(label[-1])) % len(templates)] for number in range(len(ids))]
    copied = [column.name for column in Snapshot.__table__.columns if column.name not in OWN]
    _add(
        insert(Snapshot),
        [
            {
                "id": uuid.uuid4(),
                "wave_id": wave.id,
                "practice_id": each,
                **{name: getattr(kind, name) for name in copied},
            }
            for each, kind in zip(ids, kinds, strict=True)
        ],
    )
    return wave


def _add(statement: Insert, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        db.session.execute(statement, rows)
