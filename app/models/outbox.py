"""Work that must happen after a change: the row commits with the change that causes it."""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import DateTime, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, RandomId, closed_set


class Task(StrEnum):
    """What a worker can be asked to do."""

    RENDER_REPORT = "render_report"
    SEND_INVITATION = "send_invitation"
    SEND_REMINDER = "send_reminder"
    PRINT_ORDER = "print_order"
    SEND_ACCOUNT_LETTER = "send_account_letter"
    CLOSE_WAVE = "close_wave"
    SWEEP_FILES = "sweep_files"  # delete files of rows that are gone
    ERASE_PROGRAMME = "erase_programme"


def _this_minute() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(second=0, microsecond=0)


class OutboxRow(Base):
    """One piece of work. ``subject_id`` is the id of the row it is about: ids only, never contents.

    A worker claims a row by setting ``leased_until``; a lease that ran out may be claimed again. ``added_at``
    is to the minute, so that it says how long work has been waiting and nothing more.
    """

    __tablename__ = "outbox"

    id: Mapped[RandomId]
    task: Mapped[Task] = mapped_column(closed_set(Task))
    subject_id: Mapped[uuid.UUID] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=True))
    done: Mapped[bool] = mapped_column(default=False, index=True)
    last_error: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), default=_this_minute)
