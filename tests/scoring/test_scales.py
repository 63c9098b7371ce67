"""Person scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from questionnaires.types import ScaleKind
from scoring.errors import TableError
from scoring.scales import UNIT, PersonScores, locate, person_scores, required_answers, rounded_quotient
from tests.scoring import builders

FOUR = builders.instrument([("coherence", ScaleKind.CONSTRUCT, 4)])
ITEMS = [item.id for item in FOUR.items]


def score(*rows: Sequence[int], share: float = 0.5, flipped: Sequence[str] = ()) -> PersonScores:
    instrument = builders.instrument([("coherence", ScaleKind.CONSTRUCT, 4)], flipped=flipped)
    answers = np.array(rows, np.int8)
    return person_scores(answers, locate(instrument, ITEMS), min_answered=[share])


def test_score_is_the_mean_of_the_answered_items() -> None:
    assert score([5, 4, 4, -1]).scores[0, 0] * 3 == 13 * UNIT


def test_person_below_half_of_the_items_has_no_score() -> None:
    assert score([5, -1, -1, -1], [5, 5, -1, -1]).scored[:, 0].tolist() == [False, True]


def test_missing_policy_is_the_argument_and_has_no_default() -> None:
    assert score([5, 5, -1, -1], share=0.75).scored[0, 0] == False  # noqa: E712 - a numpy bool
    with pytest.raises(TypeError, match="min_answered"):
        person_scores(np.zeros((0, 4), np.int8), locate(FOUR, ITEMS))  # type: ignore[call-arg]


@pytest.mark.parametrize("code", [-2, -3, -4])
def test_not_relevant_is_no_answer_on_the_scale(code: int) -> None:
    scores = score([2, 4, code, code], [2, code, code, code])
    assert scores.scores[0, 0] == 3 * UNIT
    assert not scores.scored[1, 0]


def test_not_relevant_is_counted_by_reason_and_empty_is_not() -> None:
    scores = score([-2, -3, -3, -1])
    assert scores.not_relevant[0, 0].tolist() == [1, 2, 0]
    assert scores.answered[0, 0] == 3


def test_reversed_item_flips_exactly_once() -> None:
    assert score([1, 1, 1, 1], flipped=["coherence_3"]).scores[0, 0] == 2 * UNIT


def test_reversed_item_leaves_not_relevant_alone() -> None:
    assert score([1, 1, -2, -1], flipped=["coherence_3"]).scores[0, 0] == UNIT


@pytest.mark.parametrize("value", [6, 0, -5])
def test_value_that_nobody_can_have_chosen_is_refused(value: int) -> None:
    with pytest.raises(TableError, match="coherence_2"):
        score([1, value, 1, 1])


def test_table_lacking_an_item_or_naming_an_unknown_one_is_refused() -> None:
    with pytest.raises(TableError, match=r"lacking items \['coherence_4'\], unknown items \['x'\]"):
        locate(FOUR, [*ITEMS[:3], "x"])


def test_column_given_twice_is_refused() -> None:
    with pytest.raises(TableError, match="1 repeated"):
        locate(FOUR, [*ITEMS, ITEMS[0]])


@pytest.mark.parametrize(
    ("items", "share", "least"), [(4, 0.5, 2), (3, 0.5, 2), (1, 0.5, 1), (5, 0, 1), (30, 0.1, 3), (4, 1, 4)]
)
def test_share_of_items_is_rounded_up(items: int, share: float, least: int) -> None:
    assert required_answers(items, share) == least


def test_rounded_quotient_is_the_nearest_whole_number() -> None:
    assert rounded_quotient(np.array([7, 5, 0]), np.array([2, 3, 0])).tolist() == [4, 2, 0]
