"""How the service is at this moment, for the page of health and for the home of administrators."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from app.db import db
from app.health import machine
from app.health.database import database
from app.health.finding import Finding
from app.health.folders import backups, reports
from app.health.heartbeat import worker
from app.health.outbox import outbox
from app.queries.work import Pile
from app.settings import Settings


def of_the_service(settings: Settings, piles: Sequence[Pile], now: datetime.datetime) -> Iterator[Finding]:
    """Yield what was found of the database, the worker and its work, the folders and the disk."""
    yield database(db.engine)
    yield worker(settings.data_dir, now)
    yield outbox(piles, now)
    yield reports(settings.reports_dir)
    yield backups(db.engine, now)
    yield machine.disk(settings.data_dir)
