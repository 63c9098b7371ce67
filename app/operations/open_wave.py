"""Opening a wave: practices and staff are frozen as they are today, and everybody concerned is invited."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import insert

from app.db import db
from app.errors import OpeningChangedError, WaveStateError
from app.models import Invitation, Practice, User, Wave, WavePractice, WaveState
from app.operations.audit import record
from app.operations.opening_revision import parts_of_opening
from app.operations.plan_opening import PracticeOpening, not_before, offered_by, plan_opening
from app.queries.affiliations import affiliation_on
from app.revisions import changed_since
from questionnaires.asked import instruments_for
from questionnaires.roles import ROLE_TITLES
from questionnaires.types import Instrument


def open_wave(wave: Wave, today: datetime.date, by: User | None = None, *, seen: str | None = None) -> int:
    """Open ``wave`` and return how many invitations there are. ``by`` None: a command does it. Flushes.

    Headcounts and the hierarchy are frozen as they are today. Everybody on a list of staff is invited to what
    their role is asked (see :mod:`questionnaires.asked`: one module at most, of some roles nothing); whoever
    is added later is asked from the next wave on. ``seen`` is the revision of what ``by`` was shown, None for
    nothing. Raises WaveStateError where the wave is not being prepared, is over before it begins, would ask a
    practice too often in a year, or nobody can be asked; OpeningChangedError where opening would do something
    else than was seen.
    """
    db.session.refresh(wave, with_for_update=True)
    if wave.state is not WaveState.DRAFT:
        raise WaveStateError(
            f"Wave {wave.label} was opened on {wave.opens_on:%-d %B %Y}; "
            "only one in preparation can be opened."
        )
    plans = plan_opening(wave, today)
    if seen is not None and (changed := changed_since(seen, parts_of_opening(wave, plans))):
        raise OpeningChangedError(changed)
    offered = offered_by(wave)
    _refuse_what_cannot_be(wave, plans, offered, today)
    _freeze(wave, [plan.practice for plan in plans], today)
    wave.state, wave.opens_on = WaveState.OPEN, today
    wave.minimum_group = max(wave.minimum_group, wave.programme.minimum_group)
    invited = _invite(wave, plans, offered)
    counts = {"practices": str(len(plans)), "invitations": str(invited)}
    record("wave.opened", by, f"wave {wave.label}", wave.programme_id, **counts)
    return invited


def _refuse_what_cannot_be(
    wave: Wave, plans: Sequence[PracticeOpening], offered: Sequence[Instrument], today: datetime.date
) -> None:
    if wave.closes_on < today:
        raise WaveStateError(f"Wave {wave.label} would close on {wave.closes_on}. Choose a later day first.")
    if again_from := not_before(plans):
        raise WaveStateError(
            f"Wave {wave.label} would ask a practice for the fourth time within a year. Leave such practices "
            f"out, or open it from {again_from:%-d %B %Y} on."
        )
    if not offered or not any(plan.invited for plan in plans):
        raise WaveStateError(f"Wave {wave.label} would ask nobody. Add instruments and staff first.")


def _invite(wave: Wave, plans: Sequence[PracticeOpening], offered: Sequence[Instrument]) -> int:
    """Write the invitations, all in one statement: there may be a hundred thousand."""
    asked = {role: instruments_for(role, offered) for role in ROLE_TITLES}
    rows = [
        {"wave_id": wave.id, "participant_id": person.id, "instrument_id": instrument.id, "generation": 1}
        for plan in plans
        for person in plan.invited
        for instrument in asked[person.role]
    ]
    db.session.flush()
    db.session.execute(insert(Invitation), rows)
    return len(rows)


def _freeze(wave: Wave, practices: Sequence[Practice], today: datetime.date) -> None:
    """Write down headcount and hierarchy of each practice as they are today, and leave out all others."""
    belongs = affiliation_on(practices, today)
    there: Mapping[uuid.UUID, WavePractice] = {row.practice_id: row for row in wave.practices}
    for practice_id in there.keys() - {practice.id for practice in practices}:
        db.session.delete(there[practice_id])  # it has merged into another since it was chosen
    for practice in practices:
        row = there.get(practice.id) or WavePractice(wave_id=wave.id, practice_id=practice.id)
        row.headcount = practice.headcount
        row.link_practitioner_since = practice.link_practitioner_since
        place = belongs.get(practice.id)
        row.network, row.region = (place.network, place.region) if place else (None, None)
        db.session.add(row)
