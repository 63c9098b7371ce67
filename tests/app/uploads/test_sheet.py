"""Uploaded sheets: read whatever they were saved as, or refused with a reason and a way out."""

from __future__ import annotations

import pytest

from app.uploads.rows import LARGEST_FILE, MOST_LINES, Rows
from app.uploads.sheet import read_sheet
from scoring.csv_file import Problems
from tests.app.uploads.workbooks import with_part, workbook

HEADING = ("name", "email", "role")
ZOE = ("Zoë", "zoe@example.org", "GP")
TEXT = "name{0}email{0}role\nZoë{0}zoe@example.org{0}GP\n"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)


def read(content: bytes) -> tuple[Rows | None, list[str]]:
    """Return the rows and what is wrong, each as "line column message"."""
    problems = Problems("file")
    rows = read_sheet(content, problems)
    return rows, [f"{each.line} {each.column} {each.message}" for each in problems.all()]


def refused(content: bytes) -> str:
    """Return the one reason for which a file is refused."""
    rows, problems = read(content)
    assert rows is None
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_encoding_and_separator_is_read(encoding: str, separator: str) -> None:
    rows, problems = read(TEXT.format(separator).encode(encoding))
    assert problems == []
    assert rows is not None
    assert rows.lines == ((1, HEADING), (2, ZOE))


def test_who_reads_windows_letters_is_told_to_look_at_them() -> None:
    rows, _ = read(TEXT.format(",").encode("cp1252"))
    assert rows is not None
    assert "Windows-1252" in rows.note


def test_line_that_names_the_separator_is_no_line_of_the_list() -> None:
    rows, _ = read(b"sep=;\r\nname;role\r\nAda, PhD;GP\r\n")
    assert rows is not None
    assert rows.lines == ((2, ("name", "role")), (3, ("Ada, PhD", "GP")))


def test_numbers_of_lines_are_those_of_the_file() -> None:
    rows, _ = read(b'name\n\n"two\nlines"\nAda\n')
    assert rows is not None
    assert [number for number, _ in rows.lines] == [1, 3, 5]


def test_workbook_is_read_as_text() -> None:
    rows, problems = read(workbook([HEADING, ZOE, (None, None, None), ("Room 5", None, 5.0)]))
    assert problems == []
    assert rows is not None
    assert rows.lines == ((1, HEADING), (2, ZOE), (4, ("Room 5", "", "5")))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (bytes(range(256)), "is not text"),
        (b"%PDF-1.7", "is a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old XLS format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"PK\x03\x04broken", "is damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "is a packed file, not a sheet"),
        (b"x" * (LARGEST_FILE + 1), "larger than 2 MB"),
        (b'name\n"open', "check its quotation marks"),
        (b"name\n" + b"Ada\n" * (MOST_LINES + 1), "more than 10,000 lines"),
    ],
)
def test_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    assert reason in refused(content)


def test_fifty_thousand_lines_are_refused() -> None:
    assert "more than 10,000 lines" in refused(b"name\n" + b"Ada,a@example.org,GP\n" * 50_000)
    assert "more than 10,000 lines" in refused(workbook([("name",), *[("Ada",)] * (MOST_LINES + 1)]))


def test_other_packed_files_are_not_unpacked() -> None:
    book = workbook([HEADING])
    assert "OpenDocument" in refused(
        with_part(book, "mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    )


def test_bomb_is_measured_before_it_is_unpacked() -> None:
    bomb = with_part(workbook([HEADING]), "xl/worksheets/sheet1.xml", b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert "unpacks to more than 20 MB" in refused(bomb)


def test_entities_are_not_followed() -> None:
    assert "is damaged" in refused(with_part(workbook([HEADING]), "xl/worksheets/sheet1.xml", ENTITIES))


def test_cell_far_below_the_list_is_not_passed_over() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
        b'<row r="1000000"><c r="A1000000" t="inlineStr"><is><t>A</t></is></c></row></sheetData></worksheet>'
    )
    book = with_part(workbook([HEADING]), "xl/worksheets/sheet1.xml", sheet)
    assert "has something below line 20,000" in refused(book)


def test_every_formula_is_named_with_its_cell() -> None:
    _, problems = read(workbook([HEADING, ("=A1", "x@example.org", "GP"), ("Ada", '=HYPERLINK("x")', "GP")]))
    assert [problem.split(" is a")[0] for problem in problems] == ["2 A", "3 B"]


def test_two_filled_sheets_are_named() -> None:
    assert 'has 2 sheets ("Staff", "Old")' in refused(workbook([HEADING], Old=[("x",)]))


def test_many_sheets_are_not_looked_through() -> None:
    assert "has 12 sheets; take out all but the list" in refused(
        workbook([HEADING, ZOE], **{f"S{number}": [] for number in range(11)})
    )


def test_empty_sheets_beside_the_list_are_no_matter() -> None:
    rows, problems = read(workbook([HEADING, ZOE], Empty=[]))
    assert problems == []
    assert rows is not None
    assert len(rows.lines) == 2
