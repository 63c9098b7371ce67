"""What is shown of role groups: written once, when a wave is closed, and nothing else is kept of them."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId
from app.models.programme import Practice


class RoleResult(Base):
    """A role group of which something is shown: of one practice, or of all of a wave where there is none.

    ``document`` is canonical JSON of released numbers only (app/disclosure/roles.py). It never changes.
    """

    __tablename__ = "role_results"
    __table_args__ = (Index("ix_role_results_wave_id_role", "wave_id", "role"),)

    id: Mapped[RandomId]
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    practice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("practices.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(Text)

    practice: Mapped[Practice | None] = relationship()
