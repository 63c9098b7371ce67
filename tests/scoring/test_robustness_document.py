"""What a snapshot stores of robustness and agreement comes back as it was."""

from __future__ import annotations

import json

import pytest

from scoring.errors import ScoringError
from scoring.practice_agreement import scale_agreement
from scoring.robustness import robustness
from scoring.robustness_document import (
    agreement_from_document,
    agreement_to_document,
    robustness_from_document,
    robustness_to_document,
)
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders as b

SMALL = b.instrument()
TABLE = b.table(
    SMALL,
    {
        "clear": (30, [("gp", b.cells(SMALL))] * 6),
        "split": (30, [("gp", b.cells(SMALL, coherence=value)) for value in (2, 5, 2, 4, 3, 3)]),
        "few": (30, [("gp", b.cells(SMALL))] * 2),
    },
)


def test_robustness_comes_back_through_json_as_it_was() -> None:
    sheets = [sheet for practice in ("clear", "split") for sheet in b.core_team(practice)]
    results = score_wave(SMALL, TABLE, shipped_rule(), sheets, b.core_team_instrument()).practices
    for found in robustness(SMALL, TABLE, shipped_rule(), results, resamples=200):
        document = robustness_to_document(found)
        assert json.loads(json.dumps(document, allow_nan=False)) == document
        assert robustness_from_document(document) == found


def test_agreement_comes_back_through_json_as_it_was() -> None:
    for found in scale_agreement(SMALL, TABLE):
        document = agreement_to_document(found)
        assert json.loads(json.dumps(document, allow_nan=False)) == document
        assert agreement_from_document(document) == found


@pytest.mark.parametrize("document", [{}, {"share": {}}, {"coherence": {"reasons": []}}])
def test_anything_else_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ScoringError, match="not a document"):
        robustness_from_document(document)
    if document:
        with pytest.raises(ScoringError, match="not a document"):
            agreement_from_document(document)
