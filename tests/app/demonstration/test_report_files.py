"""Copies of reports: readable names, never half written, left alone where they are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demonstration.report_files import copy_reports
from app.queries.demonstration import RenderedReport

REPORT = RenderedReport("links-worker-programme", "cobalt", "Try it", "1f.pdf")


@pytest.fixture
def rendered(tmp_path: Path) -> Path:
    """A folder with one rendered report."""
    folder = tmp_path / "rendered"
    folder.mkdir()
    (folder / "1f.pdf").write_bytes(b"%PDF-1")
    return folder


def test_a_copy_is_named_by_programme_practice_and_wave(rendered: Path, tmp_path: Path) -> None:
    assert copy_reports([REPORT], rendered, tmp_path / "to") == 1
    copy = tmp_path / "to" / "links-worker-programme" / "cobalt-try-it.pdf"
    assert copy.read_bytes() == b"%PDF-1"
    assert list(copy.parent.iterdir()) == [copy]


def test_a_copy_with_the_same_bytes_is_left_alone(rendered: Path, tmp_path: Path) -> None:
    copy_reports([REPORT], rendered, tmp_path / "to")
    assert copy_reports([REPORT], rendered, tmp_path / "to") == 0


def test_a_copy_with_other_bytes_is_replaced(rendered: Path, tmp_path: Path) -> None:
    copy_reports([REPORT], rendered, tmp_path / "to")
    (rendered / "1f.pdf").write_bytes(b"%PDF-2")
    assert copy_reports([REPORT], rendered, tmp_path / "to") == 1
    assert next((tmp_path / "to").rglob("*.pdf")).read_bytes() == b"%PDF-2"
