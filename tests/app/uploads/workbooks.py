"""Workbooks made for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import openpyxl

Cell = str | int | float | None


def workbook(rows: Sequence[Sequence[Cell]], **more_sheets: Sequence[Sequence[Cell]]) -> bytes:
    """Return an XLSX file with ``rows`` on its first sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    sheets = {"Staff": rows, **more_sheets}
    book.remove(book.active)
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return the workbook with one of its parts replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return target.getvalue()
