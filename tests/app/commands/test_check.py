"""``readiness check FILE...``"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from questionnaires import catalogue
from tests.questionnaires.data import BAD, announced_problems

CORE = catalogue.FOLDER / "npt-core-1.0.0.toml"
MANY = next(path for path in BAD if path.stem == "many_at_once")


def check(*paths: Path | str) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, paths)])


def test_a_good_file_is_ok_with_its_counts_and_minutes() -> None:
    result = check(CORE)
    assert result.exit_code == 0
    assert f"{CORE}: OK, npt-core 1.0.0: 36 items (29 agreement, 4 long text, 3 rating)" in result.output
    assert "7 min stated, 399 s estimated" in result.output


def test_what_is_to_be_reviewed_is_said_of_each_language() -> None:
    lines = check(CORE).output.splitlines()
    assert lines[0].endswith("reading age 8, en, cy")
    assert lines[1].startswith(f"{CORE}: review of cy: ")
    assert "native speaker" in lines[1]


@pytest.mark.parametrize("name", ["wording_too_long", "language_missing"])
def test_hard_words_and_missing_translations_give_status_one(name: str) -> None:
    path = next(path for path in BAD if path.stem == name)
    result = check(path)
    assert result.exit_code == 1
    assert result.output.splitlines() == [f"{path}: {problem}" for problem in announced_problems(path)]


def test_every_problem_is_a_line_with_file_place_and_what_to_do() -> None:
    result = check(MANY)
    assert result.output.splitlines() == [f"{MANY}: {problem}" for problem in announced_problems(MANY)]


def test_one_bad_file_among_good_ones_gives_status_one_and_all_are_checked() -> None:
    result = check(MANY, CORE)
    assert result.exit_code == 1
    assert f"{CORE}: OK" in result.output


def test_a_missing_file_is_a_problem_not_a_usage_error(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    result = check(path)
    assert result.exit_code == 1
    assert result.output == f"{path}: there is no such file. Check the name and the folder.\n"


def test_without_a_file_the_usage_is_shown() -> None:
    result = check()
    assert result.exit_code == 2
    assert "Missing argument 'FILE...'" in result.output
