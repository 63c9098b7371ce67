"""Fixtures of the whole suite: an application on each database the product runs on.

``app`` runs a test once on SQLite and once on PostgreSQL (the server of TEST_DATABASE_URL). Without
that server the second run is skipped by name; with CI=true it fails. ``sqlite_app`` is for tests in
which the database plays no part.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from app import accounts, create_app, schema
from app.db import db
from app.models import Base
from app.settings import Settings
from tests import compiled_cache  # noqa: F401 - listens
from tests.released_schemas import sqlite_engine
from tests.rule_cache import KeptRule
from tests.template_cache import MemoryCache

POSTGRES_URL = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
# No test is timed: a busy machine is not a bug.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")

# A hash is meant to take long; two thirds of the suite's time went into signing in.
accounts.ARGON2.update(argon2__time_cost=1, argon2__memory_cost=64, argon2__parallelism=1)
Flask.jinja_options = {"bytecode_cache": MemoryCache()}
Flask.url_rule_class = KeptRule

# Nobody pulls this machine's plug: a commit that waits for a disk takes a hundred times as long.
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# Every test leaves an application behind, in cycles. To look for them through all modules, again and again,
# took a fifth of the suite's time.
GARBAGE_BEFORE_A_LOOK = 20_000

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of the garbage collector's looks."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_BEFORE_A_LOOK)


def missing(what: str) -> None:
    """Skip by name what cannot run here; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI needs it")
    pytest.skip(f"{what} is missing")


def make_settings(data_dir: Path, database_url: str) -> Settings:
    """Return settings of a test installation."""
    return Settings(
        secret_key="test-secret-" + "s" * 32,
        link_key="test-link-key-" + "k" * 32,
        public_url="http://localhost",
        data_dir=data_dir,
        database_url=database_url,
        secure_cookies=False,
        second_factor="off",
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema, to be copied for each test."""
    path = tmp_path_factory.mktemp("template") / "readiness.db"
    engine = sqlite_engine(path)
    schema.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An empty database of the newest schema in a file of its own."""
    path = tmp_path / "readiness.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    """A PostgreSQL database of this test process with the newest schema; dropped at the end."""
    name = f"readiness_test_{os.getpid()}_{WORKER}"
    server = create_engine(POSTGRES_URL, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit TO off"))
    except Exception:  # noqa: BLE001 - whatever the reason, there is no server to use
        missing("A PostgreSQL server (set TEST_DATABASE_URL)")
    engine = create_engine(make_url(POSTGRES_URL).set(database=name))
    schema.upgrade(engine)
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of the test's own, on each kind of server."""
    if request.param == "sqlite":
        engine = sqlite_engine(tmp_path / "readiness.db")
        yield engine
        engine.dispose()
        return
    url = request.getfixturevalue("postgres_engine").url
    name = f"readiness_migrations_{os.getpid()}_{WORKER}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit TO off"))
    engine = create_engine(url.set(database=name))
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def postgres_url(postgres_engine: Engine) -> str:
    """The PostgreSQL database, emptied."""
    # Not TRUNCATE, which makes new files for every table: of empty tables it takes twenty times as long.
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    with postgres_engine.begin() as connection:
        connection.execute(text("; ".join(f"DELETE FROM {name}" for name in tables)))
    return postgres_engine.url.render_as_string(hide_password=False)


def _running(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on each database, with an application context pushed."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    yield from _running(make_settings(tmp_path, url))


@pytest.fixture
def sqlite_app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on SQLite only, with an application context pushed."""
    yield from _running(make_settings(tmp_path, sqlite_url))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of ``app``."""
    return app.test_client()
