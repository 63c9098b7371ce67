"""Change between waves: same people or different, sustained, and the word before a year has passed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scoring.change import (
    Progress,
    ScoreChange,
    Sustained,
    WaveScore,
    change_of_different,
    change_of_same,
    progress,
    sustained,
)
from scoring.result import IntegrationClass, Verdict

NAN = float("nan")
FIRST = np.array([3.0, 2.5, 4.0, 3.25, 3.5])
SECOND = np.array([3.5, 3.5, 4.25, 3.0, 4.0])


def wave(values: list[float], headcount: int = 1_000_000_000) -> WaveScore:
    """The score of a wave with these persons' scores."""
    return WaveScore(float(np.mean(values)), float(np.std(values, ddof=1)), len(values), headcount)


def width(change: ScoreChange) -> float:
    """The width of an interval that there is."""
    assert change.ci is not None
    return change.ci[1] - change.ci[0]


def test_large_populations_of_different_people_give_welchs_interval() -> None:
    before, after = list(FIRST), [*SECOND, 4.5, 4.5]
    expected = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
    assert change_of_different(wave(before), wave(after)).ci == pytest.approx(tuple(expected), abs=1e-6)


def test_large_populations_of_the_same_people_give_the_paired_interval() -> None:
    expected = stats.ttest_rel(SECOND, FIRST).confidence_interval(0.95)
    change = change_of_same(FIRST, SECOND, 1_000_000_000)
    assert change.ci == pytest.approx(tuple(expected), abs=1e-6)
    assert change.people == "same"


def test_the_finite_population_narrows_the_interval() -> None:
    wide, narrow = (width(change_of_same(FIRST, SECOND, staff)) for staff in (1000, 6))
    assert narrow == pytest.approx(wide * math.sqrt(1 / 6 / 0.995))


def test_the_finite_population_narrows_the_interval_of_different_people_too() -> None:
    before, after = list(FIRST), list(SECOND)
    wide = width(change_of_different(wave(before), wave(after)))
    narrow = width(change_of_different(wave(before, 10), wave(after, 10)))
    assert narrow == pytest.approx(wide * math.sqrt(1 / 2))


def test_only_people_with_both_scores_are_pairs() -> None:
    gaps = change_of_same(np.append(FIRST, [NAN, 5.0]), np.append(SECOND, [1.0, NAN]), 40)
    assert gaps == change_of_same(FIRST, SECOND, 40)


def test_where_everyone_answered_both_waves_the_width_is_0() -> None:
    for change in (
        change_of_same(FIRST, SECOND, 5),
        change_of_different(wave(list(FIRST), 5), wave(list(SECOND), 5)),
    ):
        assert width(change) == 0
        assert change.reasons == ("everyone answered: the interval has no width",)


def test_equal_answers_of_some_staff_have_a_reason_beside_the_width_of_0() -> None:
    change = change_of_different(WaveScore(3.0, 0.0, 3, 9), WaveScore(4.0, 0.0, 3, 9))
    assert width(change) == 0
    assert "others may differ" in change.reasons[0]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (WaveScore(None, None, 0, 9), WaveScore(4.0, 0.5, 5, 9), "one of the waves"),
        (WaveScore(None, None, 0, 9), WaveScore(None, None, 0, 9), "both waves"),
        (WaveScore(3.0, None, 1, 9), WaveScore(4.0, 0.5, 5, 9), "one person only"),
    ],
)
def test_different_people_without_an_interval_have_a_reason(
    before: WaveScore, after: WaveScore, reason: str
) -> None:
    change = change_of_different(before, after)
    assert change.ci is None
    assert reason in change.reasons[0]


def test_pairs_too_few_for_an_interval_have_a_reason() -> None:
    assert change_of_same(np.array([NAN]), np.array([3.0]), 9).value is None
    one = change_of_same(np.array([3.0]), np.array([3.5]), 9)
    assert (one.value, one.ci) == (0.5, None)
    assert one.reasons


def test_the_interval_stays_on_the_scale() -> None:
    change = change_of_different(WaveScore(1.0, 1.0, 2, 90), WaveScore(5.0, 1.0, 2, 90))
    assert change.ci is not None
    assert change.ci[1] == 4


def test_more_people_than_staff_are_refused() -> None:
    with pytest.raises(ValueError, match="of 4 staff"):
        change_of_same(FIRST, SECOND, 4)
    with pytest.raises(ValueError, match="of 4 staff"):
        change_of_different(wave(list(FIRST), 4), wave(list(SECOND), 9))


sizes = st.tuples(st.integers(1, 9), st.integers(0, 9))


@given(sizes, sizes, st.floats(0, 2), st.floats(0, 2), st.floats(1, 5), st.floats(1, 5))
def test_different_people_give_a_finite_interval_or_a_reason(
    one: tuple[int, int], two: tuple[int, int], sd1: float, sd2: float, mean1: float, mean2: float
) -> None:
    waves = [
        WaveScore(mean, round(sd, 10) if n > 1 else None, n, n + more)
        for (n, more), sd, mean in ((one, sd1, mean1), (two, sd2, mean2))
    ]
    change = change_of_different(*waves)
    if change.ci is None:
        assert change.reasons
    else:
        assert -4 <= change.ci[0] <= change.ci[1] <= 4


@pytest.mark.parametrize(
    ("verdicts", "word"),
    [
        ((), "cannot_tell"),
        (("met",), "cannot_tell"),
        (("met", "met"), "sustained"),
        (("missed", "met"), "gained"),
        (("met", "missed"), "lost"),
        (("missed", "missed"), "not_met"),
        (("met", "unknown"), "cannot_tell"),
        (("unknown", "met"), "cannot_tell"),
        (("missed", "met", "met"), "sustained"),
        (("met", "met", "missed"), "lost"),
    ],
)
def test_sustained_is_met_in_the_last_two_waves(verdicts: tuple[Verdict, ...], word: Sustained) -> None:
    assert sustained(verdicts) == word


@pytest.mark.parametrize(
    ("integration_class", "months", "word"),
    [
        ("fully_integrated", 0, "on_track"),
        ("fully_integrated", 11.9, "on_track"),
        ("partially_integrated", 7, "not_on_track"),
        ("not_yet", 7, "not_on_track"),
        ("partially_integrated", 12, "settled"),
        ("fully_integrated", 30, "settled"),
        ("cannot_tell", 7, "cannot_tell"),
        ("cannot_tell", 30, "cannot_tell"),
        ("fully_integrated", None, "cannot_tell"),
    ],
)
def test_before_twelve_months_in_post_the_word_is_on_track_or_not(
    integration_class: IntegrationClass, months: float | None, word: Progress
) -> None:
    assert progress(integration_class, months) == word


@pytest.mark.parametrize("months", [-1, NAN])
def test_months_in_post_that_cannot_be_are_refused(months: float) -> None:
    with pytest.raises(ValueError, match="months in post"):
        progress("not_yet", months)
