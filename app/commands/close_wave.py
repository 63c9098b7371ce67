"""``readiness close-wave``: publish the results of a wave, once."""

from __future__ import annotations

import datetime

import click

from app import create_app
from app.db import begin_writing, db
from app.errors import ReadinessError
from app.operations.close_wave import close_wave
from app.queries import waves


@click.command("close-wave")
@click.argument("programme")
@click.argument("wave")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(programme: str, wave: str, *, yes: bool) -> None:
    """Close WAVE (its label) of PROGRAMME (its slug), score it and publish its results for good."""
    try:
        with create_app().app_context():
            begin_writing()
            row = waves.by_label(programme, wave)
            if not yes:
                click.confirm(
                    f"Close {row.label} ({row.title})? Nobody can answer after that, and results are "
                    "published once.",
                    abort=True,
                )
            close_wave(row, datetime.datetime.now(datetime.UTC).date())
            db.session.commit()
            click.echo(f"Closed {row.label}. The worker renders {len(row.practices)} reports.")
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error
