"""What ``readiness score`` prints of robustness and agreement is plain JSON and says all there is."""

from __future__ import annotations

import json
from dataclasses import fields

from scoring.practice_agreement import scale_agreement
from scoring.robustness import robustness
from scoring.robustness_document import agreement_to_document, robustness_to_document
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


def test_robustness_is_said_whole_in_plain_json() -> None:
    sheets = [sheet for practice in ("clear", "split") for sheet in b.core_team(practice)]
    results = score_wave(SMALL, TABLE, shipped_rule(), sheets, b.core_team_instrument()).practices
    for found in robustness(SMALL, TABLE, shipped_rule(), results, resamples=200):
        document = robustness_to_document(found)
        assert json.loads(json.dumps(document, allow_nan=False)) == document
        assert set(document) == {each.name for each in fields(found)}
        assert document["practice"] == found.practice
        assert document["share"]["reasons"] == list(found.share.reasons)
        assert document["stability"]["low"] == found.stability.low


def test_agreement_is_said_of_every_scale_in_plain_json() -> None:
    for found in scale_agreement(SMALL, TABLE):
        document = agreement_to_document(found)
        assert json.loads(json.dumps(document, allow_nan=False)) == document
        assert {scale: each["ad_m"] for scale, each in document.items()} == {
            scale: each.ad_m for scale, each in found.items()
        }
