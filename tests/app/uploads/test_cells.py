"""Cells of an uploaded sheet: what they say, or what is wrong with them."""

from __future__ import annotations

import datetime

import pytest

from app.uploads.cells import date_cell, number_cell, text_cell
from scoring.csv_file import Line, Problems

EARLIEST, LATEST = datetime.date(1948, 7, 5), datetime.date(2027, 3, 3)


def line(text: str) -> Line:
    """Return a line of one cell."""
    return Line(2, [text], {"cell": 0}, Problems("file"))


@pytest.mark.parametrize("text", ["2026-04-01", "2026-4-1", "2026-04-01 00:00:00", "01/04/2026", "1.4.2026"])
def test_dates_are_read_as_they_are_usually_written(text: str) -> None:
    assert date_cell(line(text), "cell", EARLIEST, LATEST) == datetime.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/2/2026", "is no date"),
        ("4-1-26", "is no date"),
        ("1/4/26", "is no date"),
        ("April 2026", "is no date"),
        ("46113", "is no date"),
        ("٢٠٢٦-04-01", "is no date"),
        ("1940-01-01", "a day from 5 July 1948"),
        ("2030-01-01", "to 3 March 2027 is expected"),
    ],
)
def test_anything_else_is_no_date(text: str, problem: str) -> None:
    found = line(text)
    assert date_cell(found, "cell", EARLIEST, LATEST) is None
    assert problem in found.problems.all()[0].message


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("2,000", 2000), ("12", 12)])
def test_whole_numbers_are_read(text: str, number: int) -> None:
    assert number_cell(line(text), "cell", 2000) == number


@pytest.mark.parametrize("text", ["", "0", "-3", "2001", "12.5", "twelve", "1e3", "²", "9" * 5000])
def test_anything_else_is_no_whole_number(text: str) -> None:
    found = line(text)
    assert number_cell(found, "cell", 2000) is None
    assert found.problems.found == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty; write it"),
        ("x" * 11, "has 11 characters"),
        ("x" * 501, "has more than 500 characters"),
        ("a\u202eb", "cannot be printed"),
        ("=1+1", "begins like a formula"),
        ("'=1+1", "begins like a formula"),
        ("@SUM(A1)", "begins like a formula"),
    ],
)
def test_text_that_cannot_be_kept_is_a_problem(text: str, problem: str) -> None:
    found = line(text)
    assert text_cell(found, "cell", 10, needed="write it") is None
    assert problem in found.problems.all()[0].message


def test_cell_that_may_be_empty_is_none_without_a_problem() -> None:
    found = line("")
    assert text_cell(found, "cell", 10) is None
    assert date_cell(found, "cell", EARLIEST, LATEST) is None
    assert text_cell(found, "other", 10, needed="write it") is None
    assert found.problems.found == 0
