"""All statistics of a table together: what is computed of whom, and never a value without sense."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.figure import MissingRule
from scoring.icc import icc
from scoring.ratings_file import Ratings
from scoring.ratings_statistics import ratings_statistics

NAN = float("nan")
RATINGS = Ratings(
    groups=("p", "q", "r"),
    items=("A", "B", "C"),
    group=np.array([0, 0, 0, 1, 1, 2]),
    values=np.array([[4, 4, 5], [3, 3, NAN], [5, 4, 4], [2, 2, 1], [1, 3, 2], [4, 5, 5.0]]),
)


def test_iccs_are_of_the_persons_scale_means() -> None:
    kept = np.array([0, 2, 3, 4, 5])
    expected = icc(RATINGS.values[kept].mean(axis=1), RATINGS.group[kept])
    assert ratings_statistics(RATINGS, missing="drop", bounds=(1, 5)).icc.icc1 == pytest.approx(expected.icc1)


def test_pairwise_means_are_of_the_items_answered() -> None:
    means = np.nanmean(RATINGS.values, axis=1)
    found = ratings_statistics(RATINGS, missing="pairwise", bounds=(1, 5))
    assert found.icc.icc1 == pytest.approx(icc(means, RATINGS.group).icc1)


def test_n_counts_the_persons_used_and_the_reasons_those_left_out() -> None:
    found = ratings_statistics(RATINGS, missing="drop", bounds=(1, 5))
    assert (found.n, found.groups[0].n) == (5, 2)
    assert found.reasons[0] == "n: 1 of 6 rows left out because they lack an item"
    assert ratings_statistics(RATINGS, missing="pairwise", bounds=(1, 5)).n == 6


def test_a_group_of_one_is_null_with_a_reason() -> None:
    group = ratings_statistics(RATINGS, missing="drop", bounds=(1, 5)).groups[2]
    assert (group.rwg_j, group.ad_m) == (None, None)
    assert group.reasons == ("one person: agreement needs two",)


def test_an_item_that_nobody_answered_leaves_nobody_under_drop() -> None:
    values = RATINGS.values.copy()
    values[:, 1] = NAN
    found = ratings_statistics(
        Ratings(RATINGS.groups, RATINGS.items, RATINGS.group, values), missing="drop", bounds=(1, 5)
    )
    assert found.n == 0
    assert [group.rwg_j for group in found.groups] == [None, None, None]
    assert found.icc.icc1 is found.alpha.value is found.omega.value is None


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3)
        ),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(["drop", "pairwise"]),
)
def test_every_figure_is_finite_or_has_a_reason(
    people: list[tuple[int, list[int | None]]], missing: MissingRule
) -> None:
    ratings = Ratings(
        ("a", "b", "c", "d"),
        ("A", "B", "C"),
        np.array([group for group, _ in people]),
        np.array([[NAN if cell is None else cell for cell in row] for _, row in people], dtype=float),
    )
    found = ratings_statistics(ratings, missing=missing, bounds=(1, 5))
    for group in found.groups:
        assert None not in (group.rwg_j, group.ad_m) or group.reasons
    for name, value in (("icc1", found.icc.icc1), ("alpha", found.alpha.value), ("omega", found.omega.value)):
        assert math.isfinite(value) if value is not None else any(name in reason for reason in found.reasons)
