"""``readiness demo``: from an empty folder to a demonstration, once; running it again changes nothing."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import create_engine, text

from app import create_app
from app.commands.demo import command
from app.models import Wave
from app.operations.close_wave import close_wave
from app.settings import load

PASSWORD = re.compile(r"(\S+@example\.org)\s+((?:[a-z0-9]{5}-){3}[a-z0-9]{5})")
LINK = re.compile(r"^http://127\.0\.0\.1:8000(/q/\S+)$", re.MULTILINE)


def run(folder: Path, *arguments: str) -> str:
    """Run the command on a data folder and return what it prints."""
    result = CliRunner().invoke(command, ["--without-reports", *arguments], env={"DATA_DIR": str(folder)})
    assert result.exit_code == 0, result.output
    return result.output


def dump(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the database by table."""
    engine = create_engine(f"sqlite:///{folder / 'readiness.db'}")
    with engine.connect() as connection:
        tables = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        )
        rows = {
            table: sorted(
                (tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))), key=repr
            )
            for table in tables
        }
    engine.dispose()
    return rows


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder in which the command ran once, and what it printed."""
    folder = tmp_path_factory.mktemp("first-run") / "var"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL", "DATABASE_URL"):
            patch.delenv(name, raising=False)
        return folder, run(folder)


@pytest.fixture(autouse=True)
def _no_settings_of_this_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_an_empty_folder_gets_settings_with_the_default_address(first_run: tuple[Path, str]) -> None:
    folder, _ = first_run
    assert load({"DATA_DIR": str(folder)}).public_url == "http://127.0.0.1:8000"


def test_five_accounts_are_printed_with_their_passwords(first_run: tuple[Path, str]) -> None:
    _, printed = first_run
    accounts = dict(PASSWORD.findall(printed))
    assert sorted(name.split("@")[0] for name in accounts) == [
        "administrator",
        "evaluator",
        "lead",
        "manager.gullhaven",
        "manager.magenta",
    ]
    assert len(set(accounts.values())) == 5


def test_both_labels_are_printed_above_the_results(first_run: tuple[Path, str]) -> None:
    _, printed = first_run
    assert "Links Worker Programme (Synthetic, shaped after S4)\n" in printed
    assert "Harbour Towns Social Prescribing (Synthetic)\n" in printed


def test_running_it_again_changes_nothing_and_says_so(first_run: tuple[Path, str]) -> None:
    folder, first = first_run
    before, settings = dump(folder), (folder / "settings.env").read_bytes()
    second = run(folder)
    assert "The demonstration was complete already. Nothing was changed." in second
    assert "Nothing was changed" not in first
    assert dump(folder) == before
    assert (folder / "settings.env").read_bytes() == settings
    assert PASSWORD.findall(second) == []
    assert "--new-passwords" in second


def test_an_interrupted_run_leaves_nothing_half_built_and_the_next_one_completes_it(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.demonstration.load.close_wave", _interrupted_in("W2"))
        stopped = CliRunner().invoke(command, ["--without-reports"], env={"DATA_DIR": str(folder)})
    assert isinstance(stopped.exception, KeyboardInterrupt | SystemExit)
    assert len(dump(folder)["programmes"]) == 1  # the first programme as a whole, of the second nothing
    assert len(dump(folder)["waves"]) == 2
    printed = run(folder)
    assert "wave P2" not in printed
    assert "wave W1: 140 replies" in printed
    assert len(dump(folder)["programmes"]) == 2
    assert len(PASSWORD.findall(printed)) == 5


def test_new_passwords_replace_the_old_ones_only_when_asked_for(first_run: tuple[Path, str]) -> None:
    folder, first = first_run
    renewed = dict(PASSWORD.findall(run(folder, "--new-passwords")))
    old = dict(PASSWORD.findall(first))
    assert renewed.keys() == old.keys()
    assert not set(renewed.values()) & set(old.values())


def test_a_printed_account_can_sign_in(first_run: tuple[Path, str]) -> None:
    folder, _ = first_run
    accounts = dict(PASSWORD.findall(run(folder, "--new-passwords")))
    for email, password in accounts.items():
        assert _sign_in(_app(folder), email, password) == 302, email
    assert _sign_in(_app(folder), "lead@example.org", "wrong-password-of-somebody") == 200


def test_every_printed_link_opens_a_start_page_that_says_what_it_is_about(
    first_run: tuple[Path, str],
) -> None:
    folder, printed = first_run
    links = LINK.findall(printed)
    assert len(links) == 11
    client = _app(folder).test_client()
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        assert "social prescribing with a link worker" in response.get_data(as_text=True)


def test_missing_reports_are_rendered_and_copied_under_readable_names(
    first_run: tuple[Path, str], tmp_path: Path
) -> None:
    folder = tmp_path / "var"
    shutil.copytree(first_run[0], folder)
    _mark_all_done_but(folder, "P2", "magenta")
    arguments = ["--reports", str(tmp_path / "reports")]
    result = CliRunner().invoke(command, arguments, env={"DATA_DIR": str(folder)})
    assert result.exit_code == 0, result.output
    written = [path for path in (tmp_path / "reports").rglob("*") if path.is_file()]
    assert [path.relative_to(tmp_path) for path in written] == [
        Path("reports/links-worker-programme/magenta-p2.pdf")
    ]
    assert written[0].read_bytes().startswith(b"%PDF-")


def _mark_all_done_but(folder: Path, label: str, practice: str) -> None:
    engine = create_engine(f"sqlite:///{folder / 'readiness.db'}")
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE outbox SET done = 1 WHERE subject_id NOT IN (SELECT snapshots.id FROM snapshots "
                "JOIN waves ON waves.id = wave_id JOIN practices ON practices.id = practice_id "
                "WHERE waves.label = :label AND practices.slug = :practice)"
            ),
            {"label": label, "practice": practice},
        )
    engine.dispose()


def _app(folder: Path) -> Flask:
    return create_app(load({"DATA_DIR": str(folder)}))


def _sign_in(app: Flask, email: str, password: str) -> int:
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    response = client.post(
        "/sign-in", data={"email": email, "password": password, "csrf_token": found.group(1)}
    )
    return response.status_code


def _interrupted_in(label: str) -> Callable[[Wave, datetime.date], None]:
    """Return an operation that closes waves until somebody presses Ctrl-C in the wave of that label."""

    def close(wave: Wave, published_on: datetime.date) -> None:
        if wave.label == label:
            raise KeyboardInterrupt
        close_wave(wave, published_on)

    return close
