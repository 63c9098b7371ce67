"""The worker: takes one job after the other from the outbox until there is none.

The slow part of a job runs outside of any transaction that writes; the row it results in and the job's end
commit together, so that a job is done exactly once however often it was begun.
"""

from __future__ import annotations

import datetime
import logging
import threading
from dataclasses import dataclass

from flask import Flask

from app.db import begin_writing, db
from app.health.heartbeat import beat
from app.jobs import outbox
from app.jobs.outbox import Clock, Job, LaterError
from app.jobs.sweep import sweep
from app.jobs.tasks import HANDLERS, Means
from app.jobs.tick import tick
from app.models import Base
from app.queries.work import NOT_COUNTED
from app.reports.printed import Printer
from app.settings import Settings

log = logging.getLogger(__name__)
POLL_SECONDS = 2.0
TICK = datetime.timedelta(minutes=2)
SWEEP = datetime.timedelta(hours=1)
LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker of one application. ``clock`` tells it the time of leases."""

    app: Flask
    printer: Printer
    clock: Clock = outbox.utc_now

    def run(self, stop: threading.Event) -> None:
        """Drain the outbox again and again until ``stop`` is set; a job that was begun is finished first."""
        next_tick = next_sweep = LONG_AGO
        while not stop.is_set():
            try:
                now = self.clock()
                if now >= next_tick:
                    next_tick = now + TICK
                    self.tick()
                if now >= next_sweep:
                    next_sweep = now + SWEEP
                    self.sweep()
                self.drain(stop)
            except Exception:  # the database may be away for a while; what was claimed is claimed again later
                log.exception("the worker could not reach its work; it tries again")
            stop.wait(POLL_SECONDS)

    def tick(self) -> None:
        """Order what is due by the calendar; several workers may do it, at any time, again."""
        with self.app.app_context():
            begin_writing()
            tick(self._settings, self.clock().date())
            db.session.commit()

    def sweep(self) -> None:
        """Throw away what has had its time; several workers may do it, at any time, again."""
        with self.app.app_context():
            sweep(self._settings, self.clock())

    def drain(self, stop: threading.Event | None = None) -> int:
        """Do jobs until none is free or ``stop`` is set; return how many were tried."""
        tried = 0
        while (stop is None or not stop.is_set()) and self.run_one():
            tried += 1
        return tried

    def run_one(self) -> bool:
        """Do one job; False where there was none. Its failure is recorded, not raised."""
        beat(self._settings.data_dir, self.clock())
        job = self._claim()
        if job is None:
            return False
        try:
            with self.app.app_context():
                means = Means(self.printer, self._settings, self.clock())
                row = HANDLERS[job.task](job.subject_id, means)
        except LaterError as error:
            if job.task not in NOT_COUNTED:
                log.warning(
                    "job %s (%s) is tried later, attempt %d: %s", job.id, job.task, job.attempt, error
                )
            self._record_failure(job, error)
        except Exception as error:
            log.exception("job %s (%s) failed, attempt %d", job.id, job.task, job.attempt)
            self._record_failure(job, error)
        else:
            self._record(job, row)
        return True

    @property
    def _settings(self) -> Settings:
        settings: Settings = self.app.extensions["settings"]
        return settings

    def _claim(self) -> Job | None:
        with self.app.app_context():
            begin_writing()
            job = outbox.claim(self.clock(), outbox.held(mail_is_on=self._settings.mail_is_on))
            db.session.commit()
        return job

    def _record(self, job: Job, row: Base | None) -> None:
        with self.app.app_context():
            begin_writing()
            if not outbox.finish(job):
                log.warning("job %s was taken over by another worker; this result is left out", job.id)
                return
            if row is not None:
                db.session.merge(row)
            db.session.commit()

    def _record_failure(self, job: Job, error: Exception) -> None:
        with self.app.app_context():
            begin_writing()
            outbox.fail(job, error, self.clock())
            db.session.commit()
