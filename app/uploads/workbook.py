"""Reading an XLSX file: one sheet, values only, without entities, within limits.

A workbook is a ZIP file of XML. Its parts are counted and measured before any is unpacked; XML goes through
defusedxml, which refuses entities. Formulas are refused, not computed: nobody can see what they will say.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from app.uploads.rows import LARGEST_UNPACKED, MOST_COLUMNS, MOST_LINES, Rows, cut, too_many
from scoring.csv_file import Problems

MOST_PARTS = 1_000
MOST_SHEETS = 10  # each is looked through for anything in it
LAST_LINE = 2 * MOST_LINES  # blank lines between count too: a cell far below makes them all
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


def read_workbook(content: bytes, problems: Problems) -> Rows | None:
    """Return the lines of a workbook's one sheet; None with a problem where it cannot be read."""
    if not openpyxl.DEFUSEDXML:  # without defusedxml the parser would follow entities
        raise RuntimeError("defusedxml is not installed")
    if refusal := _refusal(content):
        problems.add(0, "", refusal)
        return None
    before = problems.found
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = _only_sheet(book, problems)
        lines = tuple(_lines(sheet, problems)) if sheet is not None else ()
        book.close()
    except Exception:  # noqa: BLE001 - a damaged file fails in any way, and all mean the same
        problems.add(0, "", "is damaged; open it in your spreadsheet and save it again as XLSX")
        return None
    return Rows(lines) if problems.found == before else None


def _refusal(content: bytes) -> str | None:
    """Return why a ZIP file is not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                return (
                    f"unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB; copy the list to a new sheet "
                    "and save that"
                )
            if any(part.flag_bits & 1 for part in parts):
                return "is protected by a password; take the protection off and save it again"
            if "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
                return "is an OpenDocument sheet; save it as XLSX or as CSV UTF-8"
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError):
        return "is damaged; open it in your spreadsheet and save it again as XLSX"
    return None if "[Content_Types].xml" in names else "is a packed file, not a sheet; unpack it first"


def _only_sheet(book: Any, problems: Problems) -> Any:  # noqa: ANN401 - untyped when read-only
    """Return the one visible sheet that holds anything, or None."""
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(visible) > MOST_SHEETS:
        problems.add(0, "", f"has {len(visible)} sheets; take out all but the list")
        return None
    filled = [sheet for sheet in visible if _holds_anything(sheet)]
    if len(filled) == 1:
        return filled[0]
    if not filled:
        problems.add(0, "", "has no sheet with anything in it; its first line must name the columns")
    else:
        names = ", ".join(f'"{sheet.title[:40]}"' for sheet in filled[:5])
        problems.add(0, "", f"has {len(filled)} sheets ({names}); take out all but the list")
    return None


def _holds_anything(sheet: Any) -> bool:  # noqa: ANN401 - see above
    rows = sheet.iter_rows(max_row=LAST_LINE, max_col=MOST_COLUMNS, values_only=True)
    return any(value is not None for row in rows for value in row)


def _lines(sheet: Any, problems: Problems) -> Iterator[tuple[int, tuple[str, ...]]]:  # noqa: ANN401 - see above
    """Yield each line that holds anything, without the empty cells at its end."""
    found = 0
    for number, row in enumerate(sheet.iter_rows(max_row=LAST_LINE + 1, max_col=MOST_COLUMNS + 1), start=1):
        if number > LAST_LINE:
            problems.add(0, "", f"has something below line {LAST_LINE:,}; copy the list to a new sheet")
            return
        cells = [_text(cell, number, problems) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        found += 1
        if found > MOST_LINES + 1:
            problems.add(0, "", too_many())
            return
        if len(cells) > MOST_COLUMNS:
            problems.add(number, "", f"has something beyond column {MOST_COLUMNS}; take it out")
        yield number, tuple(cells)


def _text(cell: Any, number: int, problems: Problems) -> str:  # noqa: ANN401 - see above
    """Return what a cell says as text; a formula or an error in it is a problem."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        problems.add(number, cell.column_letter, "is a formula; copy it and paste its value in its place")
        return ""
    if cell.data_type == "e":
        problems.add(number, cell.column_letter, f"holds the error {str(value)[:20]}; correct it")
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return cut(str(value).strip())
