"""``readiness doctor``: what this installation runs on, and what it lacks."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from app import schema
from app import settings as installation
from app.db import prepare
from app.errors import SettingsError
from app.settings import Settings

State = Literal["ok", "note", "missing"]
SECRETS = ("SECRET_KEY", "LINK_KEY")
NAMES = (*SECRETS, "PUBLIC_URL", "DATA_DIR", "DATABASE_URL")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LEAST_FREE = 512 * 1024**2  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report; ``missing`` means that the service cannot run as it is."""

    subject: str
    state: State
    text: str


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
    yield python()
    yield sqlite(sqlite3.sqlite_version_info)
    yield weasyprint()
    yield chromium(shutil.which)
    yield from setting_sources(os.environ)
    try:
        settings = installation.load()
    except SettingsError as error:
        yield from (Finding("settings", "missing", problem) for problem in error.problems)
        return
    yield database(settings)
    yield disk(settings.data_dir)


def python() -> Finding:
    """Return the version of Python; 3.11 is needed."""
    enough = sys.version_info >= (3, 11)
    return Finding("Python", "ok" if enough else "missing", f"{platform.python_version()} (3.11 or later)")


def sqlite(version: tuple[int, ...]) -> Finding:
    """Return the version of SQLite, with a note on those that may corrupt a write-ahead log."""
    words = ".".join(str(part) for part in version)
    if (3, 7, 0) <= version <= (3, 51, 2):
        note = "can corrupt a database when its log is reset (3.7.0 to 3.51.2, rare): keep backups"
        return Finding("SQLite", "note", f"{words} {note}")
    return Finding("SQLite", "ok", words)


def weasyprint() -> Finding:
    """Return the versions of WeasyPrint and of the Pango it found."""
    try:
        from weasyprint import VERSION
        from weasyprint.text.ffi import pango
    except OSError:
        return Finding(
            "WeasyPrint",
            "missing",
            "does not find Pango. Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        )
    number = pango.pango_version()
    return Finding(
        "WeasyPrint", "ok", f"{VERSION}, Pango {number // 10000}.{number // 100 % 100}.{number % 100}"
    )


def chromium(which: Callable[[str], str | None]) -> Finding:
    """Return where a Chromium is; only browser tests need one."""
    found = next((path for path in map(which, BROWSERS) if path), None)
    return Finding("Chromium", "ok" if found else "note", found or "none: only browser tests need one")


def setting_sources(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Yield where each setting comes from, and its value where it is no secret."""
    file = Path(environ.get("DATA_DIR", "var")).resolve() / installation.SETTINGS_FILE
    in_file = installation.read_file(file)
    for name in NAMES:
        values, source = (environ, "environment") if name in environ else (in_file, str(file))
        if name in values:
            yield Finding(name, "ok", f"{shown(name, values[name])} (from {source})")
        elif name not in (*SECRETS, "PUBLIC_URL"):
            yield Finding(name, "ok", "default")


def shown(name: str, value: str) -> str:
    """Return a setting's value as it may be printed: no key, no password."""
    if name in SECRETS:
        return f"set, {len(value)} characters"
    if name == "DATABASE_URL":
        return make_url(value).render_as_string(hide_password=True)
    return value


def database(settings: Settings) -> Finding:
    """Return the schema that the database has, and what to do where it is not this version's."""
    engine = create_engine(settings.database_url)
    prepare(engine)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").is_file():
        return Finding("database", "missing", "there is no database yet. Run: readiness upgrade")
    try:
        current, needed = schema.current(engine), schema.newest()
    except SQLAlchemyError as error:
        return Finding(
            "database", "missing", f"does not answer ({type(error).__name__}). Check DATABASE_URL."
        )
    finally:
        engine.dispose()
    if current != needed:
        return Finding(
            "database", "missing", f"schema {current or 'none'}, needed {needed}. Run: readiness upgrade"
        )
    return Finding("database", "ok", f"{engine.dialect.name}, schema {current}")


def disk(folder: Path) -> Finding:
    """Return the free space of the data folder's disk, and whether the folder may be written."""
    if not os.access(folder, os.W_OK):
        return Finding("disk", "missing", f"{folder} is not there or cannot be written")
    free = shutil.disk_usage(folder).free
    state: State = "ok" if free >= LEAST_FREE else "note"
    return Finding("disk", state, f"{free // 1024**2:,} MB free at {folder}")
