"""Paper: sheets that are ordered from the worker, tries of card codes, paper forms that are typed in."""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, RandomId, closed_set


class PrintKind(StrEnum):
    """What is printed."""

    CARDS = "cards"
    PAPER_FORM = "paper_form"


class PrintOrder(Base):
    """A PDF that somebody ordered for a practice in a wave; its file is thrown away the day after.

    ``instrument_id`` says which paper form, None for cards.
    """

    __tablename__ = "print_orders"

    id: Mapped[RandomId]
    kind: Mapped[PrintKind] = mapped_column(closed_set(PrintKind))
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"), index=True)
    instrument_id: Mapped[str | None] = mapped_column(String(80))
    ordered_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    ordered_on: Mapped[datetime.date]


class CodeTries(Base):
    """How many wrong card codes were typed in one stretch of time, by anybody. No address is kept."""

    __tablename__ = "code_tries"

    stretch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    wrong: Mapped[int]


class PaperEntry(Base):
    """The first entry of a paper form, until the second: apart from drafts, so that no link leads to it.

    Encrypted under a key that no card gives (see :mod:`app.operations.transcribe`), and without a time.
    """

    __tablename__ = "paper_entries"

    invitation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("invitations.id"), primary_key=True)
    ciphertext: Mapped[bytes] = mapped_column(LargeBinary)


class Transcription(Base):
    """That somebody typed in a paper form: who and on which day, not whose form and not what it said."""

    __tablename__ = "transcriptions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[RandomId]
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), index=True)
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"))
    instrument_id: Mapped[str] = mapped_column(String(80))
    typed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    typed_on: Mapped[datetime.date]
