"""How long a questionnaire takes."""

from __future__ import annotations

import pytest

from questionnaires import reader
from questionnaires.minutes import estimate_minutes, estimate_seconds, seconds_of
from questionnaires.types import ItemType
from tests.questionnaires.data import GOOD


@pytest.mark.parametrize(
    ("item_type", "options", "seconds"),
    [
        (ItemType.AGREEMENT, 0, 9),
        (ItemType.RATING, 0, 6),
        (ItemType.LONG_TEXT, 0, 30),
        (ItemType.MULTIPLE_CHOICE, 7, 28),
        (ItemType.SINGLE_CHOICE, 3, 12),
        (ItemType.BIPOLAR, 0, 9),
        (ItemType.NUMBER, 0, 8),
        (ItemType.SHORT_TEXT, 0, 15),
        (ItemType.INFORMATION, 0, 5),
    ],
)
def test_each_type_takes_its_planning_figure(item_type: ItemType, options: int, seconds: int) -> None:
    assert estimate_seconds([(item_type, options)]) == seconds


def test_items_add_up() -> None:
    assert estimate_seconds([(ItemType.AGREEMENT, 0)] * 29 + [(ItemType.LONG_TEXT, 0)] * 4) == 381


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (60, 1), (61, 2), (540, 9), (541, 10)])
def test_minutes_are_rounded_up_and_at_least_one(seconds: int, minutes: int) -> None:
    assert estimate_minutes(seconds) == minutes


def test_a_role_takes_as_long_as_what_it_may_be_asked_and_an_instrument_as_its_longest_role() -> None:
    instrument = reader.load(next(path for path in GOOD if path.stem == "routing_by_role"))
    assert (seconds_of(instrument, "gp"), seconds_of(instrument, "receptionist")) == (9, 18)
    assert seconds_of(instrument) == 18
