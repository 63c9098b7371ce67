"""``readiness demo``: build the demonstration, render its reports, say where to look."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import create_engine

from app import create_app, schema, settings
from app.db import begin_writing, db, prepare
from app.demonstration import harbour, links_worker, summary
from app.demonstration.build import SLUGS, Credentials, add_accounts, plan_of, renew_passwords
from app.demonstration.load import load
from app.demonstration.plan_steps import add_plan_steps
from app.demonstration.published_evidence import add_published_evidence
from app.demonstration.report_files import copy_reports
from app.errors import ReadinessError
from app.jobs.printer import ChildPrinter
from app.jobs.worker import Worker
from app.queries import demonstration
from app.settings import Settings
from app.terminal import aligned

PUBLIC_URL = "http://127.0.0.1:8000"
# Who only looks at invented answers signs in with a printed password and needs no authenticator app.
WITHOUT_APP = (
    "# For a demonstration only. Where real people answer, take this line out: leads, evaluators and",
    "# administrators then need an authenticator app to sign in.",
    "SECOND_FACTOR=off",
)


@click.command("demo")
@click.option(
    "--reports",
    default="reports",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the PDF reports.",
)
@click.option("--public-url", default=PUBLIC_URL, show_default=True, help="Address for new settings.")
@click.option("--without-reports", is_flag=True, help="Leave the reports to the worker.")
@click.option("--new-passwords", is_flag=True, help="Give the demonstration's accounts new passwords.")
def command(reports: Path, public_url: str, *, without_reports: bool, new_passwords: bool) -> None:
    """Build the demonstration: two programmes with invented answers, accounts, PDF reports.

    What is there already is left alone; run it again after an interruption.
    """
    try:
        installation = _installation(public_url)
        _upgrade(installation)
        app = create_app(installation)
        with app.app_context():
            built = _build()
            credentials = _accounts(renew=new_passwords)
            written = 0 if without_reports else _reports(app, installation, reports)
            if not (built or credentials or written):
                click.echo("The demonstration was complete already. Nothing was changed.")
            _say_results()
            _say_where_to_look(installation, credentials, None if without_reports else reports)
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error


def _installation(public_url: str) -> Settings:
    """Return the settings; write fresh ones where the installation has none."""
    data_dir = Path(os.environ.get("DATA_DIR", "var")).resolve()
    has_keys = "SECRET_KEY" in os.environ or "LINK_KEY" in os.environ
    if not has_keys and not (data_dir / settings.SETTINGS_FILE).exists():
        click.echo(f"Settings: {settings.write_fresh(data_dir, public_url, WITHOUT_APP)}")
    return settings.load()


def _upgrade(installation: Settings) -> None:
    installation.data_dir.mkdir(parents=True, exist_ok=True)
    engine = create_engine(installation.database_url)
    prepare(engine)
    try:
        backup = schema.upgrade(engine)
    finally:
        engine.dispose()
    if backup:
        click.echo(f"Backup before the upgrade: {backup}")


def _build() -> list[str]:
    """Add the programmes, coded evidence and plans that are missing; return what was added."""
    built = []
    today = datetime.datetime.now(datetime.UTC).date()
    for slug in SLUGS:
        begin_writing()
        if slug not in demonstration.programmes(SLUGS):
            built.append(load(plan_of(slug, today), click.echo).name)
        if cells := add_published_evidence(demonstration.programmes(SLUGS)[slug], today):
            built.append(f"{slug}: {cells} cells of coded evidence")
        if steps := add_plan_steps(demonstration.programmes(SLUGS)[slug]):
            built.append(f"{slug}: {steps} steps of a plan")
        db.session.commit()
    return built


def _accounts(*, renew: bool) -> list[Credentials]:
    begin_writing()
    added = add_accounts(demonstration.programmes(SLUGS))
    credentials = renew_passwords() if renew else added
    db.session.commit()
    return credentials


def _reports(app: Flask, installation: Settings, to: Path) -> int:
    """Render what is queued, copy the reports under readable names; return how many were written."""
    waiting = demonstration.jobs_to_do()
    db.session.rollback()  # or this session would go on seeing the time before the worker
    if waiting:
        _work(app, waiting)
    return copy_reports(demonstration.rendered_reports(SLUGS), installation.reports_dir, to.resolve())


def _work(app: Flask, waiting: int) -> None:
    """Do the queued work in this process, as the worker does."""
    with (
        ChildPrinter() as printer,
        click.progressbar(length=waiting, label="Rendering reports", show_pos=True) as bar,
    ):
        worker = Worker(app, printer)
        while worker.run_one():
            bar.update(1)
    if undone := demonstration.jobs_to_do():
        click.secho(f"{undone} reports are not rendered yet; `readiness worker` tries them again.", err=True)
    db.session.rollback()


def _say_results() -> None:
    programmes = demonstration.programmes(SLUGS)
    for slug in SLUGS:
        programme = programmes[slug]
        lines = summary.result_lines(programme)
        _heading(f"{programme.name} ({programme.data_label})")
        click.echo(summary.results_table(lines))
        if slug == links_worker.SLUG:
            click.echo(f"\n{summary.agreement(lines)}")
            _heading("What the rule says of the study's coded cells alone (the published evidence matrix)")
            click.echo(summary.evidence_table())


def _say_where_to_look(
    installation: Settings, credentials: Sequence[Credentials], reports: Path | None
) -> None:
    url = installation.public_url
    _heading("Where to look")
    click.echo(f"Pages:   {url} (start them with `readiness serve`)")
    click.echo(f"Reports: {reports or 'the worker renders them, beside `readiness serve`'}")
    _heading("Sign in")
    if credentials:
        rows = [[each.account.email, each.password, each.account.sees] for each in credentials]
        click.echo(aligned([["address", "password", "who"], *rows]))
        click.echo("The passwords are not kept in the clear and not shown again.")
    else:
        click.echo("The accounts are those of the first run; their passwords are not kept in the clear.")
    click.echo("Lost them? `readiness demo --new-passwords` gives every account here a new one.")
    _heading("Try it as a respondent (no account needed)")
    programme = demonstration.programmes([harbour.SLUG])[harbour.SLUG]
    for line in summary.try_it_lines(demonstration.open_invitations(programme), installation.link_key, url):
        click.echo(line)


def _heading(text: str) -> None:
    click.secho(f"\n{text}", bold=True)
