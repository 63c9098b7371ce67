"""Resampling: whole respondents, within roles, shrunk for small samples and the finite population."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.figure import Floats, Indices
from scoring.resampling import ResampleShares, draw_weights, overall, read_share, resample
from scoring.result import GateResult, Verdict
from scoring.rule import shipped_rule

RULE = shipped_rule()
NAN = float("nan")
THRESHOLDS = np.array([3.5, 3.5])


def shares(
    scores: list[list[float]],
    *,
    headcount: int = 40,
    role: list[int] | None = None,
    resamples: int = 2000,
) -> ResampleShares:
    """Resample one practice."""
    people = len(scores)
    return resample(
        np.array(scores, dtype=float).reshape(people, 2),
        np.zeros(people, dtype=np.intp),
        np.array(role or [0] * people, dtype=np.intp),
        np.array([headcount]),
        THRESHOLDS,
        resamples=resamples,
    )


SIX = [[4.0, 3.0], [3.0, 3.5], [4.5, 4.0], [3.5, 4.0], [2.5, 5.0], [4.25, 3.25]]


def by_hand(scores: Floats, headcount: int, weights: Floats) -> tuple[Floats, float]:
    """The formula in its plainest form: one stratum, nobody without a score."""
    n, mean = len(scores), scores.mean(axis=0)
    resampled = weights @ scores / n
    shrunk = mean + (resampled - mean) * np.sqrt(n / (n - 1)) * np.sqrt(1 - n / headcount)
    met = shrunk >= THRESHOLDS - 1e-9
    return met.mean(axis=0), float(met.all(axis=1).mean())


def test_one_stratum_is_the_formula_of_the_specification() -> None:
    found = shares(SIX)
    ordered = np.array(sorted(SIX, key=lambda row: (row[1], row[0])))
    gates, together = by_hand(ordered, 40, draw_weights((6,), found.resamples, found.seed))
    assert found.gates[0] == pytest.approx(gates, abs=0.01)
    assert found.all_gates[0] == pytest.approx(together, abs=0.01)
    assert 0.1 < together < min(gates)


def test_spread_of_resampled_means_is_the_standard_error_of_a_finite_population() -> None:
    # The share below a threshold one standard error under the mean is that of a normal distribution.
    source = np.random.default_rng(5)
    values = source.normal(4, 0.5, 30)
    error = values.std(ddof=1) / np.sqrt(30) * np.sqrt(1 - 30 / 45)
    found = resample(
        np.column_stack([values, values]),
        np.zeros(30, dtype=np.intp),
        np.zeros(30, dtype=np.intp),
        np.array([45]),
        np.array([values.mean() - error, values.mean() + 2 * error]),
        resamples=20_000,
    )
    assert found.gates[0] == pytest.approx([0.841, 0.023], abs=0.015)


def test_where_everyone_answered_the_share_is_none_or_all() -> None:
    found = shares(SIX, headcount=6)
    assert found.gates[0].tolist() == [1, 1]
    assert found.all_gates[0] == 1
    assert shares([[3.0, 4.0]] * 5, headcount=5).gates[0].tolist() == [0, 1]


def test_a_mean_exactly_at_its_threshold_is_met_when_everyone_answered() -> None:
    # 3.5 + 2 * 8/3 + 2 * 13/3 = 17.5, but the floating-point mean is just under 3.5.
    thirds = [3.5, 8 / 3, 8 / 3, 13 / 3, 13 / 3]
    assert sum(sorted(thirds)) / 5 < 3.5
    assert shares([[third, third] for third in thirds], headcount=5).all_gates[0] == 1


def test_roles_that_explain_all_spread_leave_nothing_to_chance() -> None:
    scores = [[4.5, 4.5]] * 3 + [[3.0, 3.0]] * 3
    assert shares(scores, role=[0, 0, 0, 1, 1, 1]).all_gates[0] == 1
    assert 0.1 < shares(scores).all_gates[0] < 0.99


def test_a_gap_within_a_role_brings_no_chance_between_roles() -> None:
    scores = [[4.5, 4.5], [4.5, 4.5], [NAN, 4.5], [3.0, 3.0], [3.0, 3.0], [3.0, 3.0]]
    found = shares(scores, role=[0, 0, 0, 1, 1, 1])
    assert found.gates[0].tolist() == [1, 1]


def test_people_alone_in_their_role_form_one_stratum() -> None:
    found = shares(SIX, role=[0, 1, 2, 3, 4, 5])
    assert found.gates.tobytes() == shares(SIX).gates.tobytes()


def test_one_person_alone_in_a_role_joins_the_largest() -> None:
    found = shares(SIX, role=[0, 0, 0, 0, 0, 1])
    assert found.gates.tobytes() == shares(SIX).gates.tobytes()


def test_order_of_respondents_and_other_practices_do_not_matter() -> None:
    source = np.random.default_rng(8)
    scores = np.round(source.uniform(2.5, 5, (120, 2)) * 4) / 4
    practice, role = source.integers(0, 9, 120), source.integers(0, 4, 120)
    headcount = np.full(9, 40)
    first = resample(scores, practice, role, headcount, THRESHOLDS)
    order = source.permutation(120)
    shuffled = resample(scores[order], practice[order], role[order], headcount, THRESHOLDS)
    assert shuffled.gates.tobytes() == first.gates.tobytes()
    assert shuffled.all_gates.tobytes() == first.all_gates.tobytes()
    only = practice == 4
    alone = resample(scores[only], practice[only] * 0, role[only], headcount[:1], THRESHOLDS)
    assert alone.gates[0].tobytes() == first.gates[4].tobytes()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    people: Indices = np.zeros(6, dtype=np.intp)
    runs = [
        resample(np.array(SIX), people, people, np.array([40]), THRESHOLDS, seed=seed) for seed in (1, 1, 2)
    ]
    assert runs[0].gates.tobytes() == runs[1].gates.tobytes() != runs[2].gates.tobytes()


def test_twice_the_people_of_twice_the_staff_bring_the_share_nearer_to_certainty() -> None:
    scores = [[4.0, 4.0], [3.5, 4.5], [3.0, 4.5], [4.5, 4.0], [3.5, 4.0]]
    assert shares(scores * 2, headcount=24).gates[0, 0] > shares(scores, headcount=12).gates[0, 0] > 0.6


def test_a_person_without_a_score_on_a_gate_still_counts_on_the_others() -> None:
    gap = [[NAN, 4.5], *SIX]
    found = shares(gap)
    assert found.gates[0, 0] == pytest.approx(shares(SIX).gates[0, 0], abs=0.05)
    assert found.gates[0, 1] > shares(SIX).gates[0, 1]


@pytest.mark.parametrize("scores", [[[4.0, 4.0]], [[4.0, NAN], [NAN, 4.0]], [[NAN, 4.0], [NAN, 4.0]]])
def test_a_gate_with_fewer_than_two_scores_has_no_share(scores: list[list[float]]) -> None:
    found = shares(scores)
    assert np.isnan(found.gates[0, 0])
    assert np.isnan(found.all_gates[0])


def test_a_practice_where_nobody_answered_has_no_share() -> None:
    empty = np.zeros(0, dtype=np.intp)
    found = resample(np.empty((0, 2)), empty, empty, np.array([9, 8]), THRESHOLDS)
    assert np.isnan(found.gates).all()


def test_more_respondents_than_staff_are_refused() -> None:
    with pytest.raises(ValueError, match="more respondents than staff"):
        shares(SIX, headcount=5)


def test_each_stratum_is_drawn_from_itself() -> None:
    weights = draw_weights((4, 2), 500, 3)
    assert (weights[:, :4].sum(axis=1) == 4).all()
    assert (weights[:, 4:].sum(axis=1) == 2).all()


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, "clear_fully"),
        (0.90, "clear_fully"),
        (0.8995, "leaning_fully"),
        (0.70, "leaning_fully"),
        (0.6995, "borderline"),
        (0.10, "borderline"),
        (0.0995, "clear_partially"),
        (0.0, "clear_partially"),
    ],
)
def test_words_of_the_shares(share: float, word: str) -> None:
    assert read_share(share, base_missed=False) == word


def test_below_a_tenth_with_the_patient_level_missed_partially_is_not_said() -> None:
    assert read_share(0.05, base_missed=True) == "clear_not_fully"
    assert read_share(0.50, base_missed=True) == "borderline"


def gates_with(**verdicts: Verdict) -> list[GateResult]:
    """All gates of the rule, met but for those named."""
    return [
        GateResult(gate, gate, 4.0, (3.6, 4.4), 6, 6, 40, 3.5, 0.5, verdicts.get(gate, "met"), "S4", ())
        for gate in RULE.gate_ids
    ]


def one(share: float) -> ResampleShares:
    """Shares of one practice."""
    return ResampleShares(np.full((1, 6), share), np.array([share]), 2000, 1)


def test_overall_share_is_that_of_all_gates_at_once() -> None:
    assert overall(one(0.75), 0, gates_with(), RULE).share == 0.75
    assert overall(one(0.75), 0, gates_with(), RULE).reading == "leaning_fully"


def test_overall_share_is_0_where_shared_understanding_is_missed() -> None:
    found = overall(one(0.95), 0, gates_with(shared_understanding="missed"), RULE)
    assert (found.share, found.reading) == (0, "clear_partially")
    assert found.reasons


def test_overall_share_cannot_be_had_where_a_gate_is_unknown() -> None:
    unknown: Verdict = "unknown"
    for gate in ("shared_understanding", "community_level"):
        found = overall(one(0.95), 0, gates_with(**{gate: unknown}), RULE)
        assert (found.share, found.reading) == (None, None)
        assert gate in found.reasons[0]


scores_or_none = st.one_of(st.just(NAN), st.integers(4, 20).map(lambda quarter: quarter / 4))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 3), st.lists(scores_or_none, min_size=2, max_size=2)),
        max_size=12,
    ),
    st.integers(0, 5),
)
def test_shares_are_between_0_and_1_or_missing(
    people: list[tuple[int, int, list[float]]], extra: int
) -> None:
    practice = np.array([person[0] for person in people], dtype=np.intp)
    headcount = np.bincount(practice, minlength=3) + extra
    found = resample(
        np.array([person[2] for person in people], dtype=float).reshape(-1, 2),
        practice,
        np.array([person[1] for person in people], dtype=np.intp),
        headcount,
        THRESHOLDS,
        resamples=50,
    )
    known = found.gates[~np.isnan(found.gates)]
    assert ((known >= 0) & (known <= 1)).all()
    together = np.where(np.isnan(found.all_gates), 0, found.all_gates)
    assert (together <= np.where(np.isnan(found.gates), 1, found.gates).min(axis=1)).all()
