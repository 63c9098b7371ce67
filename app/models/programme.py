"""Programmes and their practices."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId


class Programme(Base):
    """A new way of working that is followed over practices and waves.

    ``words`` fills the placeholders of instruments. ``data_label`` is printed on every page and report
    that shows the programme's results (such as "synthetic"). ``linked_waves`` says whether waves may be
    linked by pseudonym; it is chosen before the first wave and said to respondents.
    """

    __tablename__ = "programmes"
    __table_args__ = (CheckConstraint("minimum_group >= 3", name="minimum_group"),)

    id: Mapped[RandomId]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    data_label: Mapped[str | None] = mapped_column(String(200))
    minimum_group: Mapped[int] = mapped_column(default=5)
    linked_waves: Mapped[bool] = mapped_column(default=False)

    practices: Mapped[list[Practice]] = relationship(back_populates="programme", order_by="Practice.name")


class Practice(Base):
    """A primary-care practice. ``headcount`` is the number of staff today; a wave freezes its own."""

    __tablename__ = "practices"
    __table_args__ = (
        UniqueConstraint("programme_id", "slug"),
        CheckConstraint("headcount >= 1", name="headcount"),
    )

    id: Mapped[RandomId]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    ods_code: Mapped[str | None] = mapped_column(String(10))
    network: Mapped[str | None] = mapped_column(String(200))
    region: Mapped[str | None] = mapped_column(String(200))
    headcount: Mapped[int]
    # Since when a link practitioner has been in post; before twelve months the words are "on track".
    link_practitioner_since: Mapped[datetime.date | None]

    programme: Mapped[Programme] = relationship(back_populates="practices")
