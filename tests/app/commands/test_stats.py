"""``readiness stats`` as it is called."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import main

SIX = "g,A,B,C,D\nx,4,4,5,4\nx,3,3,4,2\nx,5,4,5,5\ny,2,3,2,2\ny,4,5,4,4\ny,3,2,3,3\nz,3,3,3,2\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Six published rows in two groups, and a group of one."""
    path = tmp_path / "data.csv"
    path.write_text(SIX)
    return path


def run(path: Path, *options: str) -> Result:
    """Run the command on columns A to D by group g."""
    return CliRunner().invoke(main, ["stats", str(path), "--group", "g", "--items", "A,B,C,D", *options])


def document(path: Path, *options: str) -> dict[str, Any]:
    """Return what the command prints as JSON."""
    result = run(path, "--json", *options)
    assert result.exit_code == 0, result.output
    loaded: dict[str, Any] = json.loads(result.output, parse_constant=pytest.fail)
    return loaded


def test_json_has_the_documented_shape(data: Path) -> None:
    found = document(data, "--min", "1", "--max", "5")
    assert list(found) == [
        *("groups", "icc1", "icc2", "icc1_ci", "alpha", "alpha_ci", "omega", "n", "missing_rule", "reasons")
    ]
    assert list(found["groups"][0]) == ["group", "n", "rwg_j", "ad_m", "reasons"]
    assert [group["group"] for group in found["groups"]] == ["x", "y", "z"]
    assert (found["n"], found["missing_rule"]) == (7, "drop")


def test_json_has_published_values(tmp_path: Path) -> None:
    path = tmp_path / "six.csv"
    path.write_text(SIX.removesuffix("z,3,3,3,2\n"))
    assert document(path)["alpha"] == pytest.approx(0.91821306, abs=1e-8)


def test_a_group_of_one_is_null_with_a_reason(data: Path) -> None:
    alone = document(data, "--min", "1", "--max", "5")["groups"][2]
    assert (alone["rwg_j"], alone["ad_m"]) == (None, None)
    assert alone["reasons"] == ["one person: agreement needs two"]


def test_bounds_are_needed_for_rwg_j_only(data: Path) -> None:
    found = document(data)
    assert found["groups"][0]["rwg_j"] is None
    assert found["groups"][0]["ad_m"] is not None
    assert found["icc1"] is not None


def test_the_null_changes_rwg_j(data: Path) -> None:
    uniform = document(data, "--min", "1", "--max", "5")["groups"][0]["rwg_j"]
    skewed = document(data, "--min", "1", "--max", "5", "--null", "slight-skew")["groups"][0]["rwg_j"]
    assert skewed < uniform


def test_missing_pairwise_keeps_rows_with_a_gap(data: Path) -> None:
    data.write_text(SIX.replace("x,3,3,4,2", "x,3,,4,NA"))
    assert (document(data)["n"], document(data, "--missing", "pairwise")["n"]) == (6, 7)
    assert document(data, "--missing", "pairwise")["missing_rule"] == "pairwise"


def test_text_says_what_json_says(data: Path) -> None:
    result = run(data, "--min", "1", "--max", "5")
    assert result.exit_code == 0
    for words in ("ICC(1)", "alpha", "cannot tell chance from agreement", "missing answers: drop"):
        assert words in result.output


def test_a_bad_file_is_exit_1_with_line_and_column(data: Path) -> None:
    data.write_text(SIX.replace("y,4,5,4,4", "y,4,five,4,4"))
    result = run(data)
    assert result.exit_code == 1
    assert "data.csv, line 6, column B: 'five' is not a number" in result.output


def test_many_problems_do_not_fill_the_screen(data: Path) -> None:
    data.write_text("g,A,B,C,D\n" + "x,a,b,c,d\n" * 100)
    result = run(data)
    assert len(result.output.splitlines()) == 51
    assert "and 350 more" in result.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--min", "5", "--max", "1"), "must be below"),
        (("--min", "3", "--max", "3"), "must be below"),
        (("--min", "1"), "belong together"),
        (("--min", "1", "--max", "7", "--null", "slight-skew"), "5 answer options, not 7"),
        (("--items", "A,,B"), "empty column"),
        (("--null", "normal"), "normal"),
    ],
)
def test_wrong_options_are_exit_2(data: Path, options: tuple[str, ...], message: str) -> None:
    result = run(data, *options)
    assert result.exit_code == 2
    assert message in result.output
