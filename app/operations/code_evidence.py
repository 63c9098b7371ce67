"""Coding evidence: a mark with its source and note in a cell, or nothing in it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from app.db import db
from app.models import EvidenceCell, Mark, User, Wave
from app.operations.audit import record
from app.queries import evidence

CellKey = tuple[uuid.UUID, str]  # a practice's id and an aspect


@dataclass(frozen=True, slots=True)
class Coding:
    """What somebody reads out of interviews or documents for one cell."""

    mark: Mark
    source: str
    note: str


def code_evidence(
    wave: Wave, changes: Mapping[CellKey, Coding | None], coder: User | None, today: datetime.date
) -> int:
    """Make the cells of ``changes`` say what they are given, None for nothing; return how many changed.

    A cell that says so already is left alone, with whoever coded it and when. Flushes.
    """
    stored = evidence.rows(wave, {practice_id for practice_id, _ in changes})
    changed = [key for key, coding in changes.items() if _coding(stored.get(key)) != coding]
    for practice_id, aspect in changed:
        coding, row = changes[practice_id, aspect], stored.get((practice_id, aspect))
        if coding is None:
            db.session.delete(row)  # there is one, or nothing would differ
            continue
        if row is None:
            row = EvidenceCell(wave_id=wave.id, practice_id=practice_id, aspect=aspect)
            db.session.add(row)
        row.mark, row.source, row.note = coding.mark, coding.source, coding.note
        row.coded_by, row.coded_on = coder.id if coder else None, today
    db.session.flush()
    if changed:
        record("evidence.coded", coder, f"wave {wave.label}", wave.programme_id, cells=str(len(changed)))
    return len(changed)


def _coding(row: EvidenceCell | None) -> Coding | None:
    return Coding(row.mark, row.source, row.note) if row else None
