"""The coded evidence as files: what is in them, how they end, and that they can come back as they left."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask import Flask

from app.db import db
from app.models import Mark
from app.spreadsheet_cells import guarded
from scoring.matrix import COLUMNS, read_matrix
from tests.app.evaluator.conftest import Hands
from tests.app.evaluator.test_coding import TWO_CELLS
from tests.app.evaluator.test_files import ELM, OAK, lines, problems, upload
from tests.app.uploads.workbooks import workbook
from tests.app.world import World, visitor

MATRIX, CELLS = "/evidence/harbour/W1/file/matrix.csv", "/evidence/harbour/W1/file/cells.csv"


def rows_of(content: bytes) -> list[list[str]]:
    """Return the lines of a file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_marks_come_back_as_the_command_reads_them(evaluator: Hands, world: World, tmp_path: Path) -> None:
    evaluator.send("file/apply", upload(evaluator, lines(ELM, OAK)).get_data(as_text=True), {})
    db.session.rollback()
    world.harbour.elm.ods_code = "A81001"
    db.session.commit()
    path = tmp_path / "matrix.csv"
    path.write_bytes(evaluator.client.get(MATRIX).data)
    rows = {row.practice: row.cells for row in read_matrix(path)}
    assert sorted(rows) == ["Elm", "Oak"]
    assert [rows["Elm"][name] for name in COLUMNS] == ELM.split(",")[1:]
    assert "change nothing" in upload(evaluator, path.read_bytes(), empty="clear").get_data(as_text=True)


def test_files_name_practices_by_their_code_too(evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    db.session.rollback()
    world.harbour.elm.ods_code = "A81001"
    db.session.commit()
    for place, practices in ((MATRIX, {"Elm", "Oak"}), (CELLS, {"Elm"})):
        heading, *rows, _end = rows_of(evaluator.client.get(place).data)
        assert heading[-1] == "ods_code"
        codes = {row[0]: row[-1] for row in rows}
        assert codes == {each: {"Elm": "A81001", "Oak": ""}[each] for each in practices}


@pytest.mark.parametrize(("place", "count"), [(MATRIX, "2"), (CELLS, "3")])
def test_files_are_sent_line_by_line_and_end_with_their_number(
    evaluator: Hands, place: str, count: str
) -> None:
    evaluator.send("file/apply", upload(evaluator, lines("Elm,+,-,,,,,,,,,", OAK)).get_data(as_text=True), {})
    answer = evaluator.client.get(place)
    assert "Content-Length" not in answer.headers  # nobody knows how long it becomes
    assert rows_of(answer.data)[-1] == ["rows", count]


def test_last_line_of_a_file_is_no_practice_however_it_was_saved(evaluator: Hands) -> None:
    downloaded = rows_of(evaluator.client.get(MATRIX).data)
    width = len(downloaded[0])
    as_saved = [[*row, *[""] * (width - len(row))] for row in downloaded]
    for content in (workbook(as_saved), "\n".join(";".join(row) for row in as_saved)):
        assert "change nothing" in upload(evaluator, content, empty="clear").get_data(as_text=True)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([ELM, "rows,2"], "gives 2 as the number of lines, but 1 line is there"),
        ([ELM, OAK, "rows,1"], "gives 1 as the number of lines, but 2 lines are there"),
    ],
)
def test_file_that_lost_or_gained_lines_says_so_and_nothing_is_imported(
    evaluator: Hands, rows: list[str], said: str
) -> None:
    answer = upload(evaluator, lines(*rows))
    assert answer.status_code == 422
    assert problems(answer) == [(str(len(rows) + 1), "all")]
    assert f"{said}; if you changed how many there are, take out this line too" in answer.text


def test_nothing_that_people_wrote_becomes_a_formula(app: Flask, evaluator: Hands, world: World) -> None:
    db.session.rollback()  # somebody signed in since this session began to read
    world.harbour.elm.name = "=HYPERLINK(1)"
    db.session.commit()
    formula = {"coherence-source": "@SUM(1)", "coherence-note": "+1", "leadership-source": "-1"}
    evaluator.send("elm/", evaluator.get(), {**TWO_CELLS, **formula})
    read = visitor(app, world.accounts["lead"])
    for place in (MATRIX, CELLS):
        answer = read.get(place)
        assert answer.mimetype == "text/csv"
        assert "attachment" in answer.headers["Content-Disposition"]
        rows = rows_of(answer.data)
        cells = [cell for row in rows for cell in row]
        assert guarded("=HYPERLINK(1)") in cells
        assert {cell for cell in cells if cell[:1] in "=+-@" and cell} <= {mark.value for mark in Mark}
    assert rows[1][:5] == ["'=HYPERLINK(1)", "coherence", "+", "'@SUM(1)", "'+1"]
    matrix = evaluator.client.get(MATRIX).data
    assert "change nothing" in upload(evaluator, matrix, empty="clear").get_data(as_text=True)
