"""The one-page plan of a practice: what it will do after a wave, who, by when, and how it will know."""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, RandomId, closed_set
from app.models.programme import Practice
from app.models.wave import Wave


class PlanState(StrEnum):
    """How far a step of the plan has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class PlanStep(Base):
    """One step of a practice's plan, made after the results of ``wave``; later waves show it again.

    ``action_id`` is an action of the library, None for a step of the practice's own. ``owner`` is a role or
    a name that the practice writes itself.
    """

    __tablename__ = "plan_steps"

    id: Mapped[RandomId]
    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("practices.id"), index=True)
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    action_id: Mapped[str | None] = mapped_column(String(40))
    goal: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[datetime.date]
    sign_of_success: Mapped[str] = mapped_column(Text)
    state: Mapped[PlanState] = mapped_column(closed_set(PlanState), default=PlanState.PLANNED)
    position: Mapped[int]

    practice: Mapped[Practice] = relationship()
    wave: Mapped[Wave] = relationship()
