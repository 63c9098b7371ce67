"""Accounts of the people who work with results, and what each may see."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_security import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId, closed_set
from app.models.programme import Practice, Programme

if TYPE_CHECKING:
    from app.models.passkey import Passkey

CODES = MutableList.as_mutable(JSON(none_as_null=True))


class Audience(StrEnum):
    """Who somebody is to the service."""

    MANAGER = "manager"
    LEAD = "lead"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"


class User(Base, UserMixin):
    """A person with an account. ``fs_uniquifier`` changes to end every session of theirs."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    # The second factor, in the names of Flask-Security; the secret and the codes are encrypted.
    tf_primary_method: Mapped[str | None] = mapped_column(String(40))
    tf_totp_secret: Mapped[str | None] = mapped_column(Text)
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(CODES)

    memberships: Mapped[list[Membership]] = relationship(back_populates="user", cascade="all, delete-orphan")
    passkeys: Mapped[list[Passkey]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Passkey.added_on, Passkey.name"
    )

    @property
    def has_second_factor(self) -> bool:
        """Whether a password alone does not open the account."""
        return self.tf_primary_method is not None or bool(self.passkeys)


class Membership(Base):
    """What a user is to a programme, or to one practice of it. An administrator belongs to no programme."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("user_id", "audience", "programme_id", "practice_id"),
        CheckConstraint("(audience = 'manager') = (practice_id IS NOT NULL)", name="manager_of_practice"),
        CheckConstraint("(audience = 'administrator') = (programme_id IS NULL)", name="of_programme"),
    )

    id: Mapped[RandomId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    audience: Mapped[Audience] = mapped_column(closed_set(Audience))
    programme_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("programmes.id"))
    practice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("practices.id"))

    user: Mapped[User] = relationship(back_populates="memberships")
    programme: Mapped[Programme | None] = relationship()
    practice: Mapped[Practice | None] = relationship()
