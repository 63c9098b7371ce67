"""The system's libraries: installed where we may, else the one line that installs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.health import machine
from scripts import system_libraries
from scripts.system_libraries import Need, library, main

ABSENT = Need(lambda: False, "text in PDFs", "libpango-1.0-0")
PRESENT = Need(lambda: True, "small PDFs", "libharfbuzz-subset0")


@pytest.fixture
def apt_get(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Put an apt-get on the path that only notes how it was called, and return how to read the notes."""
    notes = tmp_path / "notes"
    script = tmp_path / "apt-get"
    script.write_text(f'#!/bin/sh\necho "$*" >> {notes}\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return lambda: notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []


def be(monkeypatch: pytest.MonkeyPatch, user: int, *arguments: str) -> None:
    """Run as that user, with these arguments and one library missing."""
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(sys, "argv", ["system_libraries.py", *arguments])
    monkeypatch.setattr(system_libraries, "REQUIRED", (ABSENT, PRESENT))


def test_a_library_is_found_by_loading_it() -> None:
    assert library("c", "libc.so.6")()
    assert not library("no-such-library", "libno-such-library.so.0")()


def test_who_may_not_install_gets_the_one_line_that_does(
    monkeypatch: pytest.MonkeyPatch, apt_get: Callable[[], list[str]]
) -> None:
    be(monkeypatch, 1000)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert str(stopped.value).endswith("\nInstall it with: sudo apt-get install -y libpango-1.0-0")
    assert apt_get() == []


def test_root_updates_and_installs_only_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, apt_get: Callable[[], list[str]]
) -> None:
    be(monkeypatch, 0)
    with pytest.raises(SystemExit):  # our apt-get installs nothing, so it is missing still
        main()
    update, install = apt_get()
    assert update.startswith("update")
    assert install.endswith(" libpango-1.0-0")
    assert "libharfbuzz" not in install


def test_a_missing_browser_is_said_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be(monkeypatch, 1000, "test")
    monkeypatch.setattr(system_libraries, "REQUIRED", (PRESENT,))
    browser = Need(lambda: False, "browser tests", "chromium")
    monkeypatch.setattr(system_libraries, "FOR_TESTS", (browser,))
    main()
    assert "sudo apt-get install -y chromium" in capsys.readouterr().out


def test_a_python_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    be(monkeypatch, 1000)
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or later is needed"):
        main()


def test_a_browser_that_is_set_up_is_one_that_the_service_knows() -> None:
    assert system_libraries.BROWSERS == machine.BROWSERS
