"""Sealing a wave's responses, so that nothing in the database tells when or in which order they came.

A row's place on disk and PostgreSQL's xmin remember the transaction that wrote it, and the participation was
written in the same one. Sealing writes all responses of the wave anew, under new random ids, in the order of
those ids, in the one transaction that closes the wave.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import delete, insert, select

from app.db import db
from app.models import Answer, Base, Choice, Comment, Figure, Response

Part = type[Answer] | type[Figure] | type[Choice] | type[Comment]
PARTS: tuple[Part, ...] = (Answer, Figure, Choice, Comment)


def seal_responses(wave_id: uuid.UUID) -> None:
    """Write the responses of ``wave_id`` anew under new ids; their contents stay the same."""
    responses = _rows(Response, Response.wave_id == wave_id)
    new_ids = {row["id"]: uuid.uuid4() for row in responses}
    of_wave = select(Response.id).where(Response.wave_id == wave_id)
    parts = {part: _rows(part, part.response_id.in_(of_wave)) for part in PARTS}
    for part in parts:
        db.session.execute(delete(part).where(part.response_id.in_(of_wave)))
    db.session.execute(delete(Response).where(Response.wave_id == wave_id))
    db.session.expire_all()
    _write(Response, [{**row, "id": new_ids[row["id"]]} for row in responses], "id")
    for part, rows in parts.items():
        _write(part, [{**row, "response_id": new_ids[row["response_id"]]} for row in rows], "response_id")


def _rows(table: type[Base], condition: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - an SQL expression
    columns = table.__table__.columns
    return [dict(row) for row in db.session.execute(select(*columns).where(condition)).mappings()]


def _write(table: type[Base], rows: list[dict[str, Any]], key: str) -> None:
    if rows:
        ordered = sorted(rows, key=lambda row: (row[key], row.get("item_id", ""), row.get("option_id", "")))
        db.session.execute(insert(table), ordered)
