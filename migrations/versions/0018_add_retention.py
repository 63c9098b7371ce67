"""Add how long names and addresses are kept, and who is erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TASKS = (
    "render_report",
    "send_invitation",
    "send_reminder",
    "print_order",
    "send_account_letter",
    "close_wave",
)
ADDED = ("sweep_files", "erase_programme")
ERASED = "NOT erased OR (name = '' AND email IS NULL AND role = '' AND NOT active AND do_not_ask)"


def task(*names: str) -> sa.Enum:
    """Return the type of the outbox's tasks."""
    return sa.Enum(*names, name="task", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Apply the change. Who is on a list already was put there today, as far as anybody knows."""
    no, today = sa.false(), sa.func.current_date()
    with op.batch_alter_table("programmes") as batch_op:
        batch_op.add_column(sa.Column("retention_months", sa.Integer(), nullable=False, server_default="24"))
        batch_op.add_column(sa.Column("being_erased", sa.Boolean(), nullable=False, server_default=no))
        batch_op.create_check_constraint(op.f("ck_programmes_retention_months"), "retention_months >= 1")
    with op.batch_alter_table("participants") as batch_op:
        batch_op.add_column(sa.Column("added_on", sa.Date(), nullable=False, server_default=today))
        batch_op.add_column(sa.Column("erased", sa.Boolean(), nullable=False, server_default=no))
        batch_op.create_check_constraint(op.f("ck_participants_erased"), ERASED)
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(*TASKS), type_=task(*TASKS, *ADDED), existing_nullable=False
        )


def downgrade() -> None:
    """Take the change back. Who was erased stays erased."""
    op.execute(sa.text("DELETE FROM outbox WHERE task IN ('sweep_files', 'erase_programme')"))
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(*TASKS, *ADDED), type_=task(*TASKS), existing_nullable=False
        )
    with op.batch_alter_table("participants") as batch_op:
        batch_op.drop_constraint(op.f("ck_participants_erased"), type_="check")
        batch_op.drop_column("erased")
        batch_op.drop_column("added_on")
    with op.batch_alter_table("programmes") as batch_op:
        batch_op.drop_constraint(op.f("ck_programmes_retention_months"), type_="check")
        batch_op.drop_column("being_erased")
        batch_op.drop_column("retention_months")
