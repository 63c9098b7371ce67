"""Agreement within groups: published values, floors, missing answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.agreement import CHANCE, ad_m, agreement_by_group, null_variance, reasons_of, rwg, rwg_j
from scoring.figure import Floats, MissingRule

# science.md section 4: four raters x three items.
FOUR_RATERS = np.array([[4, 3, 5], [4, 4, 4], [5, 4, 4], [4, 4, 3]], dtype=float)
NAN = float("nan")


def ratings_of(cells: list[list[int | None]]) -> Floats:
    """Turn rows with None into ratings with NaN."""
    return np.array([[NAN if cell is None else cell for cell in row] for row in cells], dtype=float)


def test_published_values_of_four_raters_and_three_items() -> None:
    assert rwg_j(FOUR_RATERS, missing="drop", options=5).value == pytest.approx(0.9255319, abs=1e-7)
    assert ad_m(FOUR_RATERS, missing="drop").value == pytest.approx(0.4166667, abs=1e-7)


def test_one_item_that_spreads_more_than_chance_has_rwg_0() -> None:
    assert rwg(np.array([1.0, 2, 4, 4, 5]), options=5).value == 0


def test_rwg_j_of_one_item_is_rwg() -> None:
    values = np.array([4.0, 4, 5, 3, 4])
    one = rwg_j(values[:, np.newaxis], missing="drop", options=5)
    assert one.value == rwg(values, options=5).value == pytest.approx(1 - 0.5 / 2)


@pytest.mark.parametrize(("options", "variance"), [(2, 0.25), (5, 2.0), (7, 4.0), (11, 10.0)])
def test_uniform_null_variance(options: int, variance: float) -> None:
    assert null_variance(options, "uniform") == variance


def test_slight_skew_null_of_five_options_is_1_34_and_harder_to_beat() -> None:
    assert null_variance(5, "slight-skew") == pytest.approx(1.34)
    skewed = rwg(np.array([4.0, 4, 5, 3, 4]), options=5, null="slight-skew").value
    assert skewed == pytest.approx(1 - 0.5 / 1.34)


def test_slight_skew_null_is_refused_for_other_numbers_of_options() -> None:
    with pytest.raises(ValueError, match="5 answer options, not 7"):
        null_variance(7, "slight-skew")


def test_one_option_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        null_variance(1, "uniform")


def test_equal_answers_are_full_agreement() -> None:
    ratings = np.full((9, 4), 3.0)
    assert rwg_j(ratings, missing="drop", options=5).value == 1
    assert ad_m(ratings, missing="drop").value == 0


def test_all_groups_at_once_equal_each_group_alone() -> None:
    source = np.random.default_rng(3)
    ratings = source.integers(1, 6, (60, 4)).astype(float)
    ratings[source.random(ratings.shape) < 0.1] = NAN
    group = source.integers(0, 7, 60)
    for missing in ("drop", "pairwise"):
        table = agreement_by_group(ratings, group, 7, missing=missing, options=5)
        for index in range(7):
            alone = ratings[group == index]
            assert table.rwg_j[index] == pytest.approx(rwg_j(alone, missing=missing, options=5).value)
            assert table.ad_m[index] == pytest.approx(ad_m(alone, missing=missing).value)


def test_drop_leaves_out_persons_who_lack_an_item() -> None:
    with_gap = ratings_of([[4, 3, 5], [4, 4, 4], [5, 4, 4], [4, 4, 3], [1, None, 1]])
    figure = rwg_j(with_gap, missing="drop", options=5)
    assert (figure.n, figure.value) == (4, rwg_j(FOUR_RATERS, missing="drop", options=5).value)


def test_pairwise_uses_the_answers_that_an_item_has() -> None:
    figure = ad_m(ratings_of([[4, 3], [4, None], [1, 3]]), missing="pairwise")
    assert figure.n == 3
    assert figure.value == pytest.approx((4 / 3 + 0) / 2)  # item 1: mean 3, deviations 1, 1, 2; item 2: none


def test_pairwise_leaves_out_an_item_with_one_answer_and_says_so() -> None:
    figure = rwg_j(ratings_of([[4, 3], [4, None], [4, None]]), missing="pairwise", options=5)
    assert figure.value == 1
    assert "1 of 2 items" in figure.reasons[0]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [([], "nobody"), ([[None, 3]], "nobody"), ([[4, 3]], "one person"), ([[4, 3], [None, 3]], "one person")],
)
def test_too_few_people_give_none_and_a_reason(cells: list[list[int | None]], reason: str) -> None:
    ratings = ratings_of(cells).reshape(-1, 2)
    for figure in (rwg_j(ratings, missing="drop", options=5), ad_m(ratings, missing="drop")):
        assert figure.value is None
        assert reason in figure.reasons[0]


def test_pairwise_with_no_item_answered_twice_has_a_reason() -> None:
    figure = ad_m(ratings_of([[4, None], [None, 3]]), missing="pairwise")
    assert figure.value is None
    assert figure.reasons == ("no item has two answers",)


@pytest.mark.parametrize(("people", "warned"), [(2, True), (7, True), (8, False)])
def test_below_eight_persons_chance_cannot_be_told_from_agreement(people: int, warned: bool) -> None:
    figure = rwg_j(np.full((people, 3), 4.0), missing="drop", options=5)
    assert any(CHANCE in reason for reason in figure.reasons) is warned


def test_without_bounds_there_is_ad_m_but_no_rwg_j() -> None:
    group = np.zeros(4, dtype=np.intp)
    table = agreement_by_group(FOUR_RATERS, group, 1, missing="drop", options=None)
    assert np.isnan(table.rwg_j[0])
    assert table.ad_m[0] == pytest.approx(0.4166667, abs=1e-7)
    assert "lowest and the highest" in reasons_of(table, 0)[0]


def test_random_answers_of_five_people_often_look_like_agreement() -> None:
    # Why k = 8 is asked for: science.md section 4 puts it at 7 to 17 % of random groups of five.
    source = np.random.default_rng(1)
    ratings = source.integers(1, 6, (20_000, 10)).astype(float)
    table = agreement_by_group(ratings, np.repeat(np.arange(4000), 5), 4000, missing="drop", options=5)
    assert 0.07 <= float(np.mean(table.rwg_j >= 0.70)) <= 0.17


@given(
    st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3), max_size=9),
    st.sampled_from(["drop", "pairwise"]),
)
def test_a_number_in_its_range_or_a_reason(cells: list[list[int | None]], missing: MissingRule) -> None:
    ratings = ratings_of(cells).reshape(-1, 3)
    figures = [rwg_j(ratings, missing=missing, options=5), ad_m(ratings, missing=missing)]
    for figure, highest in zip(figures, (1.0, 2.0), strict=True):
        assert figure.reasons if figure.value is None else 0 <= figure.value <= highest
