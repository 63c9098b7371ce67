"""The worker: takes one job after the other from the outbox until there is none.

The slow part of a job runs outside of any transaction that writes; the row it results in and the job's end
commit together, so that a job is done exactly once however often it was begun.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from flask import Flask

from app.db import begin_writing, db
from app.jobs import outbox
from app.jobs.outbox import Clock, Job
from app.jobs.render_report import render_report
from app.models import Base, Task
from app.reports.printed import Printer
from app.settings import Settings

log = logging.getLogger(__name__)
POLL_SECONDS = 2.0

Handler = Callable[[uuid.UUID, Printer, Path], Base]
HANDLERS: Mapping[Task, Handler] = MappingProxyType({Task.RENDER_REPORT: render_report})


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker of one application. ``clock`` tells it the time of leases."""

    app: Flask
    printer: Printer
    clock: Clock = outbox.utc_now

    def run(self, stop: threading.Event) -> None:
        """Drain the outbox again and again until ``stop`` is set; a job that was begun is finished first."""
        while not stop.is_set():
            try:
                self.drain(stop)
            except Exception:  # the database may be away for a while; what was claimed is claimed again later
                log.exception("the worker could not reach its work; it tries again")
            stop.wait(POLL_SECONDS)

    def drain(self, stop: threading.Event | None = None) -> int:
        """Do jobs until none is free or ``stop`` is set; return how many were tried."""
        tried = 0
        while (stop is None or not stop.is_set()) and self.run_one():
            tried += 1
        return tried

    def run_one(self) -> bool:
        """Do one job; False where there was none. Its failure is recorded, not raised."""
        job = self._claim()
        if job is None:
            return False
        try:
            with self.app.app_context():
                row = HANDLERS[job.task](job.subject_id, self.printer, self._reports_dir)
        except Exception as error:
            log.exception("job %s (%s) failed, attempt %d", job.id, job.task, job.attempt)
            self._record_failure(job, error)
        else:
            self._record(job, row)
        return True

    @property
    def _reports_dir(self) -> Path:
        settings: Settings = self.app.extensions["settings"]
        return settings.reports_dir

    def _claim(self) -> Job | None:
        with self.app.app_context():
            begin_writing()
            job = outbox.claim(self.clock())
            db.session.commit()
        return job

    def _record(self, job: Job, row: Base) -> None:
        with self.app.app_context():
            begin_writing()
            if not outbox.finish(job):
                log.warning("job %s was taken over by another worker; this result is left out", job.id)
                return
            db.session.merge(row)
            db.session.commit()

    def _record_failure(self, job: Job, error: Exception) -> None:
        with self.app.app_context():
            begin_writing()
            outbox.fail(job, error, self.clock())
            db.session.commit()
