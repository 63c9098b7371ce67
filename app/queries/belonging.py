"""What belongs to a row: all that refers to it, directly or over other rows, as the tables themselves say.

A table that is added one day is found by its foreign keys. A reference with ON DELETE SET NULL only names a
row (who coded, who ordered), and so does one within a table (a practice that was merged into another): what
names a row does not belong to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Table, Uuid, false, func, or_, select

from app.db import db
from app.models import Base, OutboxRow

Belonging = Mapping[Table, ColumnElement[bool]]
"""The condition on each table's rows, tables that are referred to before those that refer to them."""


def belonging(root: type[Base], condition: ColumnElement[bool]) -> Belonging:
    """Return what belongs to the rows of ``root`` that meet ``condition``, these rows among it."""
    found = {_table(root): condition}
    for table in Base.metadata.sorted_tables:
        owners = [
            key.parent.in_(select(key.column).where(found[key.column.table]))
            for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
            if key.column.table in found and key.column.table is not table and key.ondelete != "SET NULL"
        ]
        if owners and table not in found:
            found[table] = or_(*owners)
    return found


def count(found: Belonging, tables: Collection[str]) -> dict[str, int]:
    """Return how many rows of each of ``tables`` belong; one statement."""
    counted = [
        select(func.count()).select_from(table).where(found[table]).scalar_subquery().label(table.name)
        for table in found
        if table.name in tables
    ]
    return dict(db.session.execute(select(*counted)).mappings().one())


def work_about(found: Belonging) -> ColumnElement[bool]:
    """Return the condition under which a piece of work in the outbox is about a row that belongs."""
    subjects = []
    for table, condition in found.items():
        key = table.primary_key.columns.values()
        if len(key) == 1 and isinstance(key[0].type, Uuid):
            subjects.append(select(key[0]).where(condition))
    return or_(false(), *(OutboxRow.subject_id.in_(subject) for subject in subjects))


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
