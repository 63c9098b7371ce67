"""The published cells in the demonstration: all of them, once, and never over somebody's own."""

from __future__ import annotations

import datetime

from flask import Flask

from app.db import db
from app.demonstration import harbour, links_worker
from app.demonstration.published_evidence import SOURCE, WAVE, add_published_evidence
from app.evaluator.matrix_page import rows_of
from app.models import Mark, Programme
from app.operations.code_evidence import CellKey, Coding, code_evidence
from app.queries import demonstration as queries
from app.queries import evidence, waves
from scoring.published import published_rows

TODAY = datetime.date(2026, 3, 2)


def programme(slug: str = links_worker.SLUG) -> Programme:
    """Return a programme of the demonstration."""
    return queries.programmes([slug])[slug]


def test_every_published_cell_is_coded_with_its_source(demonstration: Flask) -> None:
    published = {
        (row.practice, aspect): mark for row in published_rows() for aspect, mark in row.cells.items() if mark
    }
    assert add_published_evidence(programme(), TODAY) == len(published)
    wave = waves.of_programme(programme(), WAVE)
    names = {practice.id: practice.name for practice in evidence.practices_of_wave(wave)}
    cells = {
        (names[practice], aspect): cell
        for practice, row in evidence.cells(wave).items()
        for aspect, cell in row.items()
    }
    assert {key: cell.mark.value for key, cell in cells.items()} == published
    assert {cell.source for cell in cells.values()} == {SOURCE}
    assert all(cell.note and cell.coder is None for cell in cells.values())


def test_the_rule_reads_them_as_the_study_lets_it(demonstration: Flask) -> None:
    add_published_evidence(programme(), TODAY)
    wave = waves.of_programme(programme(), WAVE)
    rows = rows_of(wave, evidence.practices_of_wave(wave))
    assert {row.practice.name: row.by_evidence for row in rows} == {
        **dict.fromkeys(("Cobalt", "Olive", "Amber"), "Partially integrated"),
        **dict.fromkeys(("Magenta", "Ochre", "Cyan", "Crimson"), "Cannot tell"),
    }


def test_what_is_there_is_left_alone(demonstration: Flask) -> None:
    assert add_published_evidence(programme(), TODAY) > 0
    assert add_published_evidence(programme(), TODAY) == 0


def test_other_programmes_get_none(demonstration: Flask) -> None:
    assert add_published_evidence(programme(harbour.SLUG), TODAY) == 0
    db.session.rollback()


def test_what_somebody_coded_themselves_is_not_mixed_with_it(demonstration: Flask) -> None:
    wave = waves.of_programme(programme(), WAVE)
    magenta = evidence.practice_of_wave(wave, "magenta")
    own: dict[CellKey, Coding | None] = {(magenta.id, "coherence"): Coding(Mark.HINDERS, "Visit", "")}
    code_evidence(wave, own, None, TODAY)
    assert add_published_evidence(programme(), TODAY) == 0
    assert {practice: len(cells) for practice, cells in evidence.cells(wave).items()} == {magenta.id: 1}
