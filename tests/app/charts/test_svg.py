"""Charts as SVG: well formed, named for screen readers, numbers in words, gaps where nothing is known."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from app.charts import describe, marks, svg
from app.charts.description import ChartDescription, Measure
from tests.app.charts.test_describe import with_hidden_coherence
from tests.app.reports import sample

NAMESPACE = "{http://www.w3.org/2000/svg}"
RADAR = describe.constructs_radar(sample.result())
CHARTS: dict[str, ChartDescription] = {
    "radar": RADAR,
    "radar with a gap": describe.constructs_radar(with_hidden_coherence()),
    "intervals": describe.levels_intervals(sample.result()),
    "intervals with a gap": describe.intervals(
        "Constructs", with_hidden_coherence(), with_hidden_coherence().constructs
    ),
    "ratings": describe.intervals("Overall", sample.result(), sample.result().overall, gated=False),
}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())


def parse(chart: ChartDescription, prefix: str = "chart") -> ElementTree.Element:
    """Return the drawn chart as a tree."""
    return ElementTree.fromstring(svg.draw(chart, prefix))


def words(tree: ElementTree.Element) -> str:
    """Return the drawn texts, lines of a label joined."""
    return " ".join(each.text or "" for each in tree.iter(f"{NAMESPACE}text"))


@every_chart
def test_chart_is_an_image_named_by_its_title_and_summary(chart: ChartDescription) -> None:
    tree = parse(chart, "c1")
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "c1-title c1-desc"
    assert [each.text for each in tree.iter() if each.get("id") in ("c1-title", "c1-desc")] == [
        chart.title,
        chart.summary,
    ]


@every_chart
def test_texts_are_at_least_11_px_on_a_phone(chart: ChartDescription) -> None:
    sizes = {float(each.get("font-size", "0")) for each in parse(chart).iter(f"{NAMESPACE}text")}
    assert min(sizes) * 288 / marks.WIDTH >= 11


@every_chart
def test_marks_stay_inside_the_picture(chart: ChartDescription) -> None:
    tree = parse(chart)
    _, _, width, height = (float(number) for number in (tree.get("viewBox") or "").split())
    for each in tree.iter(f"{NAMESPACE}text"):
        at_end = {"end": 0.0, "middle": 0.5, "start": 1.0}[each.get("text-anchor", "start")]
        reach = len(each.text or "") * marks.TEXT_SIZE * 0.51
        left = float(each.get("x", "0")) - reach * (1 - at_end)
        assert left >= 0, each.text
        assert left + reach <= width, each.text
        assert 10 <= float(each.get("y", "0")) <= height - 3, each.text


def test_every_value_is_written_beside_its_label() -> None:
    drawn = words(parse(CHARTS["radar"]))
    assert "Coherence 3.8" in drawn
    assert "Cognitive participation 3.6" in drawn
    assert "threshold 3.5" in drawn


def test_missing_value_is_a_gap_said_in_words_and_never_a_zero() -> None:
    tree = parse(CHARTS["radar with a gap"])
    assert "Coherence not shown" in words(tree)
    thick = [each for each in tree if each.get("stroke") == marks.MAIN]
    assert [each.tag for each in thick] == [f"{NAMESPACE}line"] * 2  # open, not a closed polygon
    dots = [each for each in tree.iter(f"{NAMESPACE}circle") if each.get("stroke") == "#fff"]
    assert len(dots) == 3 + 1  # three values, one in the key


def test_missing_row_gives_its_reason() -> None:
    assert "not shown fewer than 5 people have a score" in words(parse(CHARTS["intervals with a gap"]))


def test_threshold_is_told_by_its_dashes_not_by_colour() -> None:
    dashed = [each for each in parse(CHARTS["radar"]) if each.get("stroke-dasharray")]
    assert [each.tag for each in dashed] == [f"{NAMESPACE}polygon", f"{NAMESPACE}line"]  # ring and key


def test_texts_are_escaped() -> None:
    axis = Measure("<script>", 3.0, "3.0 & more")
    drawn = svg.draw(replace(RADAR, axes=(axis, *RADAR.axes[1:]), title='"><img>'), "p")
    assert "<script>" not in drawn
    assert "<img>" not in drawn
    ElementTree.fromstring(drawn)


@every_chart
def test_drawing_has_no_number_finer_than_its_positions(chart: ChartDescription) -> None:
    assert not re.search(r"\d\.\d{3,}", svg.draw(chart, "p"))


def test_value_at_the_minimum_lies_in_the_centre() -> None:
    radar = describe.constructs_radar(sample.result())
    low = replace(radar, axes=tuple(replace(axis, value=1.0, interval=None) for axis in radar.axes))
    circles = parse(low).findall(f"{NAMESPACE}circle")[:4]
    assert len({(each.get("cx"), each.get("cy")) for each in circles}) == 1
