"""A ZIP file that is sent while it is made: however many files go into it, a piece of one is in memory."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

PIECE = 65_536  # bytes
_FIRST_DAY = datetime.date(1980, 1, 1)  # the format knows none before


class ZipStream:
    """Takes files one after another and gives the bytes of the ZIP as they come about."""

    def __init__(self) -> None:
        self._given = _Given()
        self._zip = zipfile.ZipFile(self._given, "w", zipfile.ZIP_STORED)  # a PDF is compressed already

    def file(self, name: str, path: Path, day: datetime.date) -> Iterator[bytes]:
        """Add the file at ``path`` as ``name``; yield what there is to send. Raises OSError."""
        with path.open("rb") as source, self._zip.open(_entry(name, day), "w") as target:
            while piece := source.read(PIECE):
                target.write(piece)
                yield from self._given.taken()
        yield from self._given.taken()

    def text(self, name: str, text: str, day: datetime.date) -> Iterator[bytes]:
        """Add a text as ``name``; yield what there is to send."""
        self._zip.writestr(_entry(name, day), text.encode(), zipfile.ZIP_DEFLATED)
        yield from self._given.taken()

    def end(self) -> Iterator[bytes]:
        """Close the ZIP; yield its list of files, without which it is no ZIP."""
        self._zip.close()
        yield from self._given.taken()


class _Given(io.RawIOBase):
    """A file that can be written only, and from which what was written is taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Return that it can be written."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # any buffer, says the base class
        """Keep a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> Iterator[bytes]:
        """Yield what was written since the last time."""
        pieces, self._pieces = self._pieces, []
        yield from pieces


def _entry(name: str, day: datetime.date) -> zipfile.ZipInfo:
    shown = max(day, _FIRST_DAY)
    return zipfile.ZipInfo(name, (shown.year, shown.month, shown.day, 0, 0, 0))
