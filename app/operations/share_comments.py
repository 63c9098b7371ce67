"""Choosing, when a wave closes, which of the texts that people wrote may be read."""

from __future__ import annotations

import uuid

from sqlalchemy import insert

from app.db import db
from app.disclosure.comments import as_shown, may_be_shown
from app.models import SharedComment
from app.operations.scored_wave import ScoredWave
from app.queries import comments


def share_comments(scored: ScoredWave) -> None:
    """Write down once, under new ids and in their random order, every text that may be read.

    What is not chosen stays in the store of answers, where no page looks.
    """
    wave, survey = scored.wave, scored.survey
    items = [item.id for item in survey.items if item.shareable]
    places = comments.published(wave.id)
    rows = []
    for written in comments.written(wave.id, survey.id, items):
        place, text = places[written.practice_id], as_shown(written.text)
        if text and may_be_shown(place.others, wave.minimum_group, agreed=written.may_share):
            rows.append(
                {
                    "id": uuid.uuid4(),
                    "snapshot_id": place.snapshot_id,
                    "item_id": written.item_id,
                    "text": text,
                }
            )
    if rows:
        db.session.execute(insert(SharedComment), sorted(rows, key=lambda row: str(row["id"])))
