"""A date in three boxes: what is taken, and what is said of anything else."""

from __future__ import annotations

import datetime

import pytest

from app.date_parts import DateParts

TODAY = datetime.date(2026, 3, 2)


def read(day: str, month: str, year: str) -> DateParts:
    """Return the boxes with what was written in them, read."""
    parts = DateParts(data={"day": day, "month": month, "year": year})
    parts.read("the date", TODAY)
    return parts


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("27", "3", "2027"), datetime.date(2027, 3, 27)),
        (("01", "09", "2026"), datetime.date(2026, 9, 1)),
        (("5", "March", "2027"), datetime.date(2027, 3, 5)),
        (("5", "sept", "2027"), datetime.date(2027, 9, 5)),
        (("29", "2", "2028"), datetime.date(2028, 2, 29)),
    ],
)
def test_a_real_date_is_taken(written: tuple[str, str, str], expected: datetime.date) -> None:
    parts = read(*written)
    assert (parts.date, parts.problem, parts.wrong) == (expected, None, ())


@pytest.mark.parametrize(
    ("written", "problem", "wrong"),
    [
        (("", "", ""), "Enter the date", ("day", "month", "year")),
        (("", "3", "2027"), "The date must include a day", ("day",)),
        (("1", "", ""), "The date must include a month and a year", ("month", "year")),
        (("1", "3", "27"), "The year of the date must include 4 numbers", ("year",)),
        (("1", "3", "two thousand"), "The year of the date must include 4 numbers", ("year",)),
        (("1", "3", "٢٠٢٧"), "The year of the date must include 4 numbers", ("year",)),
        (("29", "2", "2027"), "The date must be a real date", ("day", "month", "year")),
        (("1", "13", "2027"), "The date must be a real date", ("day", "month", "year")),
        (("0", "1", "2027"), "The date must be a real date", ("day", "month", "year")),
        (("-1", "1", "2027"), "The date must be a real date", ("day", "month", "year")),
        (("1", "Smarch", "2027"), "The date must be a real date", ("day", "month", "year")),
        (("9" * 5000, "1", "2027"), "The date must be a real date", ("day", "month", "year")),
        (("1", "1", "2037"), "Check the year of the date: ", ("year",)),
        (("1", "1", "2015"), "Check the year of the date: ", ("year",)),
        (("1", "1", "0000"), "The date must be a real date", ("day", "month", "year")),
    ],
)
def test_anything_else_is_said_with_the_boxes_that_are_wrong(
    written: tuple[str, str, str], problem: str, wrong: tuple[str, ...]
) -> None:
    parts = read(*written)
    assert parts.date is None
    assert (parts.problem or "").startswith(problem)
    assert parts.wrong == wrong


def test_empty_boxes_are_no_date_where_none_is_needed() -> None:
    parts = DateParts()
    parts.read("the date", TODAY, optional=True)
    assert (parts.date, parts.problem) == (None, None)


def test_dates_may_lie_further_back_where_that_is_usual() -> None:
    parts = DateParts(data={"day": "1", "month": "1", "year": "2001"})
    parts.read("the date", TODAY, furthest_years=100)
    assert parts.date == datetime.date(2001, 1, 1)
