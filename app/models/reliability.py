"""How reliably the practices of a wave differ: published with its results, of the programme as a whole."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Reliability(Base):
    """ICC(1) and ICC(2) of a closed wave by scale: canonical JSON of scoring's document. It never changes.

    Only practices with enough answers to be shown count in it.
    """

    __tablename__ = "reliabilities"

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), primary_key=True)
    document: Mapped[str] = mapped_column(Text)
