"""Files of ratings: what counts as missing, one order, and every problem with its line and column."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.ratings_file import Ratings, RatingsFileError, read_ratings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A path to write a file to."""
    return tmp_path / "data.csv"


def read(path: Path, content: str, bounds: tuple[int, int] | None = None) -> Ratings:
    """Write the content and read columns g, A and B of it."""
    path.write_text(content, encoding="utf-8", newline="")
    return read_ratings(path, group="g", items=["A", "B"], bounds=bounds)


def problems(path: Path, content: str, bounds: tuple[int, int] | None = None) -> list[str]:
    """Return the problems of a file that must have some."""
    with pytest.raises(RatingsFileError) as caught:
        read(path, content, bounds)
    return [str(problem) for problem in caught.value.problems]


def test_columns_are_found_by_name_and_others_ignored(file: Path) -> None:
    ratings = read(file, "B,note,g,A\n2,x,p,1\n")
    assert (ratings.groups, ratings.values.tolist()) == (("p",), [[1.0, 2.0]])


def test_decimals_signs_and_spaces_are_numbers(file: Path) -> None:
    assert read(file, "g,A,B\np, 1.5 ,-2\n").values.tolist() == [[1.5, -2.0]]


@pytest.mark.parametrize(
    "cell", ["", "  ", "NA", "na", "N/A", "NaN", "nan", "NR-role", "NR-stage", "NR-programme"]
)
def test_empty_na_nan_and_not_relevant_are_missing(file: Path, cell: str) -> None:
    assert np.isnan(read(file, f"g,A,B\np,{cell},2\n").values[0, 0])


def test_groups_are_sorted_as_numbers_where_all_are(file: Path) -> None:
    assert read(file, "g,A,B\n10,1,1\n2,1,1\n").groups == ("2", "10")
    assert read(file, "g,A,B\n10,1,1\n2a,1,1\n").groups == ("10", "2a")


def test_the_order_of_rows_changes_nothing(file: Path) -> None:
    one = read(file, "g,A,B\nq,1,2\np,3,\np,2,5\n")
    other = read(file, "g,A,B\np,2,5\nq,1,2\np,3,\n")
    assert one.groups == other.groups
    assert one.group.tobytes() + one.values.tobytes() == other.group.tobytes() + other.values.tobytes()


def test_byte_order_mark_carriage_returns_and_blank_rows_are_no_matter(file: Path) -> None:
    assert read(file, "\ufeffg,A,B\r\np,1,2\r\n\r\n,,\r\n").values.tolist() == [[1.0, 2.0]]


def test_all_problems_are_told_at_once_with_line_and_column(file: Path) -> None:
    found = problems(file, 'g,A,B\n,3,4\nx,foo,"3,5"\nx,9,1\nx,1\ny,2,2\n', bounds=(1, 5))
    assert [problem.split(": ")[0] for problem in found] == [
        "data.csv, line 2, column g",
        "data.csv, line 3, column A",
        "data.csv, line 3, column B",
        "data.csv, line 4, column A",
        "data.csv, line 5",
    ]


def test_lines_are_those_of_the_file_where_a_cell_holds_line_breaks(file: Path) -> None:
    assert "line 4, column A" in problems(file, 'g,A,B\n"p\np",1,2\nq,x,1\n')[0]


@pytest.mark.parametrize("cell", ["foo", "inf", "-inf", "1e400", "1e30", "1_0", "٣", "0x1", "=1+1", "1;2"])
def test_what_is_no_rating_is_refused(file: Path, cell: str) -> None:
    assert f"'{cell}' is not a number" in problems(file, f"g,A,B\np,{cell},2\n")[0]


def test_a_decimal_comma_gets_a_hint(file: Path) -> None:
    assert "after a point" in problems(file, 'g,A,B\np,"3,5",2\n')[0]


def test_values_outside_the_bounds_are_refused_only_where_bounds_are_given(file: Path) -> None:
    assert "6 is outside 1 to 5" in problems(file, "g,A,B\np,6,2\n", (1, 5))[0]
    assert read(file, "g,A,B\np,6,2\n").values[0, 0] == 6


def test_unknown_columns_are_named_with_those_there_are(file: Path) -> None:
    assert "column B: is not a column of the file; its columns are g, A, C" in problems(file, "g,A,C\n")[0]


def test_semicolons_get_a_hint(file: Path) -> None:
    assert "save it with commas" in problems(file, "g;A;B\np;1;2\n")[0]


def test_a_repeated_column_is_refused(file: Path) -> None:
    assert "more than once" in problems(file, "g,A,B,A\np,1,2,3\n")[0]


def test_a_column_asked_for_twice_is_refused(file: Path) -> None:
    file.write_text("g,A\np,1\n")
    with pytest.raises(RatingsFileError, match="asked for more than once"):
        read_ratings(file, group="g", items=["A", "A"])
    with pytest.raises(RatingsFileError, match="asked for more than once"):
        read_ratings(file, group="A", items=["A"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no column names"),
        ("g,A,B\n", "no rows"),
        ("g,A,B\n\n,,\n", "no rows"),
        ('g,A,B\np,"1,2\n', "not CSV"),
    ],
)
def test_files_with_nothing_to_compute_are_refused(file: Path, content: str, message: str) -> None:
    assert message in problems(file, content)[0]


def test_a_file_that_is_not_utf_8_is_refused(file: Path) -> None:
    file.write_bytes("g,A,B\nÄrzte,1,2\n".encode("latin-1"))
    with pytest.raises(RatingsFileError, match="UTF-8"):
        read_ratings(file, group="g", items=["A", "B"])


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"g,A,B\n" + content.encode("utf-8", errors="surrogatepass"))
    with contextlib.suppress(RatingsFileError):
        assert len(read_ratings(path, group="g", items=["A", "B"]).values) > 0
