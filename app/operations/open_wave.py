"""Opening a wave: practices and staff are frozen as they are today, and everybody concerned is invited."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert

from app.db import db
from app.errors import WaveStateError
from app.models import Invitation, Practice, User, Wave, WaveInstrument, WavePractice, WaveState
from app.operations.audit import record
from app.queries import opening
from app.queries.affiliations import affiliation_on
from app.queries.opening import Listed
from questionnaires import catalogue
from questionnaires.asked import instruments_for
from questionnaires.roles import CORE_ROLES, ROLE_TITLES
from questionnaires.types import Instrument


@dataclass(frozen=True, slots=True)
class PracticeOpening:
    """What opening means for one practice: whom it asks, and what somebody should look at before."""

    practice: Practice
    invited: tuple[Listed, ...]
    warnings: tuple[str, ...]

    def without_mail(self, *, mail_is_on: bool) -> int:
        """Return how many of them need a card: everybody where mail is off."""
        return sum(not (mail_is_on and person.has_mail) for person in self.invited)


def plan_opening(wave: Wave, today: datetime.date) -> tuple[PracticeOpening, ...]:
    """Return what opening ``wave`` on ``today`` would do, by practice. Nothing is changed."""
    roles = {role for each in _offered(wave) for role in each.roles}
    found = opening.staff_of(practices := opening.practices(wave, today))
    return tuple(_plan(practice, found.get(practice.id, ()), roles, wave) for practice in practices)


def open_wave(wave: Wave, today: datetime.date, by: User | None = None) -> int:
    """Open ``wave`` and return how many invitations there are. ``by`` None: a command does it. Flushes.

    Headcounts and the hierarchy are frozen as they are today. Everybody on a list of staff is invited to what
    their role is asked (see :mod:`questionnaires.asked`: one module at most, of some roles nothing); whoever
    is added later is asked from the next wave on. Raises WaveStateError where the wave is not being prepared,
    is over before it begins, or nobody can be asked.
    """
    db.session.refresh(wave, with_for_update=True)
    if wave.state is not WaveState.DRAFT:
        raise WaveStateError(
            f"Wave {wave.label} was opened on {wave.opens_on:%-d %B %Y}; "
            "only one in preparation can be opened."
        )
    if wave.closes_on < today:
        raise WaveStateError(f"Wave {wave.label} would close on {wave.closes_on}. Choose a later day first.")
    plans = plan_opening(wave, today)
    offered = _offered(wave)
    if not offered or not any(plan.invited for plan in plans):
        raise WaveStateError(f"Wave {wave.label} would ask nobody. Add instruments and staff first.")
    _freeze(wave, [plan.practice for plan in plans], today)
    wave.state, wave.opens_on = WaveState.OPEN, today
    wave.minimum_group = max(wave.minimum_group, wave.programme.minimum_group)
    invited = _invite(wave, plans, offered)
    counts = {"practices": str(len(plans)), "invitations": str(invited)}
    record("wave.opened", by, f"wave {wave.label}", wave.programme_id, **counts)
    return invited


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


def _offered(wave: Wave) -> list[Instrument]:
    """Return what the wave asks, in its order."""
    rows: Sequence[WaveInstrument] = wave.instruments
    return [catalogue.get(row.instrument_id, row.version) for row in rows]


def _plan(practice: Practice, people: Sequence[Listed], roles: set[str], wave: Wave) -> PracticeOpening:
    invited = tuple(person for person in people if person.role in roles)
    return PracticeOpening(
        practice=practice,
        invited=invited,
        warnings=tuple(_warnings(practice, people, invited, wave)),
    )


def _warnings(
    practice: Practice, people: Sequence[Listed], invited: Sequence[Listed], wave: Wave
) -> Sequence[str]:
    if not people:
        return ["Nobody is on the list of staff: nobody would be asked"]
    found = _asked_nothing(people, invited)
    if not invited:
        return [*found, "Nobody would be asked"]
    there = {person.role for person in invited}
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


def _asked_nothing(people: Sequence[Listed], invited: Sequence[Listed]) -> list[str]:
    """Return a warning of those on the list whose role the wave has no questions for; nothing without any."""
    roles = {person.role for person in invited}
    left_out = [person.role for person in people if person.role not in roles]
    if not left_out:
        return []
    many = "1 person has" if len(left_out) == 1 else f"{len(left_out)} people have"
    titles = ", ".join(title for role, title in ROLE_TITLES.items() if role in left_out)
    return [f"{many} a role that this wave asks nothing: {titles}"]


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
