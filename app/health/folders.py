"""The folders of an installation: reports that were made, and backups."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from sqlalchemy import Engine

from app.health.finding import Finding, age

BEFORE_UPGRADE = "*-before-upgrade.db"


def reports(folder: Path) -> Finding:
    """Return how many reports there are, and whether more can be written."""
    if not folder.is_dir():
        return Finding("reports", "ok", "none yet: they are made when a wave is closed")
    if not os.access(folder, os.W_OK):
        return Finding("reports", "missing", f"{folder} cannot be written, so no report can be made")
    count = sum(1 for _ in folder.glob("*.pdf"))
    return Finding("reports", "ok", f"{count:,} in {folder}")


def backups(engine: Engine, now: datetime.datetime) -> Finding:
    """Return when the database was last copied before an upgrade. Other backups are not this service's."""
    if engine.dialect.name != "sqlite":
        return Finding("backups", "note", "are yours to take: pg_dump. This service makes none.")
    folder = Path(engine.url.database or "").parent
    made = [path.stat().st_mtime for path in folder.glob(BEFORE_UPGRADE)]
    if not made:
        return Finding("backups", "note", "none before an upgrade yet; others are yours to take")
    last = datetime.datetime.fromtimestamp(max(made), datetime.UTC)
    found = f"{len(made)} before upgrades, the last {age(last, now)} ago; others are yours to take"
    return Finding("backups", "ok", found)
