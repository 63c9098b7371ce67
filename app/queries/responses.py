"""Answers of a wave, read in one piece as arrays. No function here takes or returns a person."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.db import db
from app.models import Answer, Choice, Practice, Response, WavePractice
from questionnaires.types import Instrument, ItemType, NotRelevant
from scoring.answers import MISSING, NOT_RELEVANT_CODES, AnswerTable, Indices
from scoring.core_team import CoreTeamAnswer

MANAGER = "practice_manager"


def answer_table(wave_id: uuid.UUID, instrument: Instrument) -> AnswerTable:
    """Return the scored answers of every practice of the wave, practices in the order of their ids.

    The practices are named by the hexadecimal form of their ids.
    """
    staff = _headcounts(wave_id)
    places = {practice_id: place for place, (practice_id, _) in enumerate(staff)}
    items = [item.id for item in instrument.items if item.is_scored]
    rows = _responses(wave_id, instrument)
    answers = np.full((len(rows), len(items)), MISSING, np.int8)
    _fill(answers, {row.id: place for place, row in enumerate(rows)}, items, wave_id, instrument)
    return AnswerTable(
        practices=tuple(practice_id.hex for practice_id, _ in staff),
        headcount=_indices([headcount for _, headcount in staff]),
        roles=instrument.roles,
        items=tuple(items),
        practice=_indices([places[row.practice_id] for row in rows]),
        role=_indices([instrument.roles.index(row.role) for row in rows]),
        answers=answers,
    )


def core_team_answers(wave_id: uuid.UUID, instrument: Instrument) -> list[CoreTeamAnswer]:
    """Return the sheets of an instrument attributed by role, practices named as in the table."""
    rows = _responses(wave_id, instrument)
    items = [item.id for item in instrument.items if item.is_scored]
    answers = np.full((len(rows), len(items)), MISSING, np.int8)
    _fill(answers, {row.id: place for place, row in enumerate(rows)}, items, wave_id, instrument)
    choices = _choices(wave_id, instrument)
    questions = [item.id for item in instrument.items if item.type is ItemType.MULTIPLE_CHOICE]
    return [
        CoreTeamAnswer(
            practice=row.practice_id.hex,
            role=row.role,
            scope={item: choices.get((row.id, item)) for item in questions},
            values={item: int(value) for item, value in zip(items, answers[place], strict=True)},
        )
        for place, row in enumerate(rows)
    ]


def counts(wave_id: uuid.UUID, instrument_id: str, *, role: str | None = None) -> dict[uuid.UUID, int]:
    """Return how many answered the instrument in each practice, of one role where one is given."""
    query = (
        select(Response.practice_id, func.count())
        .where(Response.wave_id == wave_id, Response.instrument_id == instrument_id)
        .group_by(Response.practice_id)
    )
    if role is not None:
        query = query.where(Response.role == role)
    return {row[0]: row[1] for row in db.session.execute(query)}


def same_people(wave_id: uuid.UUID, before_id: uuid.UUID, instrument_id: str) -> Mapping[uuid.UUID, int]:
    """Return how many besides the practice manager answered both waves by their pseudonyms, by practice.

    Who is the manager is read from the later wave, which is being closed: the earlier one has no roles left.
    """
    earlier = aliased(Response)
    query = (
        select(Response.practice_id, func.count())
        .join(
            earlier, (earlier.pseudonym == Response.pseudonym) & (earlier.practice_id == Response.practice_id)
        )
        .where(
            Response.wave_id == wave_id,
            earlier.wave_id == before_id,
            Response.instrument_id == instrument_id,
            earlier.instrument_id == instrument_id,
            Response.role != MANAGER,
        )
        .group_by(Response.practice_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _headcounts(wave_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, int]]:
    query = (
        select(WavePractice.practice_id, WavePractice.headcount)
        .join(Practice, Practice.id == WavePractice.practice_id)
        .where(WavePractice.wave_id == wave_id)
        .order_by(WavePractice.practice_id)
    )
    return [(practice_id, headcount) for practice_id, headcount in db.session.execute(query)]


def _responses(wave_id: uuid.UUID, instrument: Instrument) -> Sequence[Response]:
    query = (
        select(Response)
        .where(Response.wave_id == wave_id, Response.instrument_id == instrument.id)
        .order_by(Response.id)
    )
    return db.session.scalars(query).all()


def _fill(
    answers: np.ndarray[tuple[int, int], np.dtype[np.int8]],
    rows: dict[uuid.UUID, int],
    items: list[str],
    wave_id: uuid.UUID,
    instrument: Instrument,
) -> None:
    """Write the stored answers into ``answers`` (respondents x items)."""
    columns = {item: column for column, item in enumerate(items)}
    query = (
        select(Answer.response_id, Answer.item_id, Answer.value, Answer.not_relevant)
        .join(Response, Response.id == Answer.response_id)
        .where(Response.wave_id == wave_id, Response.instrument_id == instrument.id)
    )
    for response_id, item, value, not_relevant in db.session.execute(query):
        answers[rows[response_id], columns[item]] = _code(value, not_relevant)


def _code(value: int | None, not_relevant: NotRelevant | None) -> int:
    if not_relevant is not None:
        return NOT_RELEVANT_CODES[not_relevant]
    return MISSING if value is None else value


def _choices(wave_id: uuid.UUID, instrument: Instrument) -> dict[tuple[uuid.UUID, str], frozenset[str]]:
    """Return the options chosen in each answered multiple-choice item; an empty id means none of them."""
    query = (
        select(Choice.response_id, Choice.item_id, Choice.option_id)
        .join(Response, Response.id == Choice.response_id)
        .where(Response.wave_id == wave_id, Response.instrument_id == instrument.id)
    )
    chosen: dict[tuple[uuid.UUID, str], set[str]] = defaultdict(set)
    for response_id, item, option in db.session.execute(query):
        chosen[response_id, item].update({option} if option else ())
    return {key: frozenset(options) for key, options in chosen.items()}


def _indices(values: list[int]) -> Indices:
    return np.array(values, dtype=np.intp)
