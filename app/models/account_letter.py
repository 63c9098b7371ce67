"""Mails about an account: an invitation to have one, or a way to a new password."""

from __future__ import annotations

import datetime
from enum import StrEnum

from sqlalchemy import DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import User
from app.models.base import Base, RandomId, closed_set


class LetterKind(StrEnum):
    """What the mail is about."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105 - not a password


class AccountLetter(Base):
    """One mail with one link, computed from ``id``. It sets a password, once, until it expires."""

    __tablename__ = "account_letters"

    id: Mapped[RandomId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[LetterKind] = mapped_column(closed_set(LetterKind))
    expires_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    claimed: Mapped[bool] = mapped_column(default=False)  # by the worker that hands it to the mail server
    used: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship()
