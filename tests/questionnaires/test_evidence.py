"""The ids that items may name as where they come from."""

from __future__ import annotations

import re

from questionnaires.evidence import all_evidence
from questionnaires.npt import CONSTRUCTS, FACTORS, LEVELS

SOURCES = ("S0", "S1", "S2", "S3", "S4")


def test_an_id_is_a_finding_or_a_group_and_a_name() -> None:
    form = re.compile(r"S\d(\.[A-Z]?\d+){0,2}|P\d|[a-z_]+\.[a-z_]+")
    assert [name for name in all_evidence() if not form.fullmatch(name)] == []


def test_every_finding_has_a_label_and_a_source_that_is_listed() -> None:
    for evidence in all_evidence().values():
        assert evidence.label
        assert evidence.source in SOURCES


def test_the_source_of_a_finding_is_the_one_in_its_id() -> None:
    for name, evidence in all_evidence().items():
        assert evidence.source == (name[:2] if name.startswith("S") else "S4")


def test_the_vocabulary_of_the_theory_has_its_evidence() -> None:
    names = [
        *(f"npt.{construct}" for construct in CONSTRUCTS),
        *(f"levels.{level.removesuffix('_level')}" for level in LEVELS),
        *(f"contextual_factors.{factor}" for factor in FACTORS),
        *SOURCES,
    ]
    assert [name for name in names if name not in all_evidence()] == []


def test_every_theme_recommendation_and_intervention_of_the_papers_is_there() -> None:
    """11 issues of S0, 25 sub-themes of S1, 9 + 13 themes and 5 recommendations of S2, 22 and 10 of S3."""
    counts = {source: sum(name.startswith(f"{source}.") for name in all_evidence()) for source in SOURCES[:4]}
    assert counts == {"S0": 11, "S1": 25, "S2": 27, "S3": 32}
