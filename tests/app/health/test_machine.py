"""What the machine is said to lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.health import machine


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 6, 23), "ok"), ((3, 7, 0), "note"), ((3, 51, 2), "note"), ((3, 51, 3), "ok")],
)
def test_versions_of_sqlite_with_the_fault_carry_a_note(version: tuple[int, ...], state: str) -> None:
    assert machine.sqlite(version).state == state


def test_browser_that_is_missing_is_a_note() -> None:
    assert machine.chromium(lambda name: None).state == "note"


def test_folder_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert machine.disk(tmp_path / "nowhere").state == "missing"


def test_libraries_are_told_with_their_versions() -> None:
    found = list(machine.libraries())
    assert [each.subject for each in found] == list(machine.LIBRARIES)
    assert all(each.text[0].isdigit() for each in found)
