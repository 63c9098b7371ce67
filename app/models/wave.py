"""Waves: when staff are asked, with which instruments, and who they were at that time."""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId, closed_set
from app.models.programme import Practice, Programme

REMINDER_DAYS = (7, 14)


class WaveState(StrEnum):
    """A wave is prepared, then open for answers, then closed for good with its results published.

    Between the last two it is CLOSING: no answers are taken any more, and nothing is shown yet.
    """

    DRAFT = "draft"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


class PracticeChoice(StrEnum):
    """Which practices a wave in preparation will ask."""

    ALL = "all"  # of the programme, on the day of opening
    NETWORK = "network"  # those that are in certain networks on that day
    REGION = "region"
    LISTED = "listed"  # those that have a WavePractice


class Wave(Base):
    """One round of asking. ``label`` is short ("P2") and its address; ``minimum_group`` is frozen at opening.

    ``reminder_days`` says how many days after opening each reminder is due; the rule of ``rule_id`` and
    ``rule_version`` judges at closing. ``practices_in`` are the names that ``practices_by`` goes by.
    """

    __tablename__ = "waves"
    __table_args__ = (
        UniqueConstraint("programme_id", "label"),
        CheckConstraint("closes_on >= opens_on", name="dates"),
        CheckConstraint("minimum_group >= 3", name="minimum_group"),
    )

    id: Mapped[RandomId]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"), index=True)
    label: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    opens_on: Mapped[datetime.date]
    closes_on: Mapped[datetime.date]
    state: Mapped[WaveState] = mapped_column(closed_set(WaveState), default=WaveState.DRAFT)
    minimum_group: Mapped[int]
    reminder_days: Mapped[list[int]] = mapped_column(JSON, default=lambda: list(REMINDER_DAYS))
    rule_id: Mapped[str] = mapped_column(String(80), default="npt-integration")
    rule_version: Mapped[str] = mapped_column(String(20), default="1.0.0")
    practices_by: Mapped[PracticeChoice] = mapped_column(
        closed_set(PracticeChoice), default=PracticeChoice.ALL
    )
    practices_in: Mapped[list[str]] = mapped_column(JSON, default=list)
    closing_asked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    programme: Mapped[Programme] = relationship()
    instruments: Mapped[list[WaveInstrument]] = relationship(order_by="WaveInstrument.position")
    practices: Mapped[list[WavePractice]] = relationship()


class WaveInstrument(Base):
    """An instrument in the version that a wave uses; who is asked follows from the instrument's roles."""

    __tablename__ = "wave_instruments"

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), primary_key=True)
    instrument_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    version: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]


class WavePractice(Base):
    """A practice as it was when the wave opened: the headcount and the hierarchy that the results rest on."""

    __tablename__ = "wave_practices"
    __table_args__ = (CheckConstraint("headcount >= 1", name="headcount"),)

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), primary_key=True)
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"), primary_key=True, index=True)
    headcount: Mapped[int]
    link_practitioner_since: Mapped[datetime.date | None]
    network: Mapped[str | None] = mapped_column(String(200))
    region: Mapped[str | None] = mapped_column(String(200))

    practice: Mapped[Practice] = relationship()
