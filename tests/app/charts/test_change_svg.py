"""The chart of change: a ring before, a dot now and an arrow between, on paper and on a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.charts import describe, svg
from app.charts.sheet import PAPER, SCREEN, Sheet
from tests.app.reports import sample

BEFORE = replace(
    sample.result(),
    wave="P1",
    constructs=(
        replace(sample.result().constructs[0], mean=3.0, mean_text="3.0"),
        *sample.result().constructs[1:],
    ),
)


@pytest.mark.parametrize("sheet", [SCREEN, PAPER])
def test_every_scale_has_a_ring_a_dot_and_both_values_in_words(sheet: Sheet) -> None:
    drawn = svg.draw(describe.change(BEFORE, sample.result()), "change", sheet)
    assert drawn.count('fill="#fff" stroke=') == 7 + 1  # and one in the key
    assert drawn.count('stroke="#fff"') == 7 + 1
    assert "3.0, then 3.8" in drawn
    assert "3.6 in both" in drawn
    assert f'viewBox="0 0 {sheet.width} ' in drawn


def test_the_waves_are_named_in_the_key_and_the_summary_says_it_all() -> None:
    drawn = svg.draw(describe.change(BEFORE, sample.result()), "change")
    assert "wave P1</text>" in drawn
    assert "wave P2</text>" in drawn
    assert "Coherence 3.0, then 3.8; " in drawn


def test_a_value_that_is_not_shown_has_no_mark() -> None:
    hidden = sample.scale("coherence", "Coherence", None)
    before = replace(BEFORE, constructs=(hidden, *BEFORE.constructs[1:]))
    drawn = svg.draw(describe.change(before, sample.result()), "change")
    assert drawn.count('fill="#fff" stroke=') == 6 + 1
    assert "not shown, then 3.8" in drawn


def test_an_arrow_has_a_head_only_where_there_is_room() -> None:
    far = svg.draw(describe.change(BEFORE, sample.result()), "change")
    near = svg.draw(describe.change(sample.result(), sample.result()), "change")
    assert far.count("L") > near.count("L")


def test_a_scale_of_one_wave_only_is_left_out() -> None:
    before = replace(BEFORE, levels=BEFORE.levels[:2])
    assert len(describe.change(before, sample.result()).rows) == 6
