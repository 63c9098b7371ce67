"""Opening a wave: practices and staff are frozen as they are today, and everybody concerned is invited."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.db import db
from app.errors import WaveStateError
from app.models import Invitation, Participant, Practice, Wave, WaveInstrument, WavePractice, WaveState
from app.queries import opening
from questionnaires import catalogue
from questionnaires.asked import instruments_for
from questionnaires.roles import CORE_ROLES, ROLE_TITLES
from questionnaires.types import Instrument

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PracticeOpening:
    """What opening means for one practice: whom it asks, and what somebody should look at before."""

    practice: Practice
    invited: tuple[Participant, ...]
    without_mail: int
    warnings: tuple[str, ...]


def plan_opening(wave: Wave) -> tuple[PracticeOpening, ...]:
    """Return what opening ``wave`` would do, by practice. Nothing is changed."""
    roles = {role for each in _offered(wave) for role in each.roles}
    found = opening.staff_of(practices := opening.practices(wave))
    return tuple(_plan(practice, found.get(practice.id, ()), roles, wave) for practice in practices)


def open_wave(wave: Wave, today: datetime.date) -> int:
    """Open ``wave`` and return how many invitations there are. Flushes.

    Headcounts and the hierarchy are frozen as they are today. Everybody on a list of staff is invited to what
    their role is asked (see :mod:`questionnaires.asked`: one module at most); whoever is added later is asked
    from the next wave on. Raises WaveStateError where the wave is not being prepared, is over before it
    begins, or nobody can be asked.
    """
    db.session.refresh(wave, with_for_update=True)
    if wave.state is not WaveState.DRAFT:
        raise WaveStateError(f"Wave {wave.label} is {wave.state}; only one in preparation can be opened.")
    if wave.closes_on < today:
        raise WaveStateError(f"Wave {wave.label} would close on {wave.closes_on}. Choose a later day first.")
    plans = plan_opening(wave)
    offered = _offered(wave)
    if not offered or not any(plan.invited for plan in plans):
        raise WaveStateError(f"Wave {wave.label} would ask nobody. Add instruments and staff first.")
    _freeze(wave, [plan.practice for plan in plans])
    wave.state, wave.opens_on = WaveState.OPEN, today
    wave.minimum_group = max(wave.minimum_group, wave.programme.minimum_group)
    invitations = [
        Invitation(wave_id=wave.id, participant_id=person.id, instrument_id=instrument.id, generation=1)
        for plan in plans
        for person in plan.invited
        for instrument in instruments_for(person.role, offered)
    ]
    db.session.add_all(invitations)
    db.session.flush()
    log.info("opened wave %s: %d practices, %d invitations", wave.id, len(plans), len(invitations))
    return len(invitations)


def _offered(wave: Wave) -> list[Instrument]:
    """Return what the wave asks, in its order."""
    rows: Sequence[WaveInstrument] = wave.instruments
    return [catalogue.get(row.instrument_id, row.version) for row in rows]


def _plan(practice: Practice, people: Sequence[Participant], roles: set[str], wave: Wave) -> PracticeOpening:
    invited = tuple(person for person in people if person.role in roles)
    return PracticeOpening(
        practice=practice,
        invited=invited,
        without_mail=sum(person.email is None for person in invited),
        warnings=tuple(_warnings(practice, invited, wave)),
    )


def _warnings(practice: Practice, invited: Sequence[Participant], wave: Wave) -> Sequence[str]:
    found = []
    there = {person.role for person in invited}
    if not invited:
        return ["Nobody is on the list of staff: nobody would be asked"]
    missing = [ROLE_TITLES[role] for role in CORE_ROLES if role not in there]
    if missing:
        found.append(f"Nobody is listed as {', '.join(missing)}: shared understanding cannot be judged")
    if len(invited) > practice.headcount:
        found.append(
            f"{len(invited)} people are listed, but the headcount is {practice.headcount}: correct one"
        )
    others = sum(person.role != "practice_manager" for person in invited)
    if others < wave.minimum_group:
        found.append(
            f"{others} besides the practice manager would be asked; results need {wave.minimum_group} answers"
        )
    return found


def _freeze(wave: Wave, practices: Sequence[Practice]) -> None:
    """Write down headcount and hierarchy of each practice as they are at this moment."""
    there: Mapping[uuid.UUID, WavePractice] = {row.practice_id: row for row in wave.practices}
    for practice in practices:
        row = there.get(practice.id) or WavePractice(wave_id=wave.id, practice_id=practice.id)
        row.headcount = practice.headcount
        row.link_practitioner_since = practice.link_practitioner_since
        row.network, row.region = practice.network, practice.region
        db.session.add(row)
