"""Add mailings, print orders, transcriptions, card codes and a stop list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TASKS = ("render_report", "send_invitation", "send_reminder", "print_order")


def task(*names: str) -> sa.Enum:
    """Return the type of the outbox's tasks."""
    return sa.Enum(*names, name="task", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "code_tries",
        sa.Column("stretch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stretch", name=op.f("pk_code_tries")),
    )
    op.create_table(
        "stopped_addresses",
        sa.Column("address_mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("address_mac", name=op.f("pk_stopped_addresses")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "print_orders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "cards", "paper_form", name="printkind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.String(length=80), nullable=True),
        sa.Column("ordered_by", sa.Integer(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ordered_by"], ["users.id"], name=op.f("fk_print_orders_ordered_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_print_orders_practice_id_practices")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_print_orders_wave_id_waves")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_orders")),
    )
    with op.batch_alter_table("print_orders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_orders_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "transcriptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.String(length=80), nullable=False),
        sa.Column("typed_by", sa.Integer(), nullable=True),
        sa.Column("typed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_transcriptions_practice_id_practices")
        ),
        sa.ForeignKeyConstraint(
            ["typed_by"], ["users.id"], name=op.f("fk_transcriptions_typed_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_transcriptions_wave_id_waves")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcriptions")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("transcriptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transcriptions_wave_id"), ["wave_id"], unique=False)

    op.create_table(
        "mailings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "ordered",
                "claimed",
                "sent",
                "refused",
                "left_out",
                name="mailstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_mailings_number")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_mailings_invitation_id_invitations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
        sa.UniqueConstraint(
            "invitation_id", "generation", "number", name=op.f("uq_mailings_invitation_id_generation_number")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("card_code_mac", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("print_order_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_invitations_print_order_id"), ["print_order_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_invitations_card_code_mac"), ["card_code_mac"])
        batch_op.create_foreign_key(
            batch_op.f("fk_invitations_print_order_id_print_orders"),
            "print_orders",
            ["print_order_id"],
            ["id"],
        )

    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.add_column(sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("do_not_ask", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("waves", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminder_days", sa.JSON(), nullable=False, server_default="[7, 14]"))

    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(TASKS[0]), type_=task(*TASKS), existing_nullable=False
        )


def downgrade() -> None:
    """Take the change back."""
    op.execute("DELETE FROM outbox WHERE task <> 'render_report'")

    with op.batch_alter_table("outbox") as batch_op:
        batch_op.alter_column(
            "task", existing_type=task(*TASKS), type_=task(TASKS[0]), existing_nullable=False
        )
    with op.batch_alter_table("waves", schema=None) as batch_op:
        batch_op.drop_column("reminder_days")

    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.drop_column("do_not_ask")
        batch_op.drop_column("active")

    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_invitations_print_order_id_print_orders"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_invitations_card_code_mac"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_invitations_print_order_id"))
        batch_op.drop_column("print_order_id")
        batch_op.drop_column("card_code_mac")

    op.drop_table("mailings")
    with op.batch_alter_table("transcriptions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transcriptions_wave_id"))

    op.drop_table("transcriptions")
    with op.batch_alter_table("print_orders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_print_orders_practice_id"))

    op.drop_table("print_orders")
    op.drop_table("stopped_addresses")
    op.drop_table("code_tries")
