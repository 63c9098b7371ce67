"""The calibration that the documents rely on: its claims hold, and its page is the script's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.calibration import COMMAND, CONCLUSION, DESIGNS, coverage, judge

PAGE = (Path(__file__).parents[2] / "docs" / "calibration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("n", "staff", "lowest", "highest"), [(5, 500, 0.80, 0.87), (8, 12, 0.97, 0.995), (10, 12, 0.99, 1.0)]
)
def test_the_t_interval_covers_where_the_percentile_bootstrap_does_not(
    n: int, staff: int, lowest: float, highest: float
) -> None:
    t, percentile = coverage(n, staff)
    assert t == pytest.approx(0.95, abs=0.012)
    assert lowest <= percentile <= highest


def test_a_clear_full_share_is_rarely_wrong_and_the_share_leans_towards_partially() -> None:
    found = judge(5, 40)
    assert np.mean(~found.truly_full[found.share >= 0.90]) < 0.05
    assert found.share.mean() < found.truly_full.mean()


def test_where_everyone_answered_the_share_is_the_truth() -> None:
    found = judge(12, 12)
    assert np.array_equal(found.share == 1, found.truly_full)


def test_the_page_names_the_command_that_writes_it_and_holds_every_design() -> None:
    assert COMMAND in PAGE
    assert CONCLUSION in PAGE
    assert all(PAGE.count(f"\n| {n} | {staff} |") == 3 for n, staff in DESIGNS)
