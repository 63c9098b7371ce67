"""The store of people: who was invited and that they submitted. It never meets the store of answers."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId
from app.models.programme import Practice
from app.models.wave import Wave


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


class Participant(Base):
    """A member of staff (or a community partner) who may be invited. ``role``: see questionnaires.roles.

    ``active`` is off for who has left; ``do_not_ask`` on for who does not want to be asked again. No page
    for managers tells the latter. ``erased``: the row is kept for the counts and says nothing of anybody
    but that it was a practice manager's, since counts are of the others.
    """

    __tablename__ = "participants"
    __table_args__ = (
        CheckConstraint(
            "NOT erased OR (name = '' AND email IS NULL AND role IN ('', 'practice_manager') "
            "AND NOT active AND do_not_ask)",
            name="erased",
        ),
    )

    id: Mapped[RandomId]
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(40))
    active: Mapped[bool] = mapped_column(default=True)
    do_not_ask: Mapped[bool] = mapped_column(default=False)
    added_on: Mapped[datetime.date] = mapped_column(default=_today)
    erased: Mapped[bool] = mapped_column(default=False)

    practice: Mapped[Practice] = relationship()


class Invitation(Base):
    """An invitation to one instrument in one wave.

    The link is computed from ``id`` and ``generation`` (see :mod:`app.links`) and never stored;
    re-addressing raises the generation. ``card_code_mac`` finds the code of a printed card: the code itself
    is computed too (see :mod:`app.card_codes`). ``print_order_id`` is the sheet that the newest card is on.
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("wave_id", "participant_id", "instrument_id"),)

    id: Mapped[RandomId]
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    participant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participants.id"), index=True)
    instrument_id: Mapped[str] = mapped_column(String(80))
    generation: Mapped[int] = mapped_column(default=1)
    card_code_mac: Mapped[str | None] = mapped_column(String(64), unique=True)
    print_order_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("print_orders.id"), index=True)

    wave: Mapped[Wave] = relationship()
    participant: Mapped[Participant] = relationship()


class Draft(Base):
    """Answers not yet submitted: one JSON document, encrypted under a key derived from the link's token.

    ``revision`` counts the saves. The row is deleted in the transaction that writes the response. It
    carries no time: when somebody answered is nobody's business.
    """

    __tablename__ = "drafts"

    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitations.id"), primary_key=True)
    revision: Mapped[int]
    ciphertext: Mapped[bytes] = mapped_column(LargeBinary)


class Participation(Base):
    """That an invitation was answered, to the day. The key makes answering twice impossible.

    ``generation`` is that of the newest link with which answers were sent, 0 for a form on paper: only this
    link shows a receipt. A later one opens the same pages whether its person has answered or not.
    """

    __tablename__ = "participations"
    __table_args__ = ({"sqlite_with_rowid": False},)  # no order of submission

    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitations.id"), primary_key=True)
    submitted_on: Mapped[datetime.date]
    generation: Mapped[int] = mapped_column(default=1)
