"""The command that gives somebody an account."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from app.cli import main
from app.db import db
from app.models import AuditEntry, OutboxRow
from app.queries import accounts
from tests.app.commands import installation


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path) -> None:
    installation.prepare(monkeypatch, tmp_path, sqlite_template)


def invite(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["invite", *arguments])


def test_first_administrator_gets_a_link_to_set_a_password() -> None:
    result = invite("boss@example.org", "--administrator", "--print-link")
    assert result.exit_code == 0
    place = result.output.strip().removeprefix("http://localhost:8000")
    with installation.running() as app:
        assert app.test_client().get(place).status_code == 200


def test_link_that_is_handed_over_is_not_mailed_too() -> None:
    invite("boss@example.org", "--administrator", "--print-link")
    with installation.running():
        assert db.session.scalars(select(OutboxRow)).all() == []
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "account.invited")).one()
        assert (entry.by, entry.detail) == ("command line", {"way": "link handed over"})


def test_another_link_for_the_same_account() -> None:
    first = invite("boss@example.org", "--administrator", "--print-link").output
    assert "has an account already" in invite("boss@example.org", "--administrator", "--print-link").output
    assert invite("boss@example.org", "--again", "--print-link").output != first


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--administrator",), "Mail is off"),
        (("--print-link",), "Say what they are"),
        (("--lead", "nowhere", "--print-link"), "no programme 'nowhere'"),
        (("--manager", "nowhere/elm", "--print-link"), "no practice 'elm'"),
        (("--again", "--print-link"), "has no account"),
    ],
)
def test_error_says_what_to_do_and_adds_nothing(arguments: tuple[str, ...], words: str) -> None:
    result = invite("boss@example.org", *arguments)
    assert result.exit_code == 1
    assert words in result.output
    with installation.running():
        assert accounts.by_email("boss@example.org") is None
