"""How Alembic reaches the database: through the connection that app.schema hands it."""

from __future__ import annotations

from alembic import context

from app.models import Base


def run() -> None:
    """Run the migrations on the given connection, SQLite's by copying tables (batch mode)."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
