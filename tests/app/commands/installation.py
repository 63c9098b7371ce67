"""An installation for tests of commands: settings in the environment, a database with the newest schema."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from app import create_app, settings
from app.db import db


def prepare(monkeypatch: pytest.MonkeyPatch, data_dir: Path, sqlite_template: Path | None) -> None:
    """Point the process at a new installation in ``data_dir``, with an empty database or with none."""
    for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(data_dir))
    settings.write_fresh(data_dir, "http://localhost:8000")
    if sqlite_template is not None:
        shutil.copy(sqlite_template, data_dir / "readiness.db")


@contextmanager
def running() -> Iterator[Flask]:
    """Return the installation's application with a context; its connections are closed at the end."""
    app = create_app()
    with app.app_context():
        yield app
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()
