"""Sealing a wave's responses, so that nothing in the database tells whose they are or when they came.

A row's place on disk and PostgreSQL's xmin remember the transaction that wrote it, and the participation was
written in the same one. Sealing writes all responses of the wave anew, under new random ids, in the order of
those ids, in the one transaction that closes the wave. The rows stay in the database: there may be millions.

Practice and role are in both stores. Wherever one person of a role was asked they would lead from the name to
the answers; a module for one role needs the practice only. So an anonymous response has no role from then on,
and where fewer than ``LEAST_KEPT`` people of a practice answered a questionnaire their responses are deleted.
Everything that is published has been made of them by then. An instrument that is attributed by role, with
consent, keeps its responses as they are.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection

from sqlalchemy import Column, ColumnElement, Insert, MetaData, Table, Uuid, case, delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from app.db import db
from app.disclosure.threshold import LEAST_KEPT
from app.models import NO_ROLE, Answer, Choice, Comment, Figure, Response

Part = type[Answer] | type[Figure] | type[Choice] | type[Comment]
PARTS: tuple[Part, ...] = (Answer, Figure, Choice, Comment)

# Which id becomes which, none for a response that is deleted; gone with the transaction.
_NEW_IDS = Table(
    "new_response_ids",
    MetaData(),
    Column("old_id", Uuid, primary_key=True),
    Column("new_id", Uuid, nullable=True),
    prefixes=["TEMPORARY"],
)


def seal_responses(wave_id: uuid.UUID, by_role: Collection[str]) -> None:
    """Write the responses of ``wave_id`` anew under new ids, without what leads to few people.

    ``by_role`` are the ids of the instruments that are attributed by role.
    """
    ids = _new_ids(wave_id, by_role)
    if not ids:
        return
    db.session.flush()
    connection = db.session.connection()  # not the session, which would ask for every row that is deleted
    _NEW_IDS.create(connection)
    connection.execute(insert(_NEW_IDS), ids)
    for table, key in ((Response, Response.id), *((part, part.response_id) for part in PARTS)):
        connection.execute(_written_anew(table, key, by_role))
    old = select(_NEW_IDS.c.old_id)
    for part in PARTS:
        connection.execute(delete(part).where(part.response_id.in_(old)))
    connection.execute(delete(Response).where(Response.id.in_(old)))
    _NEW_IDS.drop(connection)
    db.session.expire_all()


def _new_ids(wave_id: uuid.UUID, by_role: Collection[str]) -> list[dict[str, uuid.UUID | None]]:
    """Return which id becomes which; None for those of so few people that practice and questionnaire tell."""
    query = select(Response.id, Response.instrument_id, Response.practice_id)
    rows = db.session.execute(query.where(Response.wave_id == wave_id)).all()
    people = Counter((row.instrument_id, row.practice_id) for row in rows)

    def is_kept(instrument_id: str, practice_id: uuid.UUID) -> bool:
        return instrument_id in by_role or people[instrument_id, practice_id] >= LEAST_KEPT

    return [
        {"old_id": row.id, "new_id": uuid.uuid4() if is_kept(row.instrument_id, row.practice_id) else None}
        for row in rows
    ]


def _written_anew(
    table: type[Response] | Part, key: InstrumentedAttribute[uuid.UUID], by_role: Collection[str]
) -> Insert:
    """Return the statement that copies a table's rows, each with the new id in ``key``, in their order."""
    columns = table.__table__.columns
    role = case((Response.instrument_id.in_(by_role), Response.role), else_=NO_ROLE)
    changed: dict[str, ColumnElement[object]] = {key.key: _NEW_IDS.c.new_id}
    if table is Response:
        changed[Response.role.key] = role
    values = [changed.get(column.name, column) for column in columns]
    rest = [column for column in columns if column.primary_key and column.name != key.key]
    rows = (
        select(*values)
        .join(_NEW_IDS, key == _NEW_IDS.c.old_id)
        .where(_NEW_IDS.c.new_id.is_not(None))
        .order_by(_NEW_IDS.c.new_id, *rest)
    )
    return insert(table).from_select([column.name for column in columns], rows)
