"""Plotly figures say the same as the SVG of the same description."""

from __future__ import annotations

import json

import pytest

from app.charts import describe, plotly_figure
from app.charts.description import ChartDescription
from tests.app.charts.test_describe import with_hidden_coherence
from tests.app.reports import sample


@pytest.mark.parametrize(
    "chart",
    [describe.constructs_radar(with_hidden_coherence()), describe.levels_intervals(sample.result())],
)
def test_figure_is_strict_json_without_a_template(chart: ChartDescription) -> None:
    figure = plotly_figure.figure(chart)
    assert json.loads(json.dumps(figure, allow_nan=False)) == json.loads(json.dumps(figure))
    assert "template" not in figure["layout"]


def test_radial_axis_runs_over_the_whole_scale() -> None:
    figure = plotly_figure.figure(describe.constructs_radar(sample.result()))
    assert list(figure["layout"]["polar"]["radialaxis"]["range"]) == [1, 5]


def test_radar_closes_on_its_first_value() -> None:
    values = plotly_figure.figure(describe.constructs_radar(sample.result()))["data"][0]["r"]
    assert list(values) == [3.8, 3.6, 3.2, 2.4, 3.8]


def test_missing_value_is_null_and_nothing_is_filled() -> None:
    trace = plotly_figure.figure(describe.constructs_radar(with_hidden_coherence()))["data"][0]
    assert trace["r"][0] is None
    assert trace["fill"] == "none"


def test_interval_arms_reach_the_printed_ends() -> None:
    trace = plotly_figure.figure(describe.levels_intervals(sample.result()))["data"][0]
    assert trace["x"][0] + trace["error_x"]["array"][0] == 4.5
    assert trace["x"][0] - trace["error_x"]["arrayminus"][0] == pytest.approx(3.9)
