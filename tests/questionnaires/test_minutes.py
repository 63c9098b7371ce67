"""How long a questionnaire takes."""

from __future__ import annotations

import pytest

from questionnaires.minutes import estimate_minutes, estimate_seconds
from questionnaires.types import ItemType


@pytest.mark.parametrize(
    ("item_type", "options", "seconds"),
    [
        (ItemType.AGREEMENT, 0, 9),
        (ItemType.RATING, 0, 6),
        (ItemType.LONG_TEXT, 0, 30),
        (ItemType.MULTIPLE_CHOICE, 7, 28),
    ],
)
def test_each_type_takes_its_planning_figure(item_type: ItemType, options: int, seconds: int) -> None:
    assert estimate_seconds([(item_type, options)]) == seconds


def test_items_add_up() -> None:
    assert estimate_seconds([(ItemType.AGREEMENT, 0)] * 29 + [(ItemType.LONG_TEXT, 0)] * 4) == 381


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (60, 1), (61, 2), (540, 9), (541, 10)])
def test_minutes_are_rounded_up_and_at_least_one(seconds: int, minutes: int) -> None:
    assert estimate_minutes(seconds) == minutes
