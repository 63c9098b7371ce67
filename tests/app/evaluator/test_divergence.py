"""Why evidence and survey differ, in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.disclosure.released import ReleasedResult
from app.evaluator.divergence import divergence
from scoring.matrix import COLUMNS, EvidenceRow, EvidenceVerdict, judge_matrix
from scoring.rule import shipped_rule
from tests.app.evaluator.released import result

RULE = shipped_rule()
SIX = ("coherence", "cognitive_participation", "collective_action", "patient_level", "practice_level")
ALL_MET = dict.fromkeys((*SIX, "community_level"), "+")


def evidence(**marks: str) -> EvidenceVerdict:
    """Return the verdict on cells that hold ``marks`` and nothing else."""
    return judge_matrix([EvidenceRow("elm", {name: marks.get(name, "") for name in COLUMNS})], RULE)[0]


def test_nothing_is_said_where_they_agree() -> None:
    assert divergence(evidence(**ALL_MET), result(), RULE) is None


def test_nothing_is_said_before_results_are_published() -> None:
    assert divergence(evidence(), None, RULE) is None


def test_nothing_is_compared_where_there_are_not_enough_answers() -> None:
    said = divergence(evidence(**ALL_MET), hidden(result()), RULE)
    assert said == "Not enough answers to compare: fewer did."


def hidden(of: ReleasedResult) -> ReleasedResult:
    """Return the result as it is released when too few have answered."""
    return replace(of, enough=False, integration_class=None, needed="Fewer did.", gates=())


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (
            {"coherence": "+", "patient_level": "(+)"},
            "The survey says “Fully integrated”; the coded evidence cannot tell, because nothing is stated "
            "of cognitive participation, collective action, practice level and community level; nothing "
            "coded speaks against full integration.",
        ),
        (
            {**ALL_MET, "patient_level": "", "coherence": "-"},
            "The survey says “Fully integrated”; the coded evidence cannot tell, because nothing is stated "
            "of patient level; what is coded of coherence rules out full integration.",
        ),
        (
            {**ALL_MET, "community_level": "(-)"},
            "The survey says “Fully integrated”; the coded evidence says “Partially integrated”. The "
            "evidence hinders where the survey meets the gate: community level.",
        ),
    ],
)
def test_the_sentence_names_what_the_evidence_lacks_or_speaks_against(
    marks: dict[str, str], said: str
) -> None:
    assert divergence(evidence(**marks), result(), RULE) == said


def test_the_sentence_names_the_gates_that_only_the_survey_misses() -> None:
    said = divergence(evidence(**ALL_MET), result(community_level=(3.0, "missed")), RULE)
    assert said == (
        "The survey says “Partially integrated”; the coded evidence says “Fully integrated”. The evidence "
        "supports where the survey misses the gate: community level."
    )


def test_the_sentence_names_what_the_survey_does_not_know() -> None:
    said = divergence(evidence(**ALL_MET), result(community_level=(None, "unknown")), RULE)
    assert said == (
        "The coded evidence says “Fully integrated”; the survey cannot tell, because nothing is known of "
        "community level."
    )
