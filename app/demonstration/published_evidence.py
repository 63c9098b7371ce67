"""The published cells of the study of seven practices, as coded evidence of the wave they fit best: P2.

Not synthetic: they are what the study states. Where the wave has coded evidence already it is left alone.
"""

from __future__ import annotations

import datetime

from app.demonstration import links_worker
from app.models import Mark, Programme
from app.operations.code_evidence import CellKey, Coding, code_evidence
from app.queries import evidence, waves
from scoring.published import published_cases, published_rows

WAVE = "P2"
SOURCE = "S4"
_NOTES = {
    Mark.SUPPORTS: "Published cell of the study ({place}).",
    Mark.HINDERS: "Published cell of the study ({place}).",
    Mark.SUPPORTS_INFERRED: "Published cell of the study, stated of the group of practices or inferred.",
    Mark.HINDERS_INFERRED: "Published cell of the study, stated of the group of practices or inferred.",
}


def add_published_evidence(programme: Programme, today: datetime.date) -> int:
    """Code the published cells in the Links Worker Programme; return how many were added. Flushes.

    Any other programme, and a wave with coded evidence, is left alone.
    """
    if programme.slug != links_worker.SLUG:
        return 0
    wave = waves.of_programme(programme, WAVE)
    if evidence.cells(wave):
        return 0
    ids = {practice.name: practice.id for practice in evidence.practices_of_wave(wave)}
    cells: dict[CellKey, Coding | None] = {
        (ids[row.practice], aspect): _coding(row.practice, Mark(mark))
        for row in published_rows()
        for aspect, mark in row.cells.items()
        if mark
    }
    return code_evidence(wave, cells, None, today)


def _coding(practice: str, mark: Mark) -> Coding:
    place = published_cases()[practice].source[-1]
    return Coding(mark, SOURCE, _NOTES[mark].format(place=place))
