"""Answers of made-up people in a wave of many practices, drawn and added in bulk. Synthetic throughout."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import insert

from app.db import db
from app.models import Answer, Choice, Response, Wave
from questionnaires import catalogue
from questionnaires.types import Instrument, Item, ItemType, NotRelevant

FEWEST, MOST = 3, 13  # people who answer in a practice
STAFF = ("gp", "practice_nurse", "receptionist", "administrator", "practice_manager")
CORE_TEAM = ("lead_gp", "link_practitioner", "practice_manager")
NOT_RELEVANT = 0.04  # of the answers
SEED = 20_240_613
Rows = list[dict[str, object]]


def answer(wave: Wave, practice_ids: Sequence[uuid.UUID]) -> int:
    """Let people of every practice and its core team answer; return how many did."""
    draw = np.random.default_rng(SEED)
    survey, core_team = catalogue.get("npt-core"), catalogue.get("core-team")
    answered = 0
    for practice_id in practice_ids:
        level = {scale.id: draw.normal(3.8, 0.55) for scale in (*survey.scales, *core_team.scales)}
        roles = draw.choice(STAFF[:-1], draw.integers(FEWEST, MOST + 1))
        people = [(survey, role) for role in (*roles, STAFF[-1])]
        team = [(core_team, role) for role in CORE_TEAM if draw.random() < 0.95]
        answered += len(people) + len(team)
        _add(wave, practice_id, [*people, *team], level, draw)
    return answered


def _add(
    wave: Wave,
    practice_id: uuid.UUID,
    people: Sequence[tuple[Instrument, str]],
    level: dict[str, float],
    draw: np.random.Generator,
) -> None:
    responses: Rows = []
    answers: Rows = []
    choices: Rows = []
    for instrument, role in people:
        response_id = uuid.uuid4()
        responses.append(
            {
                "id": response_id,
                "wave_id": wave.id,
                "practice_id": practice_id,
                "instrument_id": instrument.id,
                "instrument_version": instrument.version,
                "role": str(role),
            }
        )
        answers += _answers(response_id, instrument, level, draw)
        choices += _choices(response_id, instrument)
    for table, rows in ((Response, responses), (Answer, answers), (Choice, choices)):
        if rows:
            db.session.execute(insert(table), rows)


def _answers(
    response_id: uuid.UUID, instrument: Instrument, level: dict[str, float], draw: np.random.Generator
) -> Iterator[dict[str, object]]:
    leaning = draw.normal(0, 0.5)
    for item in (item for item in instrument.items if item.is_scored):
        missing = draw.random() < NOT_RELEVANT and item.type is ItemType.AGREEMENT
        yield {
            "response_id": response_id,
            "item_id": item.id,
            "value": None if missing else _value(item, level.get(item.scale or "", 3.5) + leaning, draw),
            "not_relevant": NotRelevant.ROLE if missing else None,
        }


def _value(item: Item, level: float, draw: np.random.Generator) -> int:
    low, high = item.minimum or 0, item.maximum or 0
    share = (level + draw.normal(0, 0.7) - 1) / 4
    value = int(np.clip(round(low + share * (high - low)), low, high))
    return low + high - value if item.reversed else value


def _choices(response_id: uuid.UUID, instrument: Instrument) -> Iterator[dict[str, object]]:
    """Yield all options of every multiple choice: the core team names the whole job."""
    for item in instrument.items:
        if item.type is ItemType.MULTIPLE_CHOICE:
            for option in item.options:
                yield {"response_id": response_id, "item_id": item.id, "option_id": option.id}
