"""Rendered reports under names that a person can read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.queries.demonstration import RenderedReport


def copy_reports(reports: Sequence[RenderedReport], rendered: Path, to: Path) -> int:
    """Copy each report to ``to/<programme>/<practice>-<wave>.pdf``; return how many were written.

    ``rendered`` is the folder in which they lie under names that say nothing. A copy that has the same
    bytes already is left alone; one that was half written is never seen.
    """
    return sum(_copy(rendered / report.file_name, to / _name(report)) for report in reports)


def _name(report: RenderedReport) -> Path:
    wave = report.wave.lower().replace(" ", "-")
    return Path(report.programme) / f"{report.practice}-{wave}.pdf"


def _copy(source: Path, target: Path) -> bool:
    content = source.read_bytes()
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".part")
    half.write_bytes(content)
    half.replace(target)
    return True
