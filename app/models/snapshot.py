"""Published results, and the documents made of them."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId
from app.models.programme import Practice
from app.models.wave import Wave


class Snapshot(Base):
    """The result of one practice in one wave as it was scored when the wave closed.

    It never changes: the database refuses it (a trigger, migrations/versions/0024_seal_snapshots.py), and a
    row that was changed behind its back differs from its ``digest``, see ``digest_now``, and is not shown.

    ``result`` is the canonical JSON of a scoring ResultSet with this one practice.
    ``months_in_post`` is how long a link practitioner had been in post when the wave closed, None unknown.
    ``others`` is how many answered besides the practice manager, who reads the result and knows one answer.
    ``same_people`` of them answered the wave before as well; None where waves are not linked or it may not be
    told (app/operations/count_same_people.py).

    The rest is worked out of these by the rules of disclosure of version ``shown_version`` (0: not yet) and
    written anew by ``readiness upgrade`` when those change: ``summary`` is canonical JSON of what is shown
    (app/disclosure/summary.py); ``shown_class`` the class in it, None where not enough have answered, and
    ``shown_weakest`` its weakest gates by their ids with a space between, None where no gate is missed.
    """

    __tablename__ = "snapshots"
    __table_args__ = (UniqueConstraint("wave_id", "practice_id"),)

    id: Mapped[RandomId]
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"), index=True)
    shown_version: Mapped[int] = mapped_column(server_default="0")
    shown_class: Mapped[str | None] = mapped_column(String(40))
    shown_weakest: Mapped[str | None] = mapped_column(String(400))
    summary: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    others: Mapped[int]
    same_people: Mapped[int | None]
    months_in_post: Mapped[int | None]
    published_on: Mapped[datetime.date]

    wave: Mapped[Wave] = relationship()
    practice: Mapped[Practice] = relationship()

    @property
    def digest_now(self) -> str:
        """The SHA-256 of everything that was published, as it stands in the row now."""
        day = self.published_on.isoformat()
        content = [self.result, self.others, self.same_people, self.months_in_post, day]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


class Document(Base):
    """A PDF rendered from a snapshot; ``file_name`` lies in the reports folder and says no result."""

    __tablename__ = "documents"

    snapshot_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("snapshots.id"), primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
