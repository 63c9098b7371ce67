"""The demonstration, loaded once for all tests that only look at it."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.db import begin_writing, db
from app.demonstration.build import SLUGS, plan_of
from app.demonstration.load import load
from tests.conftest import make_settings

TODAY = datetime.date(2026, 3, 2)


def load_both() -> None:
    """Load and commit both programmes into the current application's database."""
    begin_writing()
    for slug in SLUGS:
        load(plan_of(slug, TODAY), lambda _: None)
    db.session.commit()


@pytest.fixture(scope="session")
def demonstration_folder(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with both programmes loaded into ``readiness.db``."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copy(sqlite_template, folder / "readiness.db")
    app = create_app(make_settings(folder, f"sqlite:///{folder / 'readiness.db'}"))
    with app.app_context():
        load_both()
        for engine in db.engines.values():
            engine.dispose()
    return folder


@pytest.fixture
def demonstration(demonstration_folder: Path) -> Iterator[Flask]:
    """The application on the loaded demonstration, for tests that change nothing."""
    app = create_app(
        make_settings(demonstration_folder, f"sqlite:///{demonstration_folder / 'readiness.db'}")
    )
    with app.app_context():
        yield app
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def postgres_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An application on an empty PostgreSQL database."""
    app = create_app(make_settings(tmp_path, postgres_url))
    yield app
    with app.app_context():
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()
