"""A ZIP that is sent while it is made: whole, and never whole in memory."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest

from app.zip_stream import PIECE, ZipStream

DAY = datetime.date(2026, 3, 2)


def test_what_is_sent_is_a_zip_with_the_files_in_it(tmp_path: Path) -> None:
    content = bytes(range(256)) * 2000
    (tmp_path / "a").write_bytes(content)
    stream = ZipStream()
    pieces = [
        *stream.file("one.pdf", tmp_path / "a", DAY),
        *stream.text("list.csv", "a,b\n", DAY),
        *stream.end(),
    ]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert archive.testzip() is None
    assert archive.read("one.pdf") == content
    assert archive.read("list.csv") == b"a,b\n"
    assert archive.getinfo("one.pdf").date_time == (2026, 3, 2, 0, 0, 0)


def test_a_file_is_sent_in_pieces_while_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * PIECE * 20)
    sizes = [len(piece) for piece in ZipStream().file("large.pdf", tmp_path / "large", DAY)]
    assert sum(sizes) > PIECE * 20
    assert max(sizes) <= PIECE


def test_a_day_before_the_format_knows_any_is_its_first(tmp_path: Path) -> None:
    stream = ZipStream()
    content = b"".join([*stream.text("a", "a", datetime.date(1970, 1, 1)), *stream.end()])
    assert zipfile.ZipFile(io.BytesIO(content)).infolist()[0].date_time[0] == 1980


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        list(ZipStream().file("a.pdf", tmp_path / "nowhere", DAY))
