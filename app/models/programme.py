"""Programmes, their practices, and where these belong: networks and regions, with dates."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId

RETENTION_MONTHS = 24


class Programme(Base):
    """A new way of working that is followed over practices and waves.

    ``words`` fills the placeholders of instruments. ``data_label`` is printed on every page and report
    that shows the programme's results (such as "synthetic"). ``linked_waves`` says whether waves may be
    linked by pseudonym; it is chosen before the first wave and said to respondents. ``retention_months`` is
    how long people stay known after the last wave they were asked in (:mod:`app.queries.retention`).
    ``being_erased``: it is gone for everybody already, and the worker deletes its rows.
    """

    __tablename__ = "programmes"
    __table_args__ = (
        CheckConstraint("minimum_group >= 3", name="minimum_group"),
        CheckConstraint("retention_months >= 1", name="retention_months"),
    )

    id: Mapped[RandomId]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    data_label: Mapped[str | None] = mapped_column(String(200))
    minimum_group: Mapped[int] = mapped_column(default=5)
    linked_waves: Mapped[bool] = mapped_column(default=False)
    retention_months: Mapped[int] = mapped_column(default=RETENTION_MONTHS)
    being_erased: Mapped[bool] = mapped_column(default=False)

    practices: Mapped[list[Practice]] = relationship(back_populates="programme", order_by="Practice.name")


class Practice(Base):
    """A primary-care practice. ``headcount`` is the number of staff today; a wave freezes its own.

    A practice that has merged into another keeps its published results and is not asked any more.
    """

    __tablename__ = "practices"
    __table_args__ = (
        UniqueConstraint("programme_id", "slug"),
        UniqueConstraint("programme_id", "ods_code"),
        CheckConstraint("headcount >= 1", name="headcount"),
        CheckConstraint("(merged_into_id IS NULL) = (merged_on IS NULL)", name="merger"),
    )

    id: Mapped[RandomId]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    ods_code: Mapped[str | None] = mapped_column(String(10))
    headcount: Mapped[int]
    # Since when a link practitioner has been in post; before twelve months the words are "on track".
    link_practitioner_since: Mapped[datetime.date | None]
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("practices.id"), index=True)
    merged_on: Mapped[datetime.date | None]

    programme: Mapped[Programme] = relationship(back_populates="practices")
    merged_into: Mapped[Practice | None] = relationship(
        remote_side="Practice.id", back_populates="predecessors"
    )
    predecessors: Mapped[list[Practice]] = relationship(
        back_populates="merged_into", order_by="Practice.merged_on, Practice.name"
    )

    @property
    def in_full(self) -> str:
        """The name, with the ODS code where there is one: several practices may have the same name."""
        return f"{self.name} ({self.ods_code})" if self.ods_code else self.name


# Where nobody knows since when a practice has belonged to its network: before any wave.
SINCE_UNKNOWN = datetime.date(1900, 1, 1)


class Affiliation(Base):
    """The network and the region of a practice from a day on, until the day of its next affiliation."""

    __tablename__ = "affiliations"

    practice_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("practices.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime.date] = mapped_column(primary_key=True)
    network: Mapped[str | None] = mapped_column(String(200))
    region: Mapped[str | None] = mapped_column(String(200))
