"""``readiness upgrade``: says what it did, or everything that stops it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import schema, settings
from app.cli import main


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no setting of the machine into the test."""
    for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))


def test_a_new_database_is_created_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    settings.write_fresh(tmp_path / "data", "http://localhost:8000")
    first = CliRunner().invoke(main, ["upgrade"])
    assert first.exit_code == 0, first.output
    assert first.output == f"Schema: none -> {schema.newest()}\n"
    second = CliRunner().invoke(main, ["upgrade"])
    assert second.output == f"Schema: {schema.newest()} -> {schema.newest()}\n"


def test_every_missing_setting_is_named_and_nothing_is_created(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["upgrade"])
    assert result.exit_code == 1
    for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL"):
        assert f"- {name} is missing." in result.output
    assert not (tmp_path / "data").exists()


def test_database_and_its_folder_are_for_nobody_else_on_the_machine(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        settings.write_fresh(tmp_path / "data", "http://localhost:8000")
        assert CliRunner().invoke(main, ["upgrade"]).exit_code == 0
    finally:
        os.umask(before)
    database = tmp_path / "data" / "readiness.db"
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
