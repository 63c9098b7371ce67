"""Means over all people of a programme, with who stands behind them."""

from __future__ import annotations

import numpy as np
import pytest

from questionnaires import catalogue
from scoring.answers import MISSING, AnswerTable
from scoring.pooled import Pool, Pooled, pooled, pooled_from_document, pooled_to_document

CONTEXT = catalogue.get("context")
ITEMS = tuple(item.id for item in CONTEXT.items if item.is_scored)
MEANS = CONTEXT.scale("means").items  # three statements


def table(rows: list[tuple[int, dict[str, int]]]) -> AnswerTable:
    """Return answers: the place of the person's practice, and values by item; all else is missing."""
    answers = np.full((len(rows), len(ITEMS)), MISSING, np.int8)
    for place, (_, given) in enumerate(rows):
        for item, value in given.items():
            answers[place, ITEMS.index(item)] = value
    return AnswerTable(
        practices=("elm", "oak", "ash"),
        headcount=np.array([9, 9, 9], np.intp),
        roles=CONTEXT.roles,
        items=ITEMS,
        practice=np.array([practice for practice, _ in rows], np.intp),
        role=np.zeros(len(rows), np.intp),
        answers=answers,
    )


def means(*values: int) -> dict[str, int]:
    """Return answers to the first statements of the scale."""
    return dict(zip(MEANS, values, strict=False))


def test_everybody_counts_the_same_whatever_their_practice() -> None:
    found = pooled(CONTEXT, table([(0, means(5, 5, 5)), (0, means(5, 5, 5)), (1, means(2, 2, 2))]))
    assert found.scales["means"].mean == 4.0
    assert found.pool == found.scales["means"].pool == Pool(people=3, practices=2, most_from_one=2)


def test_who_answered_too_little_of_a_scale_does_not_count_on_it() -> None:
    found = pooled(CONTEXT, table([(0, means(5)), (1, means(2, 4)), (2, {})]))
    assert found.scales["means"].mean == 3.0
    assert found.scales["means"].pool == Pool(1, 1, 1)
    assert found.pool == Pool(3, 3, 1)


def test_a_scale_without_a_score_has_no_mean() -> None:
    nobody = pooled(CONTEXT, table([]))
    assert nobody.pool == Pool(0, 0, 0)
    assert {scale.mean for scale in nobody.scales.values()} == {None}


def test_order_of_people_does_not_matter() -> None:
    rows = [(place % 3, means(1 + place % 5, 1 + place % 4, 3)) for place in range(20)]
    assert pooled(CONTEXT, table(rows)) == pooled(CONTEXT, table(rows[::-1]))


@pytest.mark.parametrize("rows", [[], [(0, means(5, 4, 1)), (2, means(3, 3, 3))]])
def test_document_says_the_same(rows: list[tuple[int, dict[str, int]]]) -> None:
    found: Pooled = pooled(CONTEXT, table(rows))
    assert pooled_from_document(pooled_to_document(found)) == found
