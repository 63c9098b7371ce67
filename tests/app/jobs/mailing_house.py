"""An application that sends mail about a wave, with a worker whose clock is turned by hand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from flask import Flask

from app.db import db
from app.jobs.worker import Worker
from app.models import Participation
from app.settings import Settings
from tests.app.jobs.orders import HandClock, fake_pdf
from tests.app.mail.server import Post
from tests.app.staffing import DAY, OPENED, Office

NOON = datetime.datetime.combine(OPENED, datetime.time(12), datetime.UTC)


@dataclass
class House:
    """An application with mail, an open wave, and a worker whose clock is turned by hand."""

    app: Flask
    post: Post
    office: Office
    clock: HandClock

    @property
    def settings(self) -> Settings:
        """The application's settings."""
        settings: Settings = self.app.extensions["settings"]
        return settings

    def work(self) -> list[str]:
        """Let the worker do what is due; return whom it wrote to."""
        db.session.rollback()
        before = len(self.post.recipients)
        worker = Worker(self.app, fake_pdf, self.clock)
        worker.tick()
        worker.drain()
        return sorted(self.post.recipients[before:])

    def days_later(self, days: int) -> list[str]:
        """Let days pass, then the worker work."""
        self.clock.now = NOON + days * DAY
        return self.work()

    def answer(self, name: str, *instruments: str) -> None:
        """Note that somebody has answered."""
        for instrument in instruments or ("npt-core",):
            invitation = self.office.invitation(name, instrument)
            db.session.add(Participation(invitation_id=invitation.id, submitted_on=OPENED))
        db.session.commit()
