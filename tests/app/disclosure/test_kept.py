"""What a closed wave keeps: no result of few people, nothing of roles, and all that is shown."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.disclosure.not_relevant import EVERYBODY_ELSE, Answering, kept_groups, not_relevant_finding
from app.models import Snapshot
from app.operations.close_wave import close_wave
from questionnaires.types import NotRelevant
from scoring.result import NotRelevantRates, RoleNotRelevant
from tests.app import builder
from tests.app.operations.test_close_wave import DAY
from tests.app.responses import Value, core_team, respond

Answers = Sequence[tuple[str, Value]]


def stored(slug: str, answers: Answers) -> Snapshot:
    """Return what is stored of a practice in which people of these roles gave these answers everywhere."""
    built = builder.open_wave(slug=slug)
    core_team(built.practice, built.wave)
    for role, value in answers:
        respond(built.practice, built.wave, role, value)
    close_wave(built.wave, DAY)
    db.session.commit()
    return db.session.scalars(select(Snapshot).where(Snapshot.wave_id == built.wave.id)).one()


EXACT = ("resamples", "gate_shares", "smallest_margin", "rwg_j", "rwg_j_skew", "ad_m")
"""What rests on every single answer, by the names that scoring gives it."""


@pytest.mark.parametrize(
    "answers",
    [
        [("gp", 5)],
        [("gp", 1), ("gp", 2), ("practice_nurse", 5), ("receptionist", NotRelevant.STAGE)],
        [("practice_manager", 1), ("gp", 2), ("gp", 2), ("gp", 5), ("gp", 1)],
    ],
)
def test_of_few_people_nothing_is_stored_that_is_not_stored_of_nobody(app: Flask, answers: Answers) -> None:
    few, nobody = stored("harbour", answers), stored("coast", [])
    for column in ("result", "digest", "others", "summary", "shown_class", "shown_weakest"):
        assert getattr(few, column) == getattr(nobody, column), column


def test_no_share_of_resamples_and_no_index_of_agreement_is_written_down(app: Flask) -> None:
    """Of ten people, of whom most is shown: neither is ever shown, so neither is kept at rest."""
    kept = stored("harbour", [("gp", 3), ("receptionist", 4)] * 5)
    row = " ".join(str(getattr(kept, column.name)) for column in Snapshot.__table__.columns)
    assert '"sd"' in row, "what spread and interval are made of is kept"
    assert [name for name in EXACT if f'"{name}"' in row] == []


def test_the_core_team_is_kept_by_role_whoever_else_answered(app: Flask) -> None:
    document = json.loads(stored("harbour", []).result)["practices"][0]
    assert [role["coherence"] for role in document["shared_understanding"]["roles"]] == [4.0] * 3
    assert document["gates"][-1]["verdict"] == "met"


def test_no_role_that_few_have_stands_in_a_snapshot(app: Flask) -> None:
    """By five GPs who agree and the role-balanced mean the nurse's answers would be known to the point."""
    people: Answers = [*[("gp", 4)] * 5, ("practice_nurse", NotRelevant.STAGE), ("receptionist", 1)]
    kept = stored("harbour", people)
    document = json.loads(kept.result)["practices"][0]
    del document["shared_understanding"]
    assert not any(
        role in json.dumps(document) for role in ("nurse", "receptionist", "gp", "every role group")
    )
    scales = document["constructs"].values()
    assert {scale["role_balanced_mean"] for scale in scales} == {None}
    assert document["class_role_balanced"] is None
    assert kept.others == 7


GROUPS = (
    RoleNotRelevant("gp", 6, 6, 0, 5, 0),
    RoleNotRelevant("practice_nurse", 1, 1, 0, 1, 0),
    RoleNotRelevant("receptionist", 6, 6, 1, 0, 1),
)


@pytest.mark.parametrize("managers", [0, 1, 2])
def test_what_is_kept_of_groups_says_the_same_as_all_of_them(managers: int) -> None:
    rates, answering = NotRelevantRates(0.05, 0.4, 0.05), Answering(13, managers, 5, 1)
    kept = kept_groups(rates, GROUPS, answering)
    said = [
        not_relevant_finding(rates, too_early=True, by_role=groups, answering=answering)
        for groups in (GROUPS, kept)
    ]
    assert said[0] == said[1]
    assert ("GP" in str(said[0])) is (managers < 2)
    named = {group.group: group.people for group in kept}
    assert named == ({"gp": 6, EVERYBODY_ELSE: 7} if managers < 2 else {EVERYBODY_ELSE: 13})
    assert sum(group.stage for group in kept) == 6


def test_nothing_is_kept_of_groups_where_nobody_said_it() -> None:
    assert kept_groups(NotRelevantRates(0.0, 0.0, 0.0), (), Answering(13, 0, 5)) == ()
