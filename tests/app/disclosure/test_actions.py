"""Actions follow from what is shown of a result, and tell nothing that is not shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.disclosure.actions import (
    action_for_practices,
    advice,
    source_in_words,
    standings,
    themes,
)
from app.disclosure.released import ReleasedResult
from scoring.action_library import shipped_library
from scoring.recommend import weak_themes
from scoring.result import Verdict
from tests.app.reports import sample

LIBRARY = shipped_library()


def weak(result: ReleasedResult) -> list[str]:
    """Return the ids of the themes that count as weak."""
    return [theme.id for theme in weak_themes(themes(result), LIBRARY)]


def with_gate(result: ReleasedResult, gate_id: str, verdict: Verdict) -> ReleasedResult:
    """Return ``result`` with another verdict of one gate."""
    gates = (replace(gate, verdict=verdict) if gate.id == gate_id else gate for gate in result.gates)
    return replace(result, gates=tuple(gates))


def with_factor(result: ReleasedResult, factor: str, mean: float | None) -> ReleasedResult:
    """Return ``result`` with another shown mean of one factor."""
    factors = (replace(scale, mean=mean) if scale.id == factor else scale for scale in result.factors)
    return replace(result, factors=tuple(factors))


def test_weak_is_what_missed_its_gate_or_is_shown_below_its_bound() -> None:
    assert weak(sample.result()) == [
        "collective_action",
        "reflexive_monitoring",
        "practice_level",
        "community_level",
        "shared_understanding",
    ]


def test_a_factor_is_weak_by_its_shown_mean() -> None:
    assert "leadership" not in weak(with_factor(sample.result(), "leadership", 3.0))
    assert "leadership" in weak(with_factor(sample.result(), "leadership", 2.9))


def test_of_a_hidden_factor_nothing_is_known_and_nothing_recommended() -> None:
    hidden = with_factor(sample.result(), "leadership", None)
    assert weak(hidden) == weak(sample.result())
    assert standings(hidden)["leadership"].weak is None
    assert standings(hidden)["leadership"].words == "not known"


@pytest.mark.parametrize(("verdict", "expected"), [("met", False), ("unknown", False), ("missed", True)])
def test_shared_understanding_is_weak_only_where_it_is_missed(verdict: Verdict, expected: bool) -> None:
    assert ("shared_understanding" in weak(with_gate(sample.result(), "shared_understanding", verdict))) is (
        expected
    )


def test_a_gate_decides_where_the_mean_is_shown_as_or_more() -> None:
    """3.4 "or more" of a met gate is not weak: it does not say that the mean is below 3.5."""
    assert "practice_level" not in weak(with_gate(sample.result(), "practice_level", "met"))


def test_an_unknown_gate_never_counts_as_weak() -> None:
    assert "community_level" not in weak(with_gate(sample.result(), "community_level", "unknown"))


def test_not_enough_answers_give_no_action_and_no_standing() -> None:
    assert advice(sample.not_enough(), for_leads=True) == ()
    assert standings(sample.not_enough()) == {}
    assert standings(None) == {}


def test_advice_ranks_by_how_much_of_what_is_weak_it_helps_with_and_says_why() -> None:
    found = advice(sample.result(), for_leads=False)
    assert found[0].id == "S3.I2"
    assert found[0].why == "collective action, practice level"
    counts = [len(each.helps_with) for each in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] >= 1


def test_disincentives_are_for_leads_only() -> None:
    patients = with_gate(sample.result(), "patient_level", "missed")
    for_practice = {each.id for each in advice(patients, for_leads=False)}
    for_leads = {each.id: each.leads_only for each in advice(patients, for_leads=True)}
    assert for_leads.keys() - for_practice == {"S3.I7"}
    assert [each for each, leads_only in for_leads.items() if leads_only] == ["S3.I7"]
    assert action_for_practices("S3.I7", "link worker") is None


def test_a_standing_says_the_verdict_or_whether_it_is_weak() -> None:
    words = {each.theme: each.words for each in standings(sample.result()).values()}
    assert words["community_level"] == "missed"
    assert words["patient_level"] == "met"
    assert words["reflexive_monitoring"] == "weak"
    assert words["leadership"] == "not weak"
    assert words["continuity_of_support"] == "not known"


@pytest.mark.parametrize("action", LIBRARY.actions, ids=lambda each: each.id)
def test_every_source_is_said_in_words_with_its_study(action: object) -> None:
    found = next(each for each in LIBRARY.actions if each is action)
    words = source_in_words(found)
    assert words.startswith("Interviews with")
    assert f" {found.id}: " in words
    assert ("could address" in words) is (found.addresses is not None)


def test_actions_speak_in_the_programmes_words() -> None:
    core = with_gate(sample.result(), "shared_understanding", "missed")
    found = advice(replace(core, link_practitioner="link worker"), for_leads=True)
    said = " ".join(f"{each.title} {each.what}" for each in found)
    assert "link worker's job" in said
    assert "link practitioner" not in said
    assert "{" not in said
