"""The worker's sign of life: a file in the data folder, which web and workers share for the reports' sake."""

from __future__ import annotations

import datetime
import os
from contextlib import suppress
from pathlib import Path

from app.health.finding import Finding, age

FILE = "worker-alive"
SILENT = datetime.timedelta(minutes=10)  # longer than the longest job


def beat(data_dir: Path, now: datetime.datetime) -> None:
    """Leave a sign of life. Where the folder cannot be written, work goes on without."""
    path, moment = data_dir / FILE, now.timestamp()
    with suppress(OSError):
        path.touch()
        os.utime(path, (moment, moment))


def last_beat(data_dir: Path) -> datetime.datetime | None:
    """Return when a worker was last there (UTC), None for never."""
    try:
        found = (data_dir / FILE).stat().st_mtime
    except OSError:
        return None
    return datetime.datetime.fromtimestamp(found, datetime.UTC)


def worker(data_dir: Path, now: datetime.datetime) -> Finding:
    """Return whether a worker is there: without one no report is made and no mail sent."""
    last = last_beat(data_dir)
    if last is None:
        return Finding("worker", "note", "was never here. Mail and reports wait for it: readiness serve")
    seen = f"last here {age(last, now)} ago"
    if now - last > SILENT:
        return Finding("worker", "note", f"{seen}. Mail and reports wait for it: readiness serve")
    return Finding("worker", "ok", seen)
