"""Drawings of many practices: well formed, read in grey, with no number that a description does not have."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from app.charts import describe_many, marks, radar_svg, row_svg, svg
from app.charts.sheet import ONE_OF_MANY
from tests.app.charts.many import COHERENCE, HEADINGS, summary, too_few

NAMESPACE = "{http://www.w3.org/2000/svg}"
SPREAD = describe_many.spreads(
    HEADINGS, [summary(coherence=shown) for shown in (1.2, 3.4, 3.5, 3.6, "3.6 or more", None)] + [too_few()]
)[0]
STACK = describe_many.shares(
    "Verdicts",
    ["Fully", "Partially", "Not yet", "Cannot tell", "Few"],
    [("W1", (3, 4, 1, 0, 40)), ("W2", (0,) * 5)],
)
PICTURES = {
    "spread": svg.draw(SPREAD, "one"),
    "stack": svg.draw(STACK, "two"),
    "key": radar_svg.key(3.5, "three"),
    "radar": svg.draw(describe_many.radar("Elm", summary(), HEADINGS), "four", ONE_OF_MANY),
}
ROWS = describe_many.dots(
    COHERENCE,
    [("Elm", summary(coherence=3.0)), ("Oak", summary(coherence="4.2 or more")), ("Yew", too_few())],
)


def texts(drawn: Markup) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(drawn).iter(f"{NAMESPACE}text")]


@pytest.mark.parametrize("drawn", PICTURES.values(), ids=PICTURES.keys())
def test_picture_is_named_and_its_texts_are_inside_and_large_enough(drawn: Markup) -> None:
    tree = ElementTree.fromstring(drawn)
    assert tree.get("role") == "img"
    _, _, width, height = (float(number) for number in (tree.get("viewBox") or "").split())
    for each in tree.iter(f"{NAMESPACE}text"):
        assert float(each.get("font-size", "0")) * 288 / marks.WIDTH >= 11
        at_end = {"end": 0.0, "middle": 0.5, "start": 1.0}[each.get("text-anchor", "start")]
        reach = len(each.text or "") * marks.TEXT_SIZE * 0.51
        left = float(each.get("x", "0")) - reach * (1 - at_end)
        assert left >= 0, each.text
        assert left + reach <= width, each.text
        assert 10 <= float(each.get("y", "0")) <= height - 3, each.text


def test_one_of_many_radars_has_no_key_of_its_own() -> None:
    assert "threshold 3.5" not in texts(PICTURES["radar"])
    assert texts(PICTURES["key"]) == ["mean of the practice", "95 % interval", "threshold 3.5"]


def test_bars_say_how_many_and_where_the_scale_is() -> None:
    assert texts(PICTURES["spread"]) == ["1", "1", "3", "1", "2", "3", "4", "5"]


def test_what_lies_at_an_end_is_an_empty_part_of_its_bar() -> None:
    bars = ElementTree.fromstring(PICTURES["spread"]).findall(f"{NAMESPACE}rect")
    assert [each.get("fill") for each in bars] == [marks.MAIN, marks.MAIN, marks.MAIN, "#fff"]
    full, empty = bars[2:]
    assert float(empty.get("height", "0")) * 3 == pytest.approx(float(full.get("height", "0")))


def test_threshold_stands_between_the_bars_of_its_sides() -> None:
    tree = ElementTree.fromstring(PICTURES["spread"])
    (dashed,) = [each for each in tree.iter(f"{NAMESPACE}line") if each.get("stroke-dasharray")]
    below, above = tree.findall(f"{NAMESPACE}rect")[1:3]
    x = float(dashed.get("x1", "0"))
    assert float(below.get("x", "0")) + float(below.get("width", "0")) <= x <= float(above.get("x", "0"))


def test_parts_of_a_bar_differ_by_pattern_and_make_up_its_length() -> None:
    tree = ElementTree.fromstring(PICTURES["stack"])
    bars = [each for each in tree.findall(f"{NAMESPACE}rect") if each.get("height") == "28.0"]
    assert len({each.get("fill") for each in bars}) == len(bars) == 4
    widths = [float(each.get("width", "0")) for each in bars]
    assert sum(widths) == pytest.approx(marks.WIDTH - 24, abs=0.3)
    assert widths[3] == pytest.approx(10 * widths[1], rel=0.02)


def test_a_pattern_is_found_in_its_own_picture() -> None:
    used = set(re.findall(r"url\(#([^)]+)\)", PICTURES["stack"]))
    assert used == {"two-stripes", "two-spots"}
    assert used <= set(re.findall(r'<pattern id="([^"]+)"', PICTURES["stack"]))


def test_a_count_is_written_where_there_is_room_for_it() -> None:
    assert texts(PICTURES["stack"])[:5] == ["W1", "48 practices", "3", "4", "40"]


def row(name: str) -> ElementTree.Element:
    """Return the drawing of a row."""
    measure = next(each for each in ROWS.rows if each.label == name)
    return ElementTree.fromstring(row_svg.draw(measure, ROWS))


def test_a_value_is_a_dot_with_its_interval_on_the_scale() -> None:
    (dot,) = row("Elm").findall("circle")
    assert (dot.get("class"), dot.get("cx")) == ("dot", "50%")
    lines = {each.get("class"): (each.get("x1"), each.get("x2")) for each in row("Elm").findall("line")}
    assert lines == {"threshold": ("62.5%", "62.5%"), "interval": ("37.5%", "62.5%")}


def test_a_value_at_an_end_is_a_ring_open_to_that_end() -> None:
    (ring,) = row("Oak").findall("circle")
    assert ring.get("class") == "ring"
    lines = {each.get("class"): (each.get("x1"), each.get("x2")) for each in row("Oak").findall("line")}
    assert lines["open"] == ("80%", "100%")
    assert "interval" not in lines


def test_what_is_not_shown_has_no_mark() -> None:
    assert row("Yew").findall("circle") == []
    assert [each.get("class") for each in row("Yew").findall("line")] == ["threshold"]


def test_rows_are_left_to_their_words_by_screen_readers() -> None:
    for drawn in (
        row("Elm"),
        ElementTree.fromstring(row_svg.bar(0.5)),
        ElementTree.fromstring(row_svg.axis(ROWS)),
    ):
        assert drawn.get("aria-hidden") == "true"
