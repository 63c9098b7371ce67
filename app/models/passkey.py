"""Passkeys: what an authenticator signs with, and what it was asked to sign."""

from __future__ import annotations

import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import User
from app.models.base import Base, RandomId, closed_set


class Ceremony(StrEnum):
    """What an authenticator is asked for."""

    ADDING = "adding"
    SECOND_STEP = "second_step"
    SIGN_IN = "sign_in"


class Passkey(Base):
    """One key pair of a user: the private half is in their phone, computer or security key.

    ``sign_count`` is what the authenticator counted at its last signature, always 0 where it does not count.
    ``transports`` says how browsers reach it ("internal", "usb"); it is a hint for them.
    """

    __tablename__ = "passkeys"

    id: Mapped[RandomId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    transports: Mapped[list[str]] = mapped_column(JSON)
    name: Mapped[str] = mapped_column(String(60))
    added_on: Mapped[datetime.date]
    last_used_on: Mapped[datetime.date | None]

    user: Mapped[User] = relationship(back_populates="passkeys")


class Challenge(Base):
    """What an authenticator is to sign, once. The key is a hash of what the cookie holds.

    ``user_id`` is nobody's where whoever signs in has not said who they are.
    """

    __tablename__ = "challenges"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    ceremony: Mapped[Ceremony] = mapped_column(closed_set(Ceremony))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), index=True)
