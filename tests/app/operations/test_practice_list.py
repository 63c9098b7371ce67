"""Reading a list of practices: what each column may say, and everything wrong at once."""

from __future__ import annotations

import datetime

import pytest

from app.operations.practice_list import COLUMNS, PracticeEntry, read_practices
from app.uploads.rows import Rows
from scoring.csv_file import Problems

TODAY = datetime.date(2026, 3, 2)
FULL = "Elm,a81001,14,North,Coast,2019-07-01,1/4/2021,Ada@Example.org"


def read(*lines: str, heading: str = ",".join(COLUMNS)) -> tuple[tuple[PracticeEntry, ...], list[str]]:
    """Return the entries of a file and what is wrong, each as "line column message"."""
    rows = Rows(tuple((n, tuple(line.split(","))) for n, line in enumerate((heading, *lines), start=1)))
    problems = Problems("file")
    entries = read_practices(rows, problems, TODAY)
    return entries, [f"{each.line} {each.column} {each.message}" for each in problems.all()]


def test_line_says_everything_of_a_practice() -> None:
    entries, problems = read(FULL)
    assert problems == []
    assert entries == (
        PracticeEntry(
            2,
            "Elm",
            14,
            "A81001",
            "North",
            "Coast",
            datetime.date(2019, 7, 1),
            datetime.date(2021, 4, 1),
            "ada@example.org",
        ),
    )


def test_name_and_headcount_are_enough_in_any_order_and_spelling() -> None:
    entries, problems = read("14,Elm", heading="Headcount,Practice Name")
    assert problems == []
    assert entries == (PracticeEntry(2, "Elm", 14),)
    assert not entries[0].says_where


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",A81001,14,,,,,", "2 name is empty; write the practice's name"),
        (f"{'x' * 201},,14,,,,,", "2 name has 201 characters"),
        ("=cmd(),,14,,,,,", "2 name begins like a formula"),
        ("Elm,A8,14,,,,,", '2 ods_code "A8" is no ODS code'),
        ("Elm,A81-001,14,,,,,", '2 ods_code "A81-001" is no ODS code'),
        ("Elm,A8100100100,14,,,,,", '2 ods_code "A8100100100" is no ODS code'),
        ("Elm,,,,,,,", "2 headcount is empty"),
        ("Elm,,0,,,,,", '2 headcount "0" is no whole number'),
        ("Elm,,many,,,,,", '2 headcount "many" is no whole number'),
        ("Elm,,14,+N,,,,", "2 network begins like a formula"),
        ("Elm,,14,North,,,,", "2 region is empty; network and region are said together"),
        ("Elm,,14,,Coast,2019-07-01,,", "2 network is empty; network and region are said together"),
        (f"Elm,,14,,{'x' * 201},,,", "2 region has 201 characters"),
        ("Elm,,14,North,Coast,soon,,", '2 since "soon" is no date'),
        ("Elm,,14,North,Coast,2028-01-01,,", "2 since is 1 January 2028"),
        ("Elm,,14,,,,2027-01-01,", "2 link_practitioner_since is 1 January 2027"),
        ("Elm,,14,,,,,ada@", '2 manager_email "ada@" is not an email address'),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(line: str, problem: str) -> None:
    entries, problems = read(line)
    assert entries == ()
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_everything_wrong_is_said_at_once() -> None:
    _, problems = read(",x,-1,,,soon,never,nobody", "Elm,,12")
    assert [each.split(" ")[:2] for each in problems] == [
        ["2", name]
        for name in ("name", "headcount", "ods_code", "manager_email", "since", "link_practitioner_since")
    ]


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("name", "headcount is missing"),
        ("headcount", "name is missing"),
        ("name,headcount,postcode", "postcode is not a column of this list"),
        ("name,practice,headcount", 'practice is there twice (both mean "name")'),
        ("name,headcount,network", "network and region are said together"),
    ],
)
def test_heading_that_does_not_fit_is_a_problem(heading: str, problem: str) -> None:
    _, problems = read("Elm,14,x", heading=heading)
    assert any(problem in each for each in problems)


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("Elm,A81001,14", "Oak,a81001,9", "3 ods_code A81001 is in line 2 already"),
        ("Elm,,14", "ELM,,9", '3 name "ELM", without an ODS code, is in line 2 already'),
    ],
)
def test_nothing_stands_in_a_list_twice(first: str, second: str, problem: str) -> None:
    _, problems = read(first, second)
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_practices_of_one_name_are_told_apart_by_their_codes() -> None:
    entries, problems = read("The Surgery,A81001,14", "The Surgery,A81002,9")
    assert problems == []
    assert len(entries) == 2


def test_list_without_a_practice_is_a_problem() -> None:
    assert read()[1] == ["0  has a heading and no practice below it"]
