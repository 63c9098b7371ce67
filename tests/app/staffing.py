"""Lists of staff and waves in preparation, for tests of invitations."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import (
    Audience,
    Invitation,
    Mailing,
    Participant,
    Practice,
    Programme,
    User,
    Wave,
    WaveInstrument,
    WaveState,
)
from app.operations.create_account import Grant, NewAccount, create_account
from app.operations.open_wave import open_wave
from tests.app import builder

OPENED = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Office:
    """One practice with a manager's account, a wave, and its people by name."""

    programme: Programme
    practice: Practice
    wave: Wave
    account: NewAccount
    people: dict[str, Participant]

    @property
    def manager(self) -> User:
        """The user who keeps the list."""
        return self.account.user

    def invitation(self, name: str, instrument: str = "npt-core") -> Invitation:
        """Return one person's invitation."""
        return db.session.scalars(
            select(Invitation).where(
                Invitation.participant_id == self.people[name].id, Invitation.instrument_id == instrument
            )
        ).one()


STAFF: Sequence[tuple[str, str | None, str]] = (
    ("Ada", "ada@example.org", "practice_manager"),
    ("Ben", "ben@example.org", "gp"),
    ("Cas", None, "receptionist"),
)


def office(
    staff: Sequence[tuple[str, str | None, str]] = STAFF,
    *,
    opened: bool = True,
    reminders: Sequence[int] = (7, 14),
) -> Office:
    """Add and commit a practice with staff (name, address, role), and a wave, opened or in preparation."""
    programme = builder.programme()
    practice = builder.practice(programme)
    people = {
        name: Participant(practice_id=practice.id, name=name, email=email, role=role)
        for name, email, role in staff
    }
    db.session.add_all(people.values())
    wave = draft_wave(programme, reminders)
    account = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=practice)])
    if opened:
        open_wave(wave, OPENED)
    db.session.commit()
    return Office(programme, practice, wave, account, people)


def with_mail(app: Flask) -> None:
    """Switch mail on; nothing here sends any."""
    app.extensions["settings"] = dataclasses.replace(
        app.extensions["settings"], smtp_url="smtp://mail.invalid", mail_from="Readiness <r@example.org>"
    )


def draft_wave(
    programme: Programme,
    reminders: Sequence[int] = (7, 14),
    label: str = "W1",
    instruments: Sequence[str] = ("npt-core", "core-team"),
) -> Wave:
    """Add a wave in preparation, with both core instruments unless others are given."""
    wave = Wave(
        programme_id=programme.id,
        label=label,
        title=f"Wave {label}",
        opens_on=OPENED,
        closes_on=datetime.date(2036, 1, 5),
        state=WaveState.DRAFT,
        minimum_group=5,
        reminder_days=list(reminders),
    )
    db.session.add(wave)
    db.session.flush()
    for position, instrument in enumerate(instruments):
        row = WaveInstrument(wave_id=wave.id, instrument_id=instrument, version="1.0.0", position=position)
        db.session.add(row)
    db.session.flush()
    return wave


def mailings() -> list[Mailing]:
    """Return all mails that were ordered, as they are now in the database."""
    db.session.rollback()
    db.session.expire_all()
    return sorted(db.session.scalars(select(Mailing)), key=lambda mail: (mail.number, str(mail.id)))
