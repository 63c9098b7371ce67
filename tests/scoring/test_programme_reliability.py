"""The reliability of a programme: that of people's scale means, of the practices that count."""

from __future__ import annotations

import json

import numpy as np
import pytest

from scoring.answers import AnswerTable
from scoring.errors import ScoringError
from scoring.programme_reliability import (
    programme_reliability,
    reliability_from_document,
    reliability_to_document,
)
from tests.scoring import builders
from tests.scoring.builders import cells

SURVEY = builders.instrument()
# Shrout and Fleiss 1979: six targets by four judges, here six practices of four people, on half the scale.
PUBLISHED = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]


def table(extra: int = 0) -> AnswerTable:
    """Return practices whose people's means on coherence are the published ratings, halved to fit 1 to 5."""
    people = {
        f"P{place}": (9, [("gp", _person(rating)) for rating in ratings])
        for place, ratings in enumerate(PUBLISHED)
    }
    odd = {f"Q{place}": (9, [("gp", cells(SURVEY, 5))] * 4) for place in range(extra)}
    return builders.table(SURVEY, {**people, **odd})


def _person(rating: int) -> list[int]:
    """Return the cells of a person with the coherence of ``rating / 2``, over an even number of items."""
    scored = cells(SURVEY, 3)
    columns = [place for place, item in enumerate(_items()) if item in _coherence()]
    low, high = rating // 2, rating - rating // 2
    for number, column in enumerate(columns):
        scored[column] = max(low if number % 2 else high, 1)
    return scored


def _items() -> list[str]:
    return [item.id for item in SURVEY.items if item.is_scored]


def _coherence() -> tuple[str, ...]:
    return next(scale.items for scale in SURVEY.scales if scale.id == "coherence")


def everybody(of: AnswerTable) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.ones(len(of.practices), np.bool_)


def test_published_value_comes_out_of_peoples_scale_means() -> None:
    of = table()
    assert len(_coherence()) % 2 == 0
    found = programme_reliability(SURVEY, of, everybody(of))["coherence"]
    # The two ratings of 1 become 1.0, not 0.5: nearly the published .17 and .44.
    assert (found.practices, found.people) == (6, 24)
    assert found.icc1 == pytest.approx(0.166, abs=0.04)
    assert found.icc2 == pytest.approx(0.443, abs=0.06)


def test_practices_that_do_not_count_change_nothing() -> None:
    alone, more = table(), table(extra=3)
    included = np.array([name.startswith("P") for name in more.practices])
    assert (
        programme_reliability(SURVEY, more, included)["coherence"]
        == (programme_reliability(SURVEY, alone, everybody(alone))["coherence"])
    )


def test_nobody_who_counts_is_a_reason_and_no_number() -> None:
    of = table()
    found = programme_reliability(SURVEY, of, ~everybody(of))["coherence"]
    assert (found.icc1, found.icc2, found.people) == (None, None, 0)
    assert found.reasons


def test_it_is_kept_as_a_document_and_read_back_equal() -> None:
    of = table()
    found = programme_reliability(SURVEY, of, everybody(of))
    document = json.loads(json.dumps(reliability_to_document(found), allow_nan=False))
    assert reliability_from_document(document) == found


def test_another_document_is_refused() -> None:
    with pytest.raises(ScoringError, match="score the wave again"):
        reliability_from_document({"coherence": {"icc1": 0.2}})
