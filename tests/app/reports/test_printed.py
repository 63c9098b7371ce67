"""Keeping a report: the whole of it or nothing of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.reports.printed import keep


def test_kept_file_replaces_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "reports" / "a.pdf"
    keep(b"first", target)
    keep(b"second", target)
    assert target.read_bytes() == b"second"
    assert list(target.parent.iterdir()) == [target]


def test_fault_while_writing_leaves_the_file_before_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "a.pdf"
    keep(b"first", target)

    def no_room(descriptor: int) -> None:
        raise OSError("no room left")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="no room left"):
        keep(b"second", target)
    assert target.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [target]
