"""Who is signed in where, and how often somebody tried."""

from __future__ import annotations

import datetime

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import User
from app.models.base import Base


class SignIn(Base):
    """One sign-in on one device, over when the row is gone. The key is a hash of what the cookie holds."""

    __tablename__ = "sign_ins"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    begun_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))

    user: Mapped[User] = relationship()


class Tries(Base):
    """How often something that can be guessed was tried in one stretch of time.

    ``subject_mac`` is a keyed hash of what it was tried for or from: no address is kept.
    """

    __tablename__ = "tries"

    subject_mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    stretch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    count: Mapped[int]
