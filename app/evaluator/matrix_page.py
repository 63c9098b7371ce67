"""What the framework matrix is given: marks by practice, both verdicts, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.disclosure.release import release
from app.disclosure.released import ReleasedResult
from app.evaluator.aspects import ASPECTS, MARKS, MarkWords
from app.evaluator.divergence import divergence
from app.models import Practice, Wave, WaveState
from app.queries import evidence
from app.queries.evidence import Cells
from app.queries.paging import Page
from scoring.matrix import COLUMNS, EvidenceRow, EvidenceVerdict, judge_matrix
from scoring.rule import Rule, shipped_rule

NOT_PUBLISHED = "Not published"
NOTHING_CODED = "Nothing coded yet"


@dataclass(frozen=True, slots=True)
class Row:
    """One practice: its marks in the order of ASPECTS (None: not stated), verdicts, and why they differ."""

    practice: Practice
    marks: tuple[MarkWords | None, ...]
    by_evidence: str
    by_survey: str
    difference: str | None


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """One page of the matrix of a wave. ``published``: whether the survey has results to compare with."""

    wave: Wave
    rows: tuple[Row, ...]
    paging: Page[Practice]
    published: bool
    rule: str
    may_code: bool


def matrix_page(wave: Wave, paging: Page[Practice], *, may_code: bool) -> MatrixPage:
    """Return the matrix of the practices on one page."""
    rule = shipped_rule(wave.rule_id, wave.rule_version)
    return MatrixPage(
        wave=wave,
        rows=rows_of(wave, paging.rows),
        paging=paging,
        published=wave.state is WaveState.CLOSED,
        rule=f"{rule.title}, version {rule.version}",
        may_code=may_code,
    )


def rows_of(wave: Wave, practices: Sequence[Practice]) -> tuple[Row, ...]:
    """Return the rows of practices of the wave."""
    rule = shipped_rule(wave.rule_id, wave.rule_version)
    ids = [practice.id for practice in practices]
    coded = evidence.cells(wave, ids)
    published = release(wave, practice_ids=ids) if wave.state is WaveState.CLOSED else ()
    results = {each.practice_slug: each for each in published}
    evidence_rows = [evidence_row(practice, coded.get(practice.id, {})) for practice in practices]
    verdicts = {verdict.practice: verdict for verdict in judge_matrix(evidence_rows, rule)}
    return tuple(
        _row(practice, coded.get(practice.id, {}), verdicts[practice.slug], results.get(practice.slug), rule)
        for practice in practices
    )


def evidence_row(practice: Practice, cells: Cells) -> EvidenceRow:
    """Return a practice's cells as the rule reads them, under its short name: names may repeat."""
    marks = {name: cells[name].mark.value if name in cells else "" for name in COLUMNS}
    return EvidenceRow(practice.slug, marks)


def _row(
    practice: Practice, cells: Cells, verdict: EvidenceVerdict, result: ReleasedResult | None, rule: Rule
) -> Row:
    return Row(
        practice=practice,
        marks=tuple(MARKS[cells[each.id].mark] if each.id in cells else None for each in ASPECTS),
        by_evidence=rule.classes[verdict.integration_class].title if cells else NOTHING_CODED,
        by_survey=result.class_title if result else NOT_PUBLISHED,
        difference=divergence(verdict, result, rule),
    )
