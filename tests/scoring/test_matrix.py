"""The evidence matrix: reading it and judging by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import MatrixError
from scoring.matrix import COLUMNS, judge_matrix, matrix_document, read_matrix
from scoring.rule import shipped_rule
from tests.scoring.files import write

HEADING = ",".join(("practice", *COLUMNS))
GATED = tuple(c for c in COLUMNS[:7] if c != "reflexive_monitoring")


def matrix(folder: Path, *lines: str, heading: str = HEADING) -> Path:
    return write(folder, "matrix.csv", heading, *lines)


def row(practice: str, **cells: str) -> str:
    """A line with these cells, the others empty."""
    return ",".join((practice, *(cells.get(column, "") for column in COLUMNS)))


def class_of(folder: Path, **cells: str) -> str:
    return judge_matrix(read_matrix(matrix(folder, row("A", **cells))), shipped_rule())[0].integration_class


def test_all_gates_supported_is_full(tmp_path: Path) -> None:
    assert class_of(tmp_path, **dict.fromkeys(GATED, "+")) == "fully_integrated"


def test_brackets_count_the_same(tmp_path: Path) -> None:
    assert class_of(tmp_path, **dict.fromkeys(GATED, "(+)")) == "fully_integrated"
    assert class_of(tmp_path, **dict.fromkeys(GATED, "(+)") | {"coherence": "(-)"}) == "partially_integrated"


@pytest.mark.parametrize("column", GATED)
def test_one_silent_gate_cannot_tell(tmp_path: Path, column: str) -> None:
    assert class_of(tmp_path, **dict.fromkeys(GATED, "+") | {column: ""}) == "cannot_tell"


def test_patient_level_hindered_is_not_yet(tmp_path: Path) -> None:
    assert class_of(tmp_path, patient_level="-") == "not_yet"


@pytest.mark.parametrize("column", ["reflexive_monitoring", *COLUMNS[7:]])
def test_reflexive_monitoring_and_context_judge_nothing(tmp_path: Path, column: str) -> None:
    cells = dict.fromkeys(GATED, "+")
    assert class_of(tmp_path, **cells | {column: "-"}) == "fully_integrated"


def test_columns_are_listed_once_and_only_where_they_speak_for_a_gate(tmp_path: Path) -> None:
    path = matrix(tmp_path, row("A", coherence="-", patient_level="+", leadership="-"))
    document = matrix_document(judge_matrix(read_matrix(path), shipped_rule()), shipped_rule())
    assert document["practices"] == [
        {
            "practice": "A",
            "class": "partially_integrated",
            "met": ["patient_level"],
            "missed": ["coherence"],
            "unknown": ["cognitive_participation", "collective_action", "practice_level", "community_level"],
        }
    ]
    assert document["rule"] == shipped_rule().label


def test_order_of_practices_does_not_matter(tmp_path: Path) -> None:
    lines = [row("B", coherence="+"), row("A", coherence="-")]
    first = judge_matrix(read_matrix(matrix(tmp_path, *lines)), shipped_rule())
    assert judge_matrix(read_matrix(matrix(tmp_path, *reversed(lines))), shipped_rule()) == first


def test_printed_minus_sign_spaces_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = matrix(tmp_path, row("A", coherence="\N{MINUS SIGN}", patient_level=" (\N{MINUS SIGN}) "))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    cells = read_matrix(path)[0].cells
    assert (cells["coherence"], cells["patient_level"]) == ("-", "(-)")


def test_every_problem_is_told_with_line_and_column(tmp_path: Path) -> None:
    lines = (row("A", coherence="++", leadership="yes"), row("A"), row("", coherence="+"), "B,+")
    with pytest.raises(MatrixError) as caught:
        read_matrix(matrix(tmp_path, *lines))
    places = [(problem.line, problem.column) for problem in caught.value.problems]
    assert places == [
        (2, "coherence"),
        (2, "leadership"),
        (3, "practice"),
        (4, "practice"),
        (5, ""),
    ]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (HEADING.replace(",leadership", ""), "column leadership: is missing"),
        (f"{HEADING},mood", "column mood: is not a column"),
        (HEADING.replace("practice,", "", 1), "column practice: is missing"),
        (f"{HEADING},coherence", "column coherence: is there twice"),
    ],
)
def test_wrong_heading_is_refused(tmp_path: Path, heading: str, said: str) -> None:
    with pytest.raises(MatrixError, match=said):
        read_matrix(matrix(tmp_path, heading=heading))


@pytest.mark.parametrize("lines", [[], [HEADING]])
def test_matrix_without_a_practice_is_refused(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(MatrixError, match=r"is empty|has no practice"):
        read_matrix(write(tmp_path, "matrix.csv", *lines))


@pytest.mark.parametrize("end", ["rows,2", "rows,2" + "," * 10])
def test_last_line_with_the_number_of_lines_is_no_practice(tmp_path: Path, end: str) -> None:
    assert [each.practice for each in read_matrix(matrix(tmp_path, row("A"), row("B"), end))] == ["A", "B"]


def test_practice_that_is_called_rows_is_one(tmp_path: Path) -> None:
    assert [each.practice for each in read_matrix(matrix(tmp_path, row("rows", coherence="+")))] == ["rows"]


@pytest.mark.parametrize(("practices", "there"), [("A", "1 line is"), ("ABC", "3 lines are")])
def test_file_with_another_number_of_lines_than_it_says_is_refused(
    tmp_path: Path, practices: str, there: str
) -> None:
    with pytest.raises(MatrixError, match=f"gives 2 as the number of lines, but {there} there") as caught:
        read_matrix(matrix(tmp_path, *map(row, practices), "rows,2"))
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(len(practices) + 2, "")]


def test_count_above_the_last_line_is_a_line_like_any_other(tmp_path: Path) -> None:
    with pytest.raises(MatrixError, match="line 3: has 2 cells"):
        read_matrix(matrix(tmp_path, row("A"), "rows,1", row("B")))
