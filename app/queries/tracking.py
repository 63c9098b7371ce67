"""Who typed in how many paper forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import db
from app.models import Practice, Transcription, User, Wave


@dataclass(frozen=True, slots=True)
class TypedIn:
    """How many paper forms of a practice somebody typed in."""

    practice: str
    by: str
    forms: int


def transcriptions(wave: Wave) -> Sequence[TypedIn]:
    """Return who typed in how many forms of which practice, by practice and person."""
    rows = db.session.execute(
        select(Practice.name, func.coalesce(User.email, "a closed account"), func.count())
        .select_from(Transcription)
        .join(Practice, Practice.id == Transcription.practice_id)
        .outerjoin(User, User.id == Transcription.typed_by)
        .where(Transcription.wave_id == wave.id)
        .group_by(Practice.name, User.email)
        .order_by(Practice.name, User.email)
    )
    return [TypedIn(*row) for row in rows]
