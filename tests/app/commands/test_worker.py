"""``readiness worker``: does the work, refuses a database it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from app.cli import main
from app.db import db
from app.models import Document
from tests.app.commands import installation
from tests.app.world import side


def test_once_renders_what_is_ordered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path
) -> None:
    installation.prepare(monkeypatch, tmp_path, sqlite_template)
    with installation.running():
        side("harbour")
        db.session.commit()
    result = CliRunner().invoke(main, ["worker", "--once"])
    assert result.exit_code == 0, result.output
    assert "Tried 2; 0 are still to be done, 0 were given up." in result.output
    with installation.running():
        assert db.session.scalar(select(func.count()).select_from(Document)) == 2


@pytest.mark.parametrize("command", ["worker", "serve", "report elm --wave W1 -o x.pdf"])
def test_database_without_tables_is_refused_with_the_command_that_helps(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installation.prepare(monkeypatch, tmp_path, None)
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 1
    assert "readiness upgrade" in result.output
