"""Who did what to which: never what somebody answered."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import JSON, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, RandomId


class AuditEntry(Base):
    """One act of somebody with an account, or of a command. Nothing of respondents is entered.

    ``by`` is the address of the account at that time, or what ran the command; ``subject`` names what was
    acted on in words; ``detail`` holds what else there is to say, text by name. ``programme_id`` outlives
    its programme, so it is no foreign key.
    """

    __tablename__ = "audit_entries"

    id: Mapped[RandomId]
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    by: Mapped[str] = mapped_column(String(255))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(300))
    programme_id: Mapped[uuid.UUID | None]
    detail: Mapped[dict[str, str]] = mapped_column(JSON)
