"""What a worker can do: one handler a task. Each may be begun again after a crash and then does no harm."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.jobs.close_asked_wave import close_asked_wave
from app.jobs.erase_programme import erase_programme
from app.jobs.print_order import print_order
from app.jobs.render_report import render_report
from app.jobs.send_account_letter import send_account_letter
from app.jobs.send_mailing import send_mailing
from app.jobs.sweep import sweep_files
from app.models import Base, Task
from app.reports.printed import Printer
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Means:
    """What a job may use: a printer, the installation's settings, and the time at which it was begun."""

    printer: Printer
    settings: Settings
    now: datetime.datetime


def _render_report(snapshot_id: uuid.UUID, means: Means) -> Base:
    return render_report(snapshot_id, means.printer, means.settings.reports_dir)


def _send_mailing(mailing_id: uuid.UUID, means: Means) -> None:
    send_mailing(mailing_id, means.settings, means.now)


def _print_order(order_id: uuid.UUID, means: Means) -> None:
    print_order(order_id, means.printer, means.settings)


def _send_account_letter(letter_id: uuid.UUID, means: Means) -> None:
    send_account_letter(letter_id, means.settings, means.now)


def _close_wave(wave_id: uuid.UUID, means: Means) -> None:
    close_asked_wave(wave_id, means.now.date())


def _sweep_files(_programme_id: uuid.UUID, means: Means) -> None:
    sweep_files(means.settings, means.now)


def _erase_programme(programme_id: uuid.UUID, _means: Means) -> None:
    erase_programme(programme_id)


Handler = Callable[[uuid.UUID, Means], Base | None]
HANDLERS: Mapping[Task, Handler] = MappingProxyType(
    {
        Task.RENDER_REPORT: _render_report,
        Task.SEND_INVITATION: _send_mailing,
        Task.SEND_REMINDER: _send_mailing,
        Task.PRINT_ORDER: _print_order,
        Task.SEND_ACCOUNT_LETTER: _send_account_letter,
        Task.SWEEP_FILES: _sweep_files,
        Task.ERASE_PROGRAMME: _erase_programme,
        Task.CLOSE_WAVE: _close_wave,
    }
)
"""A handler returns the row that is stored together with the end of the job, if there is one."""
