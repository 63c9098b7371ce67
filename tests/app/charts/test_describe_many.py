"""Descriptions of charts of many practices: of what is shown, in the order given, and nothing finer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts import describe, describe_many
from app.disclosure.released import ReleasedResult
from app.disclosure.summary import Summary, summarise
from tests.app.charts.many import COHERENCE, HEADINGS, scale, summary, too_few
from tests.app.reports import sample

SHOWN = st.one_of(
    st.none(),
    st.integers(10, 50).map(lambda tenths: tenths / 10),
    st.sampled_from(["4.2 or more", "3.5 or more", "1.8 or less", "3.0 or less"]),
)
SUMMARIES = st.lists(st.builds(lambda shown: summary(coherence=shown), SHOWN), max_size=30)


def test_radar_of_a_summary_is_that_of_the_practices_own_page() -> None:
    for released in (sample.result(), with_hidden(sample.result())):
        drawn = describe_many.radar(released.practice, summarise(released), HEADINGS)
        own = describe.constructs_radar(released)
        assert [axis.text for axis in drawn.axes] == [axis.text for axis in own.axes]
        assert [axis.interval for axis in drawn.axes] == [axis.interval for axis in own.axes]
        assert (drawn.title, drawn.threshold) == (own.title, own.threshold)


def with_hidden(result: ReleasedResult) -> ReleasedResult:
    hidden = sample.scale("coherence", "Coherence", None)
    return replace(result, constructs=(hidden, *result.constructs[1:]))


def test_rows_stand_in_the_order_they_are_given_in() -> None:
    practices = [("Zinnia", summary(coherence=1.8)), ("Ash", summary(coherence=4.6)), ("Oak", too_few())]
    found = describe_many.dots(COHERENCE, practices)
    assert [(row.label, row.text) for row in found.rows] == [
        ("Zinnia", "1.8"),
        ("Ash", "4.6"),
        ("Oak", "not shown"),
    ]
    assert [row.label for row in describe_many.heat(HEADINGS, practices).rows] == ["Zinnia", "Ash", "Oak"]


@pytest.mark.parametrize(("shown", "end"), [("4.2 or more", "more"), ("1.8 or less", "less"), (3.0, None)])
def test_a_value_at_an_end_says_towards_which(shown: float | str, end: str | None) -> None:
    assert describe_many.measure(scale(shown), "Elm").end == end


def test_a_wave_that_did_not_ask_shows_nothing() -> None:
    assert describe_many.measure(None, "Elm").text == "not shown"


@given(SUMMARIES)
def test_every_practice_is_in_one_bar_or_hidden(summaries: list[Summary]) -> None:
    spread = describe_many.spreads(HEADINGS, summaries)[0]
    shown = [each.scales["coherence"] for each in summaries if each.scales["coherence"].mean is not None]
    assert sum(bar.practices for bar in spread.bars) == len(shown)
    assert spread.hidden == len(summaries) - len(shown)
    assert sum(bar.ends for bar in spread.bars) == sum("or" in each.mean_text for each in shown)
    for bar in spread.bars:
        inside = [
            each for each in shown if bar.low <= (each.mean or 0) < bar.high or each.mean == bar.high == 5
        ]
        assert bar.practices == len(inside)


@given(SUMMARIES)
def test_no_bar_lies_on_both_sides_of_the_threshold(summaries: list[Summary]) -> None:
    for bar in describe_many.spreads(HEADINGS, summaries)[0].bars:
        assert bar.high <= 3.5 or bar.low >= 3.5


def test_the_bars_of_all_scales_have_one_measure() -> None:
    found = describe_many.spreads(HEADINGS, [summary(coherence=2.0), summary(), summary()])
    assert {each.most for each in found} == {3}


@pytest.mark.parametrize(
    ("shown", "shade", "is_met"),
    [(1.0, 0, False), (3.4, 4, False), (3.5, 5, True), ("4.2 or more", 6, True), (5.0, 7, True)],
)
def test_a_cell_is_darker_the_higher_and_framed_from_the_threshold(
    shown: float | str, shade: int, is_met: bool
) -> None:
    cell = describe_many.heat(HEADINGS, [("Elm", summary(coherence=shown))]).rows[0].cells[0]
    assert (cell.shade, cell.is_met) == (shade, is_met)


def test_a_scale_that_is_no_gate_is_never_framed() -> None:
    cells = describe_many.heat(HEADINGS, [("Elm", summary())]).rows[0].cells
    assert [cell.is_met for cell in cells] == [True, True, True, False, True, True, True]


def test_hidden_cells_are_alike_whatever_hides_them() -> None:
    row = describe_many.heat(HEADINGS, [("Elm", summary(coherence=None)), ("Oak", too_few())]).rows
    assert row[0].cells[0] == row[1].cells[0]
    assert (row[1].cells[0].text, row[1].cells[0].shade) == ("not shown", None)


def test_shares_say_every_number_in_words() -> None:
    found = describe_many.shares("Verdicts", ["Fully", "Not yet"], [("W1", (3, 4)), ("W2", (5, 2))])
    assert found.summary == "W1: Fully 3, Not yet 4; W2: Fully 5, Not yet 2."
