"""Results as documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from scoring.document import canonical_bytes, from_document, readable_json, to_document
from scoring.errors import ScoringError
from scoring.result import ResultSet
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders
from tests.scoring.strategies import Wave, small_instrument, waves

SURVEY = small_instrument()


def score(wave: Wave) -> ResultSet:
    sheets = [sheet for practice in wave for sheet in builders.core_team(practice)]
    return score_wave(
        SURVEY, builders.table(SURVEY, wave), shipped_rule(), sheets, builders.core_team_instrument()
    )


@given(waves(SURVEY))
def test_stored_results_read_back_equal(wave: Wave) -> None:
    results = score(wave)
    stored = canonical_bytes(to_document(results))
    assert from_document(json.loads(stored)) == results
    assert canonical_bytes(to_document(from_document(json.loads(stored)))) == stored


@given(waves(SURVEY))
def test_document_has_no_nan_and_a_reason_beside_every_null(wave: Wave) -> None:
    document = json.loads(canonical_bytes(to_document(score(wave))), parse_constant=pytest.fail)
    for practice in document["practices"]:
        for group in ("constructs", "levels", "factors", "globals"):
            for scale in practice[group].values():
                assert (scale["mean"] is None or scale["ci"] is None) <= bool(scale["reasons"])
                assert scale["n"] > 0 or scale["mean"] is None
        for gate in practice["gates"]:
            assert (gate["verdict"] == "unknown") <= bool(gate["reasons"])


def test_document_has_the_keys_of_the_published_format() -> None:
    document = to_document(score({"A": (9, [("gp", builders.cells(SURVEY))] * 5)}))
    assert document.keys() >= {"instrument", "rule", "practices"}
    practice: dict[str, Any] = document["practices"][0]
    wanted = {"practice", "class", "n", "headcount", "constructs", "levels", "gates", "decides", "reasons"}
    assert practice.keys() >= wanted
    assert practice["constructs"]["coherence"].keys() >= {"mean", "n", "sd", "ci", "not_relevant"}
    assert practice["constructs"]["coherence"]["ci"] == [3.5, 3.5]
    gate = {"id", "value", "threshold", "margin", "verdict", "source", "n", "answering", "headcount"}
    assert all(found.keys() >= gate for found in practice["gates"])


def test_nan_is_never_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_bytes({"mean": float("nan")})


def test_readable_json_says_the_same() -> None:
    document = to_document(score({"É": (9, [])}))
    assert json.loads(readable_json(document)) == json.loads(canonical_bytes(document))


@pytest.mark.parametrize("document", [{}, {"instrument": "x", "rule": "y", "practices": [{"class": "x"}]}])
def test_something_else_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(ScoringError, match="not a document of results"):
        from_document(document)
