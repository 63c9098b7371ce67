"""``readiness upgrade``: one command for a new database and for an old one."""

from __future__ import annotations

import click
from sqlalchemy import create_engine

from app import schema, settings
from app.db import prepare
from app.errors import ReadinessError


@click.command("upgrade")
def command() -> None:
    """Create the database or bring it to this version's schema; an SQLite file is backed up first."""
    try:
        installation = settings.load()
        installation.data_dir.mkdir(parents=True, exist_ok=True)
        engine = create_engine(installation.database_url)
        prepare(engine)
        before = schema.current(engine)
        backup = schema.upgrade(engine)
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error
    if backup:
        click.echo(f"Backup: {backup}")
    click.echo(f"Schema: {before or 'none'} -> {schema.current(engine)}")
