"""The gate: what goes through it, what does not, and in which words."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest
from flask import Flask

from app.db import db
from app.disclosure.release import release
from app.disclosure.released import ReleasedResult
from app.disclosure.threshold import SCALE_HIDDEN
from app.errors import WaveStateError
from app.operations.close_wave import close_wave
from questionnaires.types import NotRelevant
from tests.app import builder
from tests.app.builder import Built
from tests.app.responses import Value, core_team, respond

DAY = datetime.date(2026, 3, 1)


def closed(built: Built) -> ReleasedResult:
    """Close the wave and return what is released of its only practice."""
    close_wave(built.wave, DAY)
    db.session.commit()
    (result,) = release(built.wave)
    return result


def answered(*values: Value, role: str = "gp") -> Built:
    """Return an open wave whose practice has one response a value and a core team of one mind."""
    built = builder.open_wave()
    for value in values:
        respond(built.practice, built.wave, role, value)
    core_team(built.practice, built.wave)
    return built


def test_nothing_is_released_of_an_open_wave(sqlite_app: Flask) -> None:
    built = answered(4, 4, 4, 4, 4)
    with pytest.raises(WaveStateError, match="open"):
        release(built.wave)


def test_five_others_are_enough_and_four_are_not(sqlite_app: Flask) -> None:
    assert closed(answered(4, 4, 4, 4, 4)).enough


def test_four_are_not_enough_and_the_page_says_what_is_needed(sqlite_app: Flask) -> None:
    result = closed(answered(4, 4, 4, 4))
    assert not result.enough
    assert result.integration_class is None
    assert result.needed is not None
    assert "at least 5 people besides the practice manager" in result.needed


def test_the_practice_managers_answer_does_not_count_towards_the_minimum(sqlite_app: Flask) -> None:
    built = answered(4, 4, 4, 4)
    respond(built.practice, built.wave, "practice_manager", 4)
    assert not closed(built).enough


@pytest.mark.parametrize("values", [(1, 1, 1, 1), (5, 5, 5, 5), (1, 5, NotRelevant.STAGE, None)])
def test_a_withheld_result_is_the_same_whatever_it_hides(
    sqlite_app: Flask, values: tuple[Value, ...]
) -> None:
    """Nothing but how many work there may be known of too few, not even how many answered."""
    result = closed(answered(*values))
    shown = json.dumps(dataclasses.asdict(result), default=str, sort_keys=True)
    assert shown == json.dumps(dataclasses.asdict(_expected(result)), default=str, sort_keys=True)


@pytest.mark.parametrize("manager", [False, True])
@pytest.mark.parametrize("others", [0, 1, 4])
def test_too_few_look_the_same_however_many_and_whoever_they_are(
    sqlite_app: Flask, others: int, manager: bool
) -> None:
    """Whether the practice manager answered is told nowhere, nor of so few people whether they all did."""
    built = answered(*[4] * others)
    if manager:
        respond(built.practice, built.wave, "practice_manager", 4)
    result = closed(built)
    assert result == _expected(result)


def _expected(result: ReleasedResult) -> ReleasedResult:
    """Build a withheld result by hand from what does not depend on answers."""
    empty = dict.fromkeys(("constructs", "levels", "factors", "overall", "gates", "reasons"), ())
    return dataclasses.replace(
        result,
        **empty,  # type: ignore[arg-type]
        answering=None,
        enough=False,
        integration_class=None,
        shared_understanding=None,
        decides=None,
        class_title="Not enough answers",
        needed="Results are shown when at least 5 people besides the practice manager have answered. "
        "Fewer did. How many is not said, because of so few it could say who.",
    )


def test_a_scale_with_too_few_scores_is_hidden_in_the_same_words(sqlite_app: Flask) -> None:
    built = builder.open_wave()
    for place in range(6):
        scales: dict[str, Value] = {"coherence": 5 if place < 4 else NotRelevant.ROLE}
        respond(built.practice, built.wave, "gp", 4, scales=scales)
    result = closed(built)
    coherence = next(scale for scale in result.constructs if scale.id == "coherence")
    assert (coherence.mean, coherence.hidden_reason, coherence.n) == (None, SCALE_HIDDEN, 0)
    gate = next(gate for gate in result.gates if gate.id == "coherence")
    assert (gate.verdict, gate.value_text) == ("unknown", "not shown")
    assert result.integration_class == "cannot_tell"


def test_no_released_text_carries_more_than_one_decimal(sqlite_app: Flask) -> None:
    built = answered(4, 3, 5, 4, 4, 2, 3)
    text = json.dumps(dataclasses.asdict(closed(built)), default=str)
    digits = [part for part in text.replace('"', " ").split() if part.replace(".", "", 1).isdigit()]
    assert all(len(part.partition(".")[2]) <= 2 for part in digits)
    assert "sd" not in json.loads(text)["constructs"][0]


def test_unanimous_answers_are_not_shown_as_such(sqlite_app: Flask) -> None:
    coherence = closed(answered(5, 5, 5, 5, 5)).constructs[0]
    assert coherence.mean_text == "4.2 or more"
    assert coherence.interval is None
    assert coherence.strength == "not shown"


def test_many_not_relevant_answers_are_a_finding_without_a_share(sqlite_app: Flask) -> None:
    built = answered(4, 4, 4, 4, 4, 4, NotRelevant.STAGE, NotRelevant.STAGE, NotRelevant.STAGE)
    finding = closed(built).constructs[0].not_relevant
    assert finding is not None
    assert "not relevant at this stage" in finding
    assert "too early" in finding
    assert "33" not in finding


def test_what_decides_is_said_with_the_shown_margin(sqlite_app: Flask) -> None:
    built = builder.open_wave()
    for _ in range(6):
        respond(built.practice, built.wave, "gp", 4, scales={"community_level": 3})
    core_team(built.practice, built.wave)
    result = closed(built)
    assert result.integration_class == "partially_integrated"
    assert result.decides is not None
    assert "community level" in result.decides
    assert "0.5 below the threshold of 3.5" in result.decides


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        (
            {"practice_level": 3, "community_level": 3, "coherence": 2},
            "What decides: practice level and community level, each 0.5 below the threshold of 3.5.",
        ),
        (
            {"patient_level": 3, "community_level": 3},
            "What decides: patient level, 0.5 below the threshold of 3.5.",
        ),
    ],
    ids=["two equally near", "the base gate alone"],
)
def test_gates_that_are_equally_near_decide_together(
    sqlite_app: Flask, scores: dict[str, int], sentence: str
) -> None:
    built = builder.open_wave()
    for _ in range(6):
        respond(built.practice, built.wave, "gp", 4, scales=scores)
    core_team(built.practice, built.wave)
    assert closed(built).decides == sentence


def test_a_core_role_that_names_one_level_only_is_shown_by_role(sqlite_app: Flask) -> None:
    built = builder.open_wave()
    for _ in range(6):
        respond(built.practice, built.wave, "gp", 5)
    for role, scope in (("lead_gp", ("patient_level",)), ("link_practitioner", ("patient_level",))):
        respond(built.practice, built.wave, role, 5, instrument="core-team", scope=scope)
    result = closed(built)
    shared = result.shared_understanding
    assert shared is not None
    assert shared.verdict == "missed"
    assert [role.answered for role in shared.roles] == [True, True, False]
    assert shared.roles[0].names_level == (True, False, False)
    assert shared.roles[2].names_level == (None, None, None)
    assert result.integration_class == "partially_integrated"
