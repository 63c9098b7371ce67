"""The table of measurements: aligned, and a figure over its limit stands out."""

from __future__ import annotations

import sys

import pytest

from bench import __main__ as table_of_measurements
from bench.row import Row

ROWS = (
    Row("a short one", 0.25, "s", 0.5, "bare mean", 2.0),
    Row("one that takes longer than it may", 1234.0, "MB", 1000.0),
    Row("one without a limit", 3.0, "s"),
)


def test_a_row_has_figure_limit_and_ratio() -> None:
    cells = table_of_measurements.line(ROWS[0])
    assert cells == ("a short one", "0.25 s", "0.5 s", "", "2.0 x bare mean")


@pytest.mark.parametrize(
    ("figure", "words"), [(0.0123, "0.0123 s"), (12.345, "12.3 s"), (1234.0, "1,234 s"), (100.0, "100 s")]
)
def test_a_figure_has_three_digits_or_all_before_the_point(figure: float, words: str) -> None:
    assert table_of_measurements.line(Row("any", figure, "s"))[1] == words


def test_a_figure_over_its_limit_is_marked() -> None:
    assert [table_of_measurements.line(row)[3] for row in ROWS] == ["", "OVER", ""]


def test_the_columns_are_aligned() -> None:
    heading, *lines = table_of_measurements.table(ROWS)
    end = heading.index("measured") + len("measured")
    assert {line[end - 1] for line in lines} <= {"s", "B"}
    assert {line[end : end + 1] for line in lines} <= {" ", ""}


def test_a_part_that_does_not_exist_is_named_with_those_that_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "speed"])
    with pytest.raises(SystemExit, match="No such part: speed"):
        table_of_measurements.main()
