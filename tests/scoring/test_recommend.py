"""Actions follow from what is weak in this practice, and from nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import questionnaires
from questionnaires import npt
from scoring.action_library import shipped_library
from scoring.recommend import Theme, recommend, weak_themes

LIBRARY = shipped_library()
SCALES = {
    **dict.fromkeys(npt.CONSTRUCTS, "construct"),
    **dict.fromkeys(npt.LEVELS, "level"),
    **dict.fromkeys(npt.FACTORS, "factor"),
}


def themes(**means: float | None) -> list[Theme]:
    """Return one theme a scale, its mean 4 where none is given."""
    return [Theme(each, each, kind, means.get(each, 4.0)) for each, kind in SCALES.items()]


def test_all_fifteen_findings_are_in_the_library_with_the_papers_counts() -> None:
    counts = {action.id: action.addresses for action in LIBRARY.actions}
    assert [counts[f"S3.I{number}"] for number in range(1, 11)] == [5, 4, 3, 3, 2, 2, 1, 2, 2, 1]
    assert [counts[f"S2.R{number}"] for number in range(1, 6)] == [None] * 5
    assert len(counts) == 15


def test_every_id_of_the_map_exists() -> None:
    evidence = tomllib.loads((Path(questionnaires.__file__).parent / "evidence.toml").read_text("utf-8"))
    known = str(evidence)
    for action in LIBRARY.actions:
        unknown = [each for each in action.themes if each not in SCALES and f"'{each}'" not in known]
        assert set(unknown) <= {"shared_understanding"}
        assert f"'{action.source}'" in known


@pytest.mark.parametrize("scale", [*SCALES, "shared_understanding"])
def test_something_can_be_done_about_every_scale(scale: str) -> None:
    weak = [Theme(scale, scale, SCALES.get(scale, "gate"), 1.0, failed=scale not in SCALES)]
    assert recommend(weak, LIBRARY, for_leads=False)


def test_the_action_that_addresses_most_of_this_practices_weak_themes_comes_first() -> None:
    found = recommend(
        themes(practice_level=2.0, team_relationships=2.0, leadership=2.0), LIBRARY, for_leads=False
    )
    assert found[0].action.id == "S3.I2"
    assert [theme.id for theme in found[0].because] == ["practice_level", "leadership", "team_relationships"]


def test_where_two_address_as_many_the_papers_count_decides() -> None:
    found = recommend(themes(continuity_of_support=2.0), LIBRARY, for_leads=False)
    assert [each.action.id for each in found] == ["S3.I10", "S2.R3", "S2.R5"]


def test_nothing_is_recommended_where_nothing_is_weak_or_known() -> None:
    assert recommend(themes(), LIBRARY, for_leads=True) == ()
    assert recommend([Theme("coherence", "", "construct", None)], LIBRARY, for_leads=True) == ()


def test_sanctions_are_shown_to_leads_only() -> None:
    weak = themes(patient_level=2.0)
    for_practice = {each.action.id for each in recommend(weak, LIBRARY, for_leads=False)}
    for_leads = {each.action.id for each in recommend(weak, LIBRARY, for_leads=True)}
    assert for_leads - for_practice == {"S3.I7"}


def test_a_factor_is_weak_below_the_middle_and_a_construct_below_the_rules_threshold() -> None:
    weak = weak_themes(themes(leadership=3.2, coherence=3.2, other_innovations=2.9), LIBRARY)
    assert [theme.id for theme in weak] == ["coherence", "other_innovations"]


@given(st.dictionaries(st.sampled_from(sorted(SCALES)), st.floats(1, 5)))
def test_every_recommendation_says_why_and_ranks_never_rise(means: dict[str, float]) -> None:
    found = recommend(themes(**means), LIBRARY, for_leads=True)
    assert all(each.because for each in found)
    lengths = [len(each.because) for each in found]
    assert lengths == sorted(lengths, reverse=True)
