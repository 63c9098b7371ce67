"""Builds small programmes for tests, with rows that make sense together."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from app.db import db
from app.models import (
    Invitation,
    Participant,
    Practice,
    Programme,
    Wave,
    WaveInstrument,
    WavePractice,
    WaveState,
)
from app.operations.plan_steps import StepContent

WORDS = {
    "link_practitioner": "link practitioner",
    "the_programme": "social prescribing with a link practitioner",
}
OPENS = datetime.date(2026, 1, 5)
CLOSES = datetime.date(2036, 1, 5)
STEP = StepContent(
    goal="Visit two groups nearby",
    owner="Practice nurse",
    due_on=datetime.date(2035, 6, 30),
    sign_of_success="Both groups know who to ask for",
)


@dataclass(frozen=True, slots=True)
class Built:
    """The rows of one open wave of one practice with its invitations."""

    programme: Programme
    practice: Practice
    wave: Wave
    invitations: tuple[Invitation, ...]


def programme(slug: str = "harbour") -> Programme:
    """Add a programme."""
    row = Programme(
        slug=slug,
        name=slug.title(),
        words=WORDS,
        data_label="synthetic",
        minimum_group=5,
        linked_waves=False,
    )
    db.session.add(row)
    db.session.flush()
    return row


def practice(of: Programme, slug: str = "elm", headcount: int = 10) -> Practice:
    """Add a practice to a programme."""
    row = Practice(programme_id=of.id, slug=slug, name=slug.title(), headcount=headcount)
    db.session.add(row)
    db.session.flush()
    return row


def wave(of: Programme, practices: list[Practice], label: str = "W1") -> Wave:
    """Add an open wave with both shipped instruments."""
    row = Wave(
        programme_id=of.id,
        label=label,
        title=f"Wave {label}",
        opens_on=OPENS,
        closes_on=CLOSES,
        state=WaveState.OPEN,
        minimum_group=of.minimum_group,
    )
    db.session.add(row)
    db.session.flush()
    for position, instrument in enumerate(("npt-core", "core-team")):
        db.session.add(
            WaveInstrument(wave_id=row.id, instrument_id=instrument, version="1.0.0", position=position)
        )
    for each in practices:
        db.session.add(WavePractice(wave_id=row.id, practice_id=each.id, headcount=each.headcount))
    db.session.flush()
    return row


def invitation(
    to: Practice, in_wave: Wave, role: str = "receptionist", instrument: str = "npt-core"
) -> Invitation:
    """Add a participant of that role and their invitation."""
    person = Participant(practice_id=to.id, name=f"Synthetic {role}", email=None, role=role)
    db.session.add(person)
    db.session.flush()
    row = Invitation(wave_id=in_wave.id, participant_id=person.id, instrument_id=instrument, generation=1)
    db.session.add(row)
    db.session.flush()
    return row


def open_wave(roles: tuple[str, ...] = ("receptionist",), slug: str = "harbour") -> Built:
    """Add and commit a programme with one practice, an open wave and one npt-core invitation a role."""
    of = programme(slug)
    to = practice(of)
    in_wave = wave(of, [to])
    invitations = tuple(invitation(to, in_wave, role) for role in roles)
    db.session.commit()
    return Built(of, to, in_wave, invitations)
