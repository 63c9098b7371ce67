"""How many people answered this wave and the one before, where a programme links its waves.

A number is kept only where it may be shown: of those who answered both times at least five, and of those who
answered only one of the two nobody or at least five, the practice manager never counted. It stands in the
sentence about who answered; no score is worked out of it. The change of the same people by itself is not
published: with both waves shown, it would be a third number about the same few answers.

Once counted, the pseudonyms of the wave before go. In which waves somebody answered is known by name too;
where few people of a practice did so in the same ones, the two stores would meet there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import update

from app.db import db
from app.models import Response, Snapshot
from app.operations.scored_wave import ScoredWave
from app.queries import responses, snapshots


def count_same_people(scored: ScoredWave, published: Iterable[Snapshot]) -> None:
    """Write into each snapshot, not yet stored, how many others answered the wave before as well."""
    wave = scored.wave
    before = snapshots.wave_before(wave, scored.published_on) if wave.programme.linked_waves else None
    if before is None:
        return
    same = responses.same_people(wave.id, before.id, scored.survey.id)
    earlier = {row.practice_id: row.others for row in snapshots.of_wave(before.id)}
    told = _all_managers_known(scored)
    for snapshot in published:
        if snapshot.practice_id not in told:
            continue
        people = same.get(snapshot.practice_id, 0)
        once = (snapshot.others - people, earlier.get(snapshot.practice_id, 0) - people)
        if may_be_counted(people, once, wave.minimum_group):
            snapshot.same_people = people
    forget = update(Response).where(Response.wave_id == before.id).values(pseudonym=None)
    db.session.execute(forget.execution_options(synchronize_session=False))


def _all_managers_known(scored: ScoredWave) -> frozenset[uuid.UUID]:
    """Return the practices in which all managers have that role: elsewhere one may be among the others."""
    of_role = responses.counts(scored.wave.id, scored.survey.id, role=responses.MANAGER)
    counted = zip(map(uuid.UUID, scored.table.practices), scored.managers.tolist(), strict=True)
    return frozenset(practice_id for practice_id, most in counted if most == of_role.get(practice_id, 0))


def may_be_counted(people: int, once: tuple[int, int], minimum: int) -> bool:
    """Return whether ``people`` who answered twice may be told; ``once``: who did so in one wave only."""
    return people >= minimum and all(others == 0 or others >= minimum for others in once)
