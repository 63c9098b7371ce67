"""Invented answers have the means that they are to have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demonstration.draws import Draws
from app.demonstration.filling import Profile, fill_in, whole_numbers
from app.demonstration.stories import SCALES, targets
from questionnaires import catalogue

SURVEY = catalogue.get("npt-core", "1.0.0")
MEANS = targets(4.2, 2.4, 3.0, 2.3, 4.3, 3.5, 2.9, 4.0, 3.4, 1.8, 2.0, 7.2, 5.8, 8.0)
ROLES = ("lead_gp", "gp", "receptionist", "administrator", "practice_nurse")


@given(
    st.lists(st.floats(-2, 8), min_size=1, max_size=30),
    st.floats(1, 5),
)
def test_whole_numbers_stay_in_range_and_have_the_sum_nearest_to_the_target(
    aimed: list[float], target: float
) -> None:
    whole = whole_numbers(aimed, target, 1, 5)
    assert len(whole) == len(aimed)
    assert all(1 <= value <= 5 for value in whole)
    assert abs(sum(whole) - target * len(aimed)) <= 0.5 + 1e-9


def test_a_target_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="not within 1 to 5"):
        whole_numbers([3.0], 5.5, 1, 5)


@pytest.mark.parametrize("scale_id", SCALES)
def test_the_mean_of_a_scale_is_its_target_reversed_items_turned(scale_id: str) -> None:
    sheets = fill_in(SURVEY, "Elm", ROLES, Profile(MEANS, gaps=0, not_relevant=0), Draws("means"))
    scale = SURVEY.scale(scale_id)
    values = [
        scale.minimum + scale.maximum - int(sheet.cells[item])
        if SURVEY.item(item).reversed
        else int(sheet.cells[item])
        for sheet in sheets
        for item in scale.items
    ]
    assert sum(values) / len(values) == pytest.approx(MEANS[scale_id], abs=0.5 / len(values) + 1e-9)


def test_gaps_leave_everybody_a_score_on_every_scale() -> None:
    profile = Profile(MEANS, gaps=0.12, not_relevant=0.12)
    sheets = fill_in(SURVEY, "Elm", ROLES * 8, profile, Draws("gaps"))
    cells = [sheet.cells.get(item.id, "") for sheet in sheets for item in SURVEY.items if item.is_scored]
    assert "" in cells
    assert {"NR-role", "NR-stage", "NR-programme"} <= set(cells)
    for sheet in sheets:
        for scale in SURVEY.scales:
            answered = [item for item in scale.items if sheet.cells.get(item, "NR").isdigit()]
            assert len(answered) >= len(scale.items) - 1 or len(scale.items) == 1
            assert answered


def test_a_role_can_lean_away_from_the_others() -> None:
    profile = Profile(MEANS, leanings={"gp": 1.5, "receptionist": -1.5})
    sheets = fill_in(SURVEY, "Elm", ("gp", "receptionist") * 6, profile, Draws("leanings"))

    def mean(role: str) -> float:
        values = [
            int(sheet.cells[item])
            for sheet in sheets
            if sheet.role == role
            for item in SURVEY.scale("practice_level").items
            if sheet.cells.get(item, "NR").isdigit()
        ]
        return sum(values) / len(values)

    assert mean("gp") > mean("receptionist") + 1
