"""Practice scores agree with the same numbers computed person by person in exact fractions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.types import ScaleKind
from scoring.practice_scores import practice_scores
from scoring.result import PracticeResult, ScaleResult
from scoring.rule import shipped_rule
from scoring.scales import UNIT, PersonScores
from scoring.wave import score_wave
from tests.scoring import builders
from tests.scoring.oracle import expected
from tests.scoring.strategies import Wave, small_instrument, waves

INSTRUMENT = small_instrument()


def scales_of(practice: PracticeResult) -> dict[str, ScaleResult]:
    return {**practice.constructs, **practice.levels, **practice.factors, **practice.globals}


@given(waves(INSTRUMENT))
def test_every_number_agrees_with_the_oracle(wave: Wave) -> None:
    results = score_wave(INSTRUMENT, builders.table(INSTRUMENT, wave), shipped_rule(), None, None)
    for practice in results.practices:
        headcount, people = wave[practice.practice]
        for scale in INSTRUMENT.scales:
            found = scales_of(practice)[scale.id]
            wanted = expected(INSTRUMENT, scale, people, headcount)
            assert found.n == wanted.n
            assert found.mean == pytest.approx(wanted.mean, abs=1e-9)
            assert found.sd == pytest.approx(wanted.sd, abs=1e-7)
            assert found.ci == pytest.approx(wanted.ci, abs=1e-6)
            assert found.role_balanced_mean == pytest.approx(wanted.role_balanced, abs=1e-9)


@given(st.lists(st.sampled_from([(10, 3), (11, 3), (7, 2), (14, 4), (3, 1), (4, 1)]), min_size=1, max_size=9))
def test_mean_is_the_correctly_rounded_fraction(scores: list[tuple[int, int]]) -> None:
    whole = np.array([[total * UNIT // count] for total, count in scores], np.int64)
    nothing = np.zeros_like(whole, np.int16)
    persons = PersonScores(whole, np.ones_like(whole, bool), nothing, np.zeros((len(scores), 1, 3), np.int16))
    people = np.zeros(len(scores), np.intp)
    exact = sum(whole[:, 0].tolist()) / (len(scores) * UNIT)
    assert practice_scores(persons, people, people, 1).mean[0, 0] == exact


def test_thirds_that_average_to_the_threshold_meet_it() -> None:
    instrument = builders.instrument([("coherence", ScaleKind.CONSTRUCT, 3)])
    people = [("gp", [3, 3, 4]), ("gp", [4, 4, 3])] * 3
    results = score_wave(
        instrument, builders.table(instrument, {"A": (9, people)}), shipped_rule(), None, None
    )
    assert results.practices[0].gates[0].verdict == "met"
    assert results.practices[0].gates[0].margin == 0


def test_eight_receptionists_do_not_outvote_one_link_practitioner() -> None:
    instrument = builders.instrument([("coherence", ScaleKind.CONSTRUCT, 1)])
    people = [("receptionist", [2])] * 8 + [("link_practitioner", [5])]
    results = score_wave(
        instrument, builders.table(instrument, {"A": (9, people)}), shipped_rule(), None, None
    )
    assert results.practices[0].constructs["coherence"].role_balanced_mean == 3.5


def test_large_practice_does_not_overflow() -> None:
    people = 100_000
    whole = np.full((people, 1), 10 * UNIT, np.int64)
    whole[::2] = 0
    nothing = np.zeros_like(whole, np.int16)
    persons = PersonScores(whole, np.ones_like(whole, bool), nothing, np.zeros((people, 1, 3), np.int16))
    zeros = np.zeros(people, np.intp)
    scores = practice_scores(persons, zeros, zeros, 1)
    assert scores.mean[0, 0] == 5.0
    assert scores.sd[0, 0] == pytest.approx(5.0, abs=1e-4)
    assert scores.role_balanced[0, 0] == 5.0
