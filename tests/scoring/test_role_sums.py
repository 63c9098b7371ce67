"""Sums of role groups: people, those with a score, and what they gave, put together from nothing else."""

from __future__ import annotations

import pytest

from scoring.result import PracticeResult, ScaleResult
from scoring.role_sums import role_sums
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders
from tests.scoring.builders import cells

SURVEY = builders.instrument()
TABLE = builders.table(
    SURVEY,
    {
        "Elm": (9, [("gp", cells(SURVEY, 2)), ("gp", cells(SURVEY, 5)), ("receptionist", cells(SURVEY, 4))]),
        "Oak": (9, []),
        "Yew": (9, [("gp", cells(SURVEY, -1)), ("gp", cells(SURVEY, 3))]),
    },
)


def test_people_of_a_role_and_their_scores_are_summed_by_practice() -> None:
    found = role_sums(SURVEY, TABLE)
    gp, receptionist = TABLE.roles.index("gp"), TABLE.roles.index("receptionist")
    assert found.people[:, gp].tolist() == [2, 0, 2]
    assert found.n[0, :, gp].tolist() == [2, 0, 1]  # somebody who left all empty has no score
    assert found.points[0, :, gp].tolist() == [7, 0, 3]
    assert found.points[0, :, receptionist].tolist() == [4, 0, 0]


def in_order(result: PracticeResult) -> list[ScaleResult]:
    """Return the scales of a practice in the order of the questionnaire."""
    found = {**result.constructs, **result.levels, **result.factors, **result.globals}
    return [found[scale.id] for scale in SURVEY.scales]


def test_the_sums_of_all_roles_are_those_of_the_practice() -> None:
    found = role_sums(SURVEY, TABLE)
    results = score_wave(SURVEY, TABLE, shipped_rule(), None, None).practices
    for place, result in enumerate(results):
        n, points = found.n[:, place].sum(axis=1), found.points[:, place].sum(axis=1)
        scales = in_order(result)
        assert n.tolist() == [scale.n for scale in scales]
        assert points.tolist() == pytest.approx([scale.n * (scale.mean or 0.0) for scale in scales])
