"""Descriptions of charts: they say what was released, and what was not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.charts import describe
from app.disclosure.released import ReleasedResult
from tests.app.reports import sample


def with_hidden_coherence() -> ReleasedResult:
    """A result whose first construct may not be shown."""
    result = sample.result()
    return replace(result, constructs=(sample.scale("coherence", "Coherence", None), *result.constructs[1:]))


def test_summary_says_every_value_the_scale_and_the_threshold() -> None:
    summary = describe.constructs_radar(sample.result()).summary
    for words in (
        "Coherence 3.8",
        "Reflexive monitoring 2.4",
        "from 1 to 5",
        "threshold of the gates is 3.5",
    ):
        assert words in summary


def test_hidden_value_is_none_and_its_reason_is_said() -> None:
    radar = describe.constructs_radar(with_hidden_coherence())
    assert radar.axes[0].value is None
    assert "Coherence is not shown: fewer than 5 people have a score." in radar.summary


def test_radar_begins_at_the_least_value_of_the_scale() -> None:
    assert describe.constructs_radar(sample.result()).minimum == 1


def test_scale_outside_the_rule_is_marked_as_no_gate() -> None:
    notes = {axis.label: axis.note for axis in describe.constructs_radar(sample.result()).axes}
    assert notes == {
        "Coherence": None,
        "Cognitive participation": None,
        "Collective action": None,
        "Reflexive monitoring": "not a gate",
    }


def test_value_words_are_those_of_the_release() -> None:
    result = sample.result()
    top = replace(result.levels[0], mean=4.8, mean_text="4.8 or more")
    chart = describe.levels_intervals(replace(result, levels=(top, *result.levels[1:])))
    assert chart.rows[0].text == "4.8 or more"


def test_scales_of_different_ranges_are_refused_by_name() -> None:
    result = sample.result()
    with pytest.raises(ValueError, match="coherence 1 to 5, familiarity 0 to 10"):
        describe.intervals("Mixed", result, (result.constructs[0], result.overall[0]))
