"""``readiness doctor``: what this installation runs on, and what it lacks."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping

import click

from app import create_app
from app import settings as installation
from app.db import db
from app.errors import SettingsError
from app.health import machine
from app.health.database import database
from app.health.finding import Finding
from app.health.folders import backups, reports
from app.health.heartbeat import worker
from app.health.outbox import outbox
from app.health.results import results
from app.jobs.outbox import MOST_ATTEMPTS
from app.queries import snapshots, work
from app.setting_list import SETTINGS, shown
from app.settings import Settings


@click.command("doctor")
def command() -> None:
    """Say what this installation runs on and what it lacks; exit 1 if something needed is missing."""
    findings = list(examine())
    for finding in findings:
        click.echo(f"{finding.state:<8} {finding.subject:<12} {finding.text}")
    if any(finding.state == "missing" for finding in findings):
        raise SystemExit(1)


def examine() -> Iterator[Finding]:
    """Yield all findings; no secret is in any of them."""
    yield machine.python()
    yield machine.sqlite(sqlite3.sqlite_version_info)
    yield machine.weasyprint()
    yield machine.chromium(shutil.which)
    yield from setting_sources(os.environ)
    try:
        settings = installation.load()
    except SettingsError as error:
        yield from (Finding("settings", "missing", problem) for problem in error.problems)
        return
    yield from examine_data(settings, datetime.datetime.now(datetime.UTC))


def examine_data(settings: Settings, now: datetime.datetime) -> Iterator[Finding]:
    """Yield how the database, the data folder and the work are."""
    with create_app(settings).app_context():
        found = database(db.engine)
        yield found
        if found.state == "ok":
            yield outbox(work.piles(MOST_ATTEMPTS), now)
            yield results(snapshots.not_as_published())
        yield backups(db.engine, now)
        db.engine.dispose()
    yield worker(settings.data_dir, now)
    yield reports(settings.reports_dir)
    yield machine.disk(settings.data_dir)


def setting_sources(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Yield where each setting comes from, and its value where it is no secret."""
    data_dir, found = installation.find(environ)
    for name, setting in SETTINGS.items():
        if name in found:
            value, source = found[name]
            place = data_dir / source if source == installation.SETTINGS_FILE else source
            yield Finding(name, "ok", f"{shown(name, value)} (from {place})")
        elif not setting.must_be_set:
            yield Finding(name, "ok", f"default: {setting.default}")
