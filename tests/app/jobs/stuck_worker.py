"""A worker that stops in the middle of its first job: run by a test, to be killed there.

``python -m tests.app.jobs.stuck_worker DATA_DIR DATABASE_URL NOW`` prints a line when the job is begun.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from app import create_app
from app.jobs.worker import Worker
from app.reports.printed import PrintedReport
from tests.conftest import make_settings


def stuck(html: str) -> PrintedReport:
    """Say that the job is begun, then wait for ever."""
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    sys.stdin.read()
    raise AssertionError("nobody should have let it go on")


if __name__ == "__main__":
    data_dir, database_url, now = sys.argv[1:]
    at = datetime.datetime.fromisoformat(now)
    app = create_app(make_settings(Path(data_dir), database_url))
    Worker(app, stuck, lambda: at).run_one()
