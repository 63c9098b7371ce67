"""``readiness upgrade``: one command for a new database and for an old one."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import create_engine

from app import create_app, schema, settings
from app.db import begin_writing, db, prepare
from app.errors import ReadinessError
from app.operations.write_summaries import write_old_summaries
from app.settings import Settings

AT_ONCE = 200  # summaries in one transaction: others wait for a fifth of a second at most


@click.command("upgrade")
def command() -> None:
    """Create the database or bring it to this version's schema; an SQLite file is backed up first."""
    try:
        installation = settings.load()
        installation.data_dir.mkdir(parents=True, exist_ok=True)
        before, after, backup = upgrade_schema(installation)
        written = write_summaries(installation)
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error
    if backup:
        click.echo(f"Backup: {backup}")
    click.echo(f"Schema: {before or 'none'} -> {after}")
    if written:
        click.echo(f"Results whose summary was written by today's rules of disclosure: {written}")


def upgrade_schema(installation: Settings) -> tuple[str | None, str | None, Path | None]:
    """Bring the database to the newest schema; return the schema before and after, and the backup."""
    engine = create_engine(installation.database_url)
    prepare(engine)
    try:
        before = schema.current(engine)
        backup = schema.upgrade(engine)
        return before, schema.current(engine), backup
    finally:
        engine.dispose()


def write_summaries(installation: Settings) -> int:
    """Write every summary that is missing or of other rules; return how many. It may be broken off."""
    total, written = 0, AT_ONCE
    with create_app(installation).app_context():
        try:
            while written == AT_ONCE:
                begin_writing()
                written = write_old_summaries(AT_ONCE)
                db.session.commit()
                db.session.expunge_all()
                total += written
        finally:
            db.session.close()
            db.engine.dispose()
    return total
