"""Answer files: what is read, and every way in which they can be wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from scoring.answer_file import read_wave
from scoring.errors import AnswerFileError, Problem, TableError
from tests.scoring.builders import LEVELS, core_team_instrument
from tests.scoring.files import HEADING, SURVEY, answers, headcounts, write


def problems(folder: Path, *lines: str, heading: str = HEADING, staff: tuple[str, ...] = ()) -> list[Problem]:
    """Every problem of these answers."""
    with pytest.raises(AnswerFileError) as caught:
        read_wave(answers(folder, *lines, heading=heading), headcounts(folder, *staff), SURVEY)
    return list(caught.value.problems)


def where(found: list[Problem]) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.column) for problem in found]


def test_values_gaps_and_reasons_are_read(tmp_path: Path) -> None:
    path = answers(tmp_path, "Amber,gp,1,5,,10", "Amber,receptionist,2,NR-role,NR-stage,NR-programme")
    table = read_wave(path, headcounts(tmp_path, "Olive,3", "Amber,5"), SURVEY).table
    assert table.answers.tolist() == [[5, -1, 10], [-2, -3, -4]]
    assert table.answers.dtype == np.int8
    assert table.practices == ("Olive", "Amber")
    assert table.practice.tolist() == [1, 1]
    assert table.headcount.tolist() == [3, 5]
    assert [table.roles[role] for role in table.role] == ["gp", "receptionist"]
    assert table.items == ("coherence_1", "coherence_2", "use_now_1")


def test_columns_may_stand_in_any_order_and_comments_are_not_read(tmp_path: Path) -> None:
    heading = "use_now_1,comment,coherence_2,respondent,coherence_1,role,practice"
    path = answers(tmp_path, '0,"two\nlines, and more",2,1,1,gp,Amber', heading=heading)
    assert read_wave(path, headcounts(tmp_path), SURVEY).table.answers.tolist() == [[1, 2, 0]]


def test_byte_order_mark_windows_lines_blank_lines_and_spaces_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    text = f"{HEADING}\r\n\r\n Amber , gp ,1, 5 ,4,3\r\n,,,,,\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_wave(path, headcounts(tmp_path), SURVEY).table.answers.tolist() == [[5, 4, 3]]


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("Amber,gp,1,6,4,3", "coherence_1", '"6" is no answer; use 1 to 5'),
        ("Amber,gp,1,4,0,3", "coherence_2", "use 1 to 5"),
        ("Amber,gp,1,4,4,11", "use_now_1", "use 0 to 10"),
        ("Amber,gp,1,4,4,3.5", "use_now_1", '"3.5"'),
        ("Amber,gp,1,nr-role,4,3", "coherence_1", "NR-role"),
        ("Amber,gp,1,４,4,3", "coherence_1", '"４"'),
        ("Amber,chef,1,4,4,3", "role", "use one of gp, receptionist"),
        ("Amber,,1,4,4,3", "role", "is not a role"),
        ("Amber,gp,,4,4,3", "respondent", "is empty"),
        (",gp,1,4,4,3", "practice", "is empty"),
        ("Umber,gp,1,4,4,3", "practice", '"Umber" has no headcount'),
        ("Amber,gp,1,4,4", "", "has 5 cells; the heading has 6"),
        ('Amber,gp,1,4,"4"4,3', "", "cannot be read as CSV"),
    ],
)
def test_wrong_cell_is_named_with_line_and_column(tmp_path: Path, line: str, column: str, said: str) -> None:
    found = problems(tmp_path, "Amber,gp,0,4,4,3", line)
    assert where(found) == [("answers.csv", 3, column)]
    assert said in found[0].message


def test_line_numbers_count_the_lines_of_a_comment(tmp_path: Path) -> None:
    lines = ('Amber,gp,1,4,4,3,"a\nb\nc"', "Amber,gp,2,9,4,3,d")
    assert where(problems(tmp_path, *lines, heading=f"{HEADING},comment")) == [
        ("answers.csv", 5, "coherence_1")
    ]


@pytest.mark.parametrize(
    ("heading", "column", "said"),
    [
        (f"{HEADING},list_size", "list_size", "is not a column"),
        (HEADING.replace(",use_now_1", ",coherence_1"), "coherence_1", "is there twice"),
        (HEADING.replace("practice", "Practice"), "practice", "is missing"),
        (HEADING.replace("respondent", "person"), "respondent", "is missing"),
        (HEADING.replace(",", ";"), "practice", "not semicolons"),
    ],
)
def test_wrong_heading_is_named(tmp_path: Path, heading: str, column: str, said: str) -> None:
    found = problems(tmp_path, heading=heading)
    assert any((p.line, p.column) == (1, column) and said in p.message for p in found)


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    core = write(tmp_path, "core.csv", "practice,role,role_scope")
    with pytest.raises(AnswerFileError) as caught:
        read_wave(
            answers(tmp_path, "Amber,chef,1,9,9,99", "Amber,gp,2,4,4"),
            headcounts(tmp_path, "Amber,x", "Olive,3"),
            SURVEY,
            core,
            core_team_instrument(),
        )
    found = where(list(caught.value.problems))
    assert found[:6] == [
        ("headcounts.csv", 2, "headcount"),
        ("answers.csv", 2, "role"),
        ("answers.csv", 2, "coherence_1"),
        ("answers.csv", 2, "coherence_2"),
        ("answers.csv", 2, "use_now_1"),
        ("answers.csv", 3, ""),
    ]
    assert len([place for place in found if place[0] == "core.csv"]) == 8


def test_respondent_twice_in_a_practice_is_named_with_the_first_line(tmp_path: Path) -> None:
    found = problems(tmp_path, "Amber,gp,1,4,4,3", "Amber,gp,1,4,4,3")
    assert where(found) == [("answers.csv", 3, "respondent")]
    assert "in line 2" in found[0].message


def test_same_respondent_number_in_two_practices_is_two_people(tmp_path: Path) -> None:
    path = answers(tmp_path, "Amber,gp,1,4,4,3", "Olive,gp,1,4,4,3")
    assert len(read_wave(path, headcounts(tmp_path, "Amber,2", "Olive,2"), SURVEY).table.answers) == 2


def test_more_respondents_than_headcount_is_named_at_the_first_too_many(tmp_path: Path) -> None:
    lines = [f"Amber,gp,{number},4,4,3" for number in range(4)]
    found = problems(tmp_path, *lines, staff=("Amber,2",))
    assert where(found) == [("answers.csv", 4, "practice")]
    assert "more respondents than its headcount of 2" in found[0].message


def test_as_many_respondents_as_headcount_are_accepted(tmp_path: Path) -> None:
    path = answers(tmp_path, "Amber,gp,1,4,4,3", "Amber,gp,2,4,4,3")
    assert len(read_wave(path, headcounts(tmp_path, "Amber,2"), SURVEY).table.answers) == 2


@pytest.mark.parametrize("headcount", ["0", "-1", "2.5", "", "many", "1e3", "٣"])
def test_headcount_must_be_a_whole_number_from_1(tmp_path: Path, headcount: str) -> None:
    found = problems(tmp_path, staff=(f"Amber,{headcount}",))
    assert where(found) == [("headcounts.csv", 2, "headcount")]


def test_practice_twice_or_without_name_in_headcounts_is_named(tmp_path: Path) -> None:
    found = problems(tmp_path, staff=("Amber,3", "Amber,4", ",2"))
    assert where(found) == [("headcounts.csv", 3, "practice"), ("headcounts.csv", 4, "practice")]


def test_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = write(tmp_path, "answers.csv")
    with pytest.raises(AnswerFileError, match=r"answers.csv: is empty"):
        read_wave(path, headcounts(tmp_path), SURVEY)


def test_file_that_is_not_utf_8_is_named_with_the_place(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(f"{HEADING}\nCaf".encode() + b"\xe9,gp,1,4,4,3\n")
    with pytest.raises(AnswerFileError, match=r"answers.csv, line 2, column at byte 4: is not UTF-8"):
        read_wave(path, headcounts(tmp_path), SURVEY)


def test_thousands_of_problems_are_counted_not_listed(tmp_path: Path) -> None:
    lines = [f"Amber,gp,{number},9,9,99" for number in range(500)]
    found = problems(tmp_path, *lines, staff=("Amber,900",))
    assert len(found) == 1001
    assert found[-1].message == "and 500 more; correct these first"


CORE_HEADING = (
    "practice,role,role_scope,"
    "coherence_1,coherence_2,coherence_3,coherence_4,"
    "shared_leadership_1,shared_leadership_2,shared_leadership_3,shared_leadership_4"
)


def test_core_team_answers_are_read_with_scope_and_without_respondent(tmp_path: Path) -> None:
    core = write(
        tmp_path,
        "core.csv",
        CORE_HEADING,
        f"Amber,lead_gp,{' ; '.join(LEVELS)},1,2,3,4,NR-role,,5,5",
        "Amber,practice_manager,,1,2,3,4,5,5,5,5",
    )
    files = read_wave(answers(tmp_path), headcounts(tmp_path), SURVEY, core, core_team_instrument())
    assert files.core_team is not None
    first, second = files.core_team
    assert (first.practice, first.role) == ("Amber", "lead_gp")
    assert first.scope == {"role_scope": frozenset(LEVELS)}
    assert second.scope == {"role_scope": None}
    assert [first.values[f"shared_leadership_{i}"] for i in (1, 2, 3)] == [-2, -1, 5]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Amber,lead_gp,patient_level;moon,1,2,3,4,5,5,5,5", "role_scope"),
        ("Amber,receptionist,patient_level,1,2,3,4,5,5,5,5", "role"),
        ("Umber,lead_gp,patient_level,1,2,3,4,5,5,5,5", "practice"),
        ("Amber,lead_gp,patient_level,1,2,3,7,5,5,5,5", "coherence_4"),
    ],
)
def test_wrong_core_team_cell_is_named(tmp_path: Path, line: str, column: str) -> None:
    core = write(tmp_path, "core.csv", CORE_HEADING, line)
    with pytest.raises(AnswerFileError) as caught:
        read_wave(answers(tmp_path), headcounts(tmp_path), SURVEY, core, core_team_instrument())
    assert where(list(caught.value.problems)) == [("core.csv", 2, column)]


def test_core_team_file_without_its_instrument_is_refused(tmp_path: Path) -> None:
    core = write(tmp_path, "core.csv", CORE_HEADING)
    with pytest.raises(TableError, match="needs the instrument"):
        read_wave(answers(tmp_path), headcounts(tmp_path), SURVEY, core)
