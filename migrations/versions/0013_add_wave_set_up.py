"""Add what a lead sets up of a wave, and the state of closing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATES = ("draft", "open", "closed")
TASKS = ("render_report", "send_invitation", "send_reminder", "print_order", "send_account_letter")


def state(*names: str) -> sa.Enum:
    """Return the type of a wave's state."""
    return sa.Enum(*names, name="wavestate", native_enum=False, create_constraint=True, length=40)


def task(*names: str) -> sa.Enum:
    """Return the type of the outbox's tasks."""
    return sa.Enum(*names, name="task", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Apply the change. A wave in preparation that has practices of its own asks these."""
    choice = sa.Enum(
        "all",
        "network",
        "region",
        "listed",
        name="practicechoice",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    with op.batch_alter_table("waves") as batch_op:
        batch_op.alter_column(
            "state", existing_type=state(*STATES), type_=state(*STATES, "closing"), existing_nullable=False
        )
        batch_op.add_column(
            sa.Column("rule_id", sa.String(length=80), nullable=False, server_default="npt-integration")
        )
        batch_op.add_column(
            sa.Column("rule_version", sa.String(length=20), nullable=False, server_default="1.0.0")
        )
        batch_op.add_column(sa.Column("practices_by", choice, nullable=False, server_default="all"))
        batch_op.add_column(sa.Column("practices_in", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("closing_asked_by", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_waves_closing_asked_by_users"),
            "users",
            ["closing_asked_by"],
            ["id"],
            ondelete="SET NULL",
        )
    op.execute(
        "UPDATE waves SET practices_by = 'listed' WHERE state = 'draft'"
        " AND EXISTS (SELECT 1 FROM wave_practices WHERE wave_practices.wave_id = waves.id)"
    )
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(*TASKS), type_=task(*TASKS, "close_wave"), existing_nullable=False
        )


def downgrade() -> None:
    """Take the change back. A wave that was being closed is open again."""
    op.execute("DELETE FROM outbox WHERE task = 'close_wave'")
    op.execute("UPDATE waves SET state = 'open' WHERE state = 'closing'")
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(*TASKS, "close_wave"), type_=task(*TASKS), existing_nullable=False
        )
    with op.batch_alter_table("waves") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_waves_closing_asked_by_users"), type_="foreignkey")
        batch_op.drop_column("closing_asked_by")
        batch_op.drop_column("practices_in")
        batch_op.drop_constraint(batch_op.f("ck_waves_practicechoice"), type_="check")
        batch_op.drop_column("practices_by")
        batch_op.drop_column("rule_version")
        batch_op.drop_column("rule_id")
        batch_op.alter_column(
            "state", existing_type=state(*STATES, "closing"), type_=state(*STATES), existing_nullable=False
        )
