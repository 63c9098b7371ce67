"""Adds submitted responses to tests' programmes."""

from __future__ import annotations

from collections.abc import Mapping

from app.db import db
from app.models import Answer, Choice, Comment, Practice, Response, Wave
from questionnaires import catalogue
from questionnaires.types import Item, ItemType, NotRelevant

Value = int | NotRelevant | None
LEVELS = ("patient_level", "practice_level", "community_level")


def respond(
    practice: Practice,
    wave: Wave,
    role: str,
    value: Value = 4,
    *,
    instrument: str = "npt-core",
    scales: Mapping[str, Value] | None = None,
    scope: tuple[str, ...] = LEVELS,
    comment: str | None = None,
    may_share: bool = False,
) -> Response:
    """Add a response whose score is ``value`` on every scale, other values on those of ``scales``.

    A reversed item is answered the other way round.
    """
    definition = catalogue.get(instrument)
    row = Response(
        wave_id=wave.id,
        practice_id=practice.id,
        instrument_id=definition.id,
        instrument_version=definition.version,
        role=role,
    )
    db.session.add(row)
    db.session.flush()
    for item in definition.items:
        given = (scales or {}).get(item.scale or "", value)
        if item.is_scored and given is not None:
            code = given if isinstance(given, NotRelevant) else None
            number = None if isinstance(given, NotRelevant) else _answer(item, given)
            db.session.add(Answer(response_id=row.id, item_id=item.id, value=number, not_relevant=code))
        if item.type is ItemType.MULTIPLE_CHOICE:
            for option in scope or ("",):
                db.session.add(Choice(response_id=row.id, item_id=item.id, option_id=option))
        if item.type is ItemType.LONG_TEXT and comment:
            row_of = {"response_id": row.id, "item_id": item.id}
            db.session.add(Comment(**row_of, text=comment, may_share=may_share))
    db.session.flush()
    return row


def _answer(item: Item, score: int) -> int:
    return (item.minimum or 0) + (item.maximum or 0) - score if item.reversed else score


def core_team(practice: Practice, wave: Wave, value: int = 4) -> None:
    """Add the answers of all three core roles, who name all levels."""
    for role in ("lead_gp", "link_practitioner", "practice_manager"):
        respond(practice, wave, role, value, instrument="core-team")
