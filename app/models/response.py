"""The store of answers: practice, wave, role group and answers under random ids.

Nothing here leads to a person: no key of the people's store, no time, no order. SQLite keeps a hidden
row number in order of insertion, which would be such an order; these tables are WITHOUT ROWID. What
remains (the order of pages on disk, PostgreSQL's xmin) goes when the wave is closed: closing writes its
responses anew, in random order, under new ids, in one transaction.

While a wave is open a response needs its role, and practice and role lead to whoever is alone in theirs. When
it is closed the role goes, and so do the answers of fewer than five people of a practice.
"""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, Double, ForeignKey, Index, SmallInteger, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, RandomId, closed_set
from questionnaires.types import NotRelevant

NO_ROLE = ""
"""The role of an anonymous response of a closed wave: it would lead to whoever is alone in theirs."""


class Response(Base):
    """One submitted questionnaire. ``role``: NO_ROLE once the wave is closed, unless attributed by role.

    ``pseudonym``: see :mod:`app.pseudonyms`; None where the programme does not link its waves.
    """

    __tablename__ = "responses"
    __table_args__ = (
        Index("ix_responses_wave_id_instrument_id_practice_id", "wave_id", "instrument_id", "practice_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[RandomId]
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"), index=True)
    instrument_id: Mapped[str] = mapped_column(String(80))
    instrument_version: Mapped[str] = mapped_column(String(20))
    role: Mapped[str] = mapped_column(String(40))
    pseudonym: Mapped[uuid.UUID | None]


class Answer(Base):
    """A number, or the reason why the statement is not relevant: exactly one of the two."""

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("(value IS NULL) <> (not_relevant IS NULL)", name="value_or_not_relevant"),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[int | None] = mapped_column(SmallInteger)
    not_relevant: Mapped[NotRelevant | None] = mapped_column(closed_set(NotRelevant))


class Figure(Base):
    """The number that somebody typed, in an item's own unit and limits; nothing is scored of it."""

    __tablename__ = "figures"
    __table_args__ = ({"sqlite_with_rowid": False},)

    response_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    figure: Mapped[float] = mapped_column(Double)


class Choice(Base):
    """One option chosen in a choice item. ``option_id`` is empty where none of several was chosen."""

    __tablename__ = "choices"
    __table_args__ = ({"sqlite_with_rowid": False},)

    response_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    option_id: Mapped[str] = mapped_column(String(80), primary_key=True)


class Comment(Base):
    """The text of an open question, apart from the numbers.

    ``may_share``: its writer lets others read it, even where few people answered.
    """

    __tablename__ = "comments"
    __table_args__ = ({"sqlite_with_rowid": False},)

    response_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    may_share: Mapped[bool] = mapped_column(default=False, server_default=false())
