"""A printed report, its error, and where it is kept. Nothing here loads the renderer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import ReadinessError


class ReportError(ReadinessError):
    """The report cannot be printed."""


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The bytes of a PDF, their SHA-256 and the number of pages."""

    content: bytes
    digest: str
    pages: int


Printer = Callable[[str], PrintedReport]


def keep(content: bytes, path: Path) -> None:
    """Write ``content`` so that ``path`` holds all of it or what it held before, whatever happens between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
