"""The machine: Python, the libraries that decide whether anything works, and room on the disk."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from app.health.finding import Finding, State

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
LEAST_FREE = 512 * 1024**2  # bytes
LIBRARIES = ("Flask", "Flask-Security", "SQLAlchemy", "cryptography", "numpy")


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


def libraries() -> Iterator[Finding]:
    """Yield the versions of the libraries on which safety and numbers rest."""
    yield from (Finding(name, "ok", version(name)) for name in LIBRARIES)


def chromium(which: Callable[[str], str | None]) -> Finding:
    """Return where a Chromium is; only browser tests need one."""
    found = next((path for path in map(which, BROWSERS) if path), None)
    return Finding("Chromium", "ok" if found else "note", found or "none: only browser tests need one")


def disk(folder: Path) -> Finding:
    """Return the free space of the data folder's disk, and whether the folder may be written."""
    if not os.access(folder, os.W_OK):
        return Finding("disk", "missing", f"{folder} is not there or cannot be written")
    free = shutil.disk_usage(folder).free
    state: State = "ok" if free >= LEAST_FREE else "note"
    return Finding("disk", state, f"{free // 1024**2:,} MB free at {folder}")
