"""Seal snapshots: their digests cover all that was published, and the database refuses to change it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# Summaries are written anew by readiness upgrade. A later migration that copies the table (SQLite) or changes
# one of these columns (PostgreSQL) drops the trigger before and creates it again: tests/test_migrations.py.
SEALED = "id, wave_id, practice_id, result, digest, others, same_people, months_in_post, published_on"
SAID = "a published result never changes"
AT_ONCE = 200

ROWS = sa.table(
    "snapshots",
    sa.column("id", sa.Uuid()),
    sa.column("result", sa.Text()),
    sa.column("digest", sa.String()),
    sa.column("others", sa.Integer()),
    sa.column("same_people", sa.Integer()),
    sa.column("months_in_post", sa.Integer()),
    sa.column("published_on", sa.Date()),
)


def upgrade() -> None:
    """Apply the change. A digest that does not hold stays: what was changed before is noticed after."""
    renew_digests(of_result, of_everything)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER snapshots_sealed BEFORE UPDATE OF {SEALED} ON snapshots "
            f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_changed_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER snapshots_sealed BEFORE UPDATE OF {SEALED} ON snapshots "
        "FOR EACH ROW EXECUTE FUNCTION refuse_changed_snapshot()"
    )


def downgrade() -> None:
    """Take the change back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER snapshots_sealed")
    else:
        op.execute("DROP TRIGGER snapshots_sealed ON snapshots")
        op.execute("DROP FUNCTION refuse_changed_snapshot")
    renew_digests(of_everything, of_result)


def renew_digests(before: Callable[[sa.Row[Any]], str], after: Callable[[sa.Row[Any]], str]) -> None:
    """Write the digest of each row anew where the one from before holds, some rows at a time."""
    connection = op.get_bind()
    ids = connection.scalars(sa.select(ROWS.c.id)).all()
    change = sa.update(ROWS).where(ROWS.c.id == sa.bindparam("row_id")).values(digest=sa.bindparam("renewed"))
    for start in range(0, len(ids), AT_ONCE):
        rows = connection.execute(sa.select(ROWS).where(ROWS.c.id.in_(ids[start : start + AT_ONCE])))
        renewed = [{"row_id": row.id, "renewed": after(row)} for row in rows if row.digest == before(row)]
        if renewed:
            connection.execute(change, renewed)


def of_result(row: sa.Row[Any]) -> str:
    """Return the digest of the result alone, as it was so far."""
    return hashlib.sha256(row.result.encode()).hexdigest()


def of_everything(row: sa.Row[Any]) -> str:
    """Return the digest of all that is published."""
    content = [
        row.result,
        row.others,
        row.same_people,
        row.months_in_post,
        row.published_on.isoformat(),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
