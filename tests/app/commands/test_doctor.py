"""``readiness doctor``: what is there, what is missing, and no secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from tests.app.commands import installation


def test_sound_installation_is_told_without_its_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path
) -> None:
    installation.prepare(monkeypatch, tmp_path, sqlite_template)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    for subject in ("Python", "SQLite", "WeasyPrint", "database", "outbox", "worker", "backups", "disk"):
        assert subject in result.output
    assert "(from " in result.output
    for line in (tmp_path / "settings.env").read_text().splitlines():
        if line.startswith(("SECRET_KEY", "LINK_KEY")):
            assert line.split("=", 1)[1] not in result.output


def test_database_that_is_not_there_is_missing_and_not_created(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installation.prepare(monkeypatch, tmp_path, None)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "Run: readiness upgrade" in result.output
    assert not (tmp_path / "readiness.db").exists()


def test_missing_settings_are_all_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installation.prepare(monkeypatch, tmp_path / "first", None)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "second"))
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL"):
        assert f"{name} is missing." in result.output


def test_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    installation.prepare(monkeypatch, tmp_path, None)
    monkeypatch.setenv("PUBLIC_URL", "https://readiness.example.org")
    assert "https://readiness.example.org (from environment)" in CliRunner().invoke(main, ["doctor"]).output
