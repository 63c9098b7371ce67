"""Mail that was ordered for an invitation, and addresses that must not be written to again.

Nothing here carries a time: when somebody was reminded tells when they had not answered.
"""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId, closed_set
from app.models.invitation import Invitation


class MailState(StrEnum):
    """What became of a mail. CLAIMED for good: the worker ended in the middle; it is never sent again."""

    ORDERED = "ordered"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"  # the receiving server will never take it: a bounce
    LEFT_OUT = "left_out"  # at the moment of sending it was no longer wanted


class Mailing(Base):
    """One mail for one invitation: ``number`` 0 invites, 1 and up remind. Its key makes a second impossible.

    ``generation`` is the invitation's when the mail was ordered; a re-addressed invitation starts anew.
    ``ordered_on`` is the day on which the worker was last asked to send it.
    """

    __tablename__ = "mailings"
    __table_args__ = (
        UniqueConstraint("invitation_id", "generation", "number"),
        CheckConstraint("number >= 0", name="number"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[RandomId]
    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitations.id"))
    generation: Mapped[int]
    number: Mapped[int]
    state: Mapped[MailState] = mapped_column(closed_set(MailState), default=MailState.ORDERED)
    ordered_on: Mapped[datetime.date]

    invitation: Mapped[Invitation] = relationship()


class StoppedAddress(Base):
    """An address whose owner does not want to be asked again: a keyed hash, by which it is recognised."""

    __tablename__ = "stopped_addresses"
    __table_args__ = ({"sqlite_with_rowid": False},)

    address_mac: Mapped[str] = mapped_column(String(64), primary_key=True)
