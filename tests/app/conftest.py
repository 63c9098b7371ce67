"""Fixtures of the service's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.world import Installation, installed


@pytest.fixture(scope="module")
def installation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The small world on SQLite, once a module: for tests that only read."""
    with installed(sqlite_template, tmp_path_factory.mktemp("installation")) as found:
        yield found
