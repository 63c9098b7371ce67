"""Let the empty row of an erased practice manager say that it was one: counts are of the others."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NAME = "ck_participants_erased"
EMPTY = "NOT erased OR (name = '' AND email IS NULL AND role = '' AND NOT active AND do_not_ask)"
OR_A_MANAGER = (
    "NOT erased OR (name = '' AND email IS NULL AND role IN ('', 'practice_manager') "
    "AND NOT active AND do_not_ask)"
)


def upgrade() -> None:
    """Apply the change. Of who was erased before nobody knows any more what they were."""
    _check(OR_A_MANAGER)


def downgrade() -> None:
    """Take the change back. Empty rows of managers lose that they were."""
    op.execute("UPDATE participants SET role = '' WHERE erased")
    _check(EMPTY)


def _check(condition: str) -> None:
    with op.batch_alter_table("participants") as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_="check")
        batch_op.create_check_constraint(op.f(NAME), condition)
