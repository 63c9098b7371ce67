"""Agreement of each practice on each scale, read from a table of answers."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.agreement import ad_m, rwg_j
from scoring.answers import MISSING
from scoring.practice_agreement import scale_agreement
from tests.scoring import builders as b

SMALL = b.instrument(flipped=["coherence_2"])
STAGE = -3


def people(*coherence: int) -> list[tuple[str, list[int]]]:
    """One person for each answer to every coherence item, 4 elsewhere."""
    return [("gp", b.cells(SMALL, coherence=value)) for value in coherence]


def test_scales_of_several_practices_equal_each_alone() -> None:
    table = b.table(SMALL, {"p": (20, people(4, 4, 5, 3)), "q": (20, people(2, 5))})
    found = scale_agreement(SMALL, table)
    alone = np.repeat([[4.0], [4], [5], [3]], 4, axis=1)
    assert found[0]["coherence"].rwg_j == pytest.approx(rwg_j(alone, missing="pairwise", options=5).value)
    assert found[0]["coherence"].ad_m == pytest.approx(ad_m(alone, missing="pairwise").value)
    assert found[1]["coherence"].rwg_j == 0
    assert found[1]["patient_level"].rwg_j == 1


def test_the_slight_skew_null_stands_beside_the_uniform_one() -> None:
    found = scale_agreement(SMALL, b.table(SMALL, {"p": (20, people(4, 4, 5, 3))}))[0]["coherence"]
    assert found.rwg_j is not None
    assert found.rwg_j_skew is not None
    assert found.rwg_j_skew < found.rwg_j
    assert found.ad_m_bound == pytest.approx(5 / 6)


def test_ratings_of_eleven_options_have_no_slight_skew_null_but_a_reason() -> None:
    found = scale_agreement(SMALL, b.table(SMALL, {"p": (20, people(4, 4))}))[0]["use_now"]
    assert found.rwg_j == 1
    assert found.rwg_j_skew is None
    assert "5 answer options" in found.reasons[-1]


def test_not_relevant_and_empty_answers_are_missing() -> None:
    table = b.table(SMALL, {"p": (20, [*people(4, 4), *people(STAGE, MISSING)])})
    found = scale_agreement(SMALL, table)[0]["coherence"]
    assert (found.n, found.rwg_j) == (2, 1)


def test_everybody_not_relevant_nobody_and_one_person_have_reasons() -> None:
    table = b.table(SMALL, {"p": (9, people(STAGE, STAGE)), "q": (9, []), "r": (9, people(4))})
    for practice in scale_agreement(SMALL, table):
        coherence = practice["coherence"]
        assert (coherence.rwg_j, coherence.rwg_j_skew, coherence.ad_m) == (None, None, None)
        assert coherence.reasons
