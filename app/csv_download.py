"""A CSV file that is sent line by line as it is made, and ends with the number of its lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from flask import Response, stream_with_context

from scoring.row_count import ROWS


def csv_download(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Return a file of ``rows``; whoever fills them guards what people wrote (app/spreadsheet_cells.py).

    Its last line is ``rows`` and their number (scoring/row_count.py): a file that was cut off on its way has
    no such line.
    """
    return Response(
        stream_with_context(_lines(heading, rows)),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the file; a spreadsheet knows by the mark at its beginning that it is UTF-8."""
    yield "\N{BYTE ORDER MARK}" + _line(heading)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the number of rows ends the file
        yield _line(row)
    yield _line((ROWS, str(count)))


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()
