"""What a module says of a programme: worked out when the wave closed, over all people who answered it."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ModuleResult(Base):
    """Canonical JSON of scoring's pooled means of one anonymous module in a wave. It never changes.

    Means that rest on too few people were left out of it when it was written.
    """

    __tablename__ = "module_results"

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), primary_key=True)
    instrument_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    version: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(Text)
