"""What tests of comparisons read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.db import db
from tests.app.programme.comparing import Comparison, comparison
from tests.conftest import make_settings


@pytest.fixture
def side_by_side(app: Flask) -> Comparison:
    """The wave of practices of every kind, on each database."""
    return comparison(app)


@pytest.fixture(scope="module")
def reading(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparison]:
    """The same on SQLite, once a module: for tests in which the database plays no part."""
    folder = tmp_path_factory.mktemp("comparison")
    shutil.copy(sqlite_template, folder / "readiness.db")
    app = create_app(make_settings(folder, f"sqlite:///{folder / 'readiness.db'}"))
    with app.app_context():
        found = comparison(app)
        db.session.close()
    yield found
    with app.app_context():
        db.engine.dispose()
