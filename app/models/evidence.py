"""Coded evidence: what interviews and documents say of a practice, beside what its survey says."""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId, closed_set
from app.models.programme import Practice
from app.models.wave import Wave


class Mark(StrEnum):
    """What the evidence says: that it supports or hinders; in brackets, stated of a group or inferred."""

    SUPPORTS = "+"
    HINDERS = "-"
    SUPPORTS_INFERRED = "(+)"
    HINDERS_INFERRED = "(-)"


class EvidenceCell(Base):
    """One cell of the evidence matrix: a practice in a wave by a construct, level or contextual factor.

    ``aspect`` is one of the columns of :mod:`scoring.matrix`. A cell that states nothing has no row.
    """

    __tablename__ = "evidence_cells"
    __table_args__ = (UniqueConstraint("wave_id", "practice_id", "aspect"),)

    id: Mapped[RandomId]
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"), index=True)
    aspect: Mapped[str] = mapped_column(String(40))
    mark: Mapped[Mark] = mapped_column(closed_set(Mark))
    source: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text)
    coded_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    coded_on: Mapped[datetime.date]

    wave: Mapped[Wave] = relationship()
    practice: Mapped[Practice] = relationship()
