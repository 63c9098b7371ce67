"""Answer sheets as rows of the store of answers."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from app.db import db
from app.demonstration.comments import may_share
from app.demonstration.plan import Sheet
from app.models import Answer, Base, Choice, Comment, Figure, Practice, Response
from questionnaires.types import CHOICE_TYPES, TEXT_TYPES, Instrument, Item, ItemType, NotRelevant

Row = dict[str, Any]


def add_responses(
    wave_id: uuid.UUID, instrument: Instrument, practices: Mapping[str, Practice], sheets: Sequence[Sheet]
) -> None:
    """Insert every sheet of the instrument as a response under a random id, in random order."""
    mixed = random.SystemRandom().sample(sheets, len(sheets))
    responses: list[Row] = []
    rows: dict[type[Base], list[Row]] = {Response: responses, Answer: [], Figure: [], Choice: [], Comment: []}
    for sheet in mixed:
        response_id = uuid.uuid4()
        responses.append(
            {
                "id": response_id,
                "wave_id": wave_id,
                "practice_id": practices[sheet.practice].id,
                "instrument_id": instrument.id,
                "instrument_version": instrument.version,
                "role": sheet.role,
            }
        )
        for item_id, cell in sheet.cells.items():
            for table, row in cell_rows(instrument.item(item_id), cell):
                rows[table].append({"response_id": response_id, "item_id": item_id, **row})
    for table, added in rows.items():
        if added:
            db.session.execute(insert(table), added)


def cell_rows(item: Item, cell: str) -> list[tuple[type[Base], Row]]:
    """Return the table and the columns for one cell of an answer file, by the type of its item."""
    if item.type in TEXT_TYPES:
        return [(Comment, {"text": cell, "may_share": may_share(cell)})]
    if item.type is ItemType.NUMBER:
        return [(Figure, {"figure": float(cell)})]
    if item.type in CHOICE_TYPES:
        return [(Choice, {"option_id": option}) for option in cell.split(";")]
    if cell in set(NotRelevant):
        return [(Answer, {"value": None, "not_relevant": NotRelevant(cell)})]
    return [(Answer, {"value": int(cell), "not_relevant": None})]
