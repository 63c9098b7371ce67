"""Comments that readers of a result may read. They were chosen when the wave closed; see app/disclosure."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, RandomId


class SharedComment(Base):
    """What somebody wrote, under an id of its own: no response, no role, no date, no order.

    ``withheld``: a programme lead took it out of sight, since it names somebody.
    """

    __tablename__ = "shared_comments"
    __table_args__ = ({"sqlite_with_rowid": False},)  # no order of insertion

    id: Mapped[RandomId]
    snapshot_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("snapshots.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    withheld: Mapped[bool] = mapped_column(default=False, server_default=false())
