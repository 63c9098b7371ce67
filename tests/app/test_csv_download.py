"""Files that are sent as they are made: every line, and their number at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Flask

from app.csv_download import csv_download


def test_lines_are_made_while_they_are_sent_and_counted(sqlite_app: Flask) -> None:
    made: list[int] = []

    def rows() -> Iterator[Sequence[str]]:
        for number in range(3):
            made.append(number)
            yield (str(number), "a, b\nc")

    with sqlite_app.test_request_context():
        response = csv_download("three.csv", ("n", "text"), rows())
        lines = iter(response.response)
        assert next(lines) == "\N{BYTE ORDER MARK}n,text\r\n"
        assert made == []
        assert next(lines) == '0,"a, b\nc"\r\n'
        assert made == [0]
        assert list(lines)[-1] == "rows,3\r\n"
    assert response.headers["Content-Disposition"] == "attachment; filename=three.csv"


def test_file_without_lines_says_so(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context():
        assert list(csv_download("none.csv", ("n",), ()).response)[-1] == "rows,0\r\n"
