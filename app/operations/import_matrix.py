"""A whole matrix of evidence from a sheet: every problem at once, or what would change, then all of it.

Its lines are those of ``readiness evidence`` (a line a practice, a column for each construct, level and
factor) with two more columns if wanted: ``source``, of all the marks of the line, and ``ods_code``, which
must be that of the practice. The last may give their number, as it does in a file that was downloaded.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.models import Mark, Practice, User, Wave
from app.operations.code_evidence import Coding, code_evidence
from app.queries.evidence import Cells, CodedCell
from app.spreadsheet_cells import guarded, unguarded
from app.uploads.cells import too_long
from app.uploads.columns import lines_by_column
from app.uploads.rows import Rows
from scoring.csv_file import Line, Problems
from scoring.matrix import COLUMNS, ODS_CODE, TRUTHS
from scoring.row_count import without_count

SOURCE = "source"
SPELLINGS: Mapping[str, Sequence[str]] = {"practice": (), **dict.fromkeys((*COLUMNS, SOURCE, ODS_CODE), ())}
LONGEST_SOURCE = 300
_NOTHING: Cells = {}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a file, and how they are to be read.

    ``source`` is that of marks in lines that name none; ``clear_empty`` whether an empty cell takes away
    what is coded there.
    """

    rows: Rows
    source: str
    clear_empty: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would say something else."""

    practice: Practice
    aspect: str
    before: CodedCell | None
    after: Coding | None


def plan_import(
    sheet: Sheet, practices: Sequence[Practice], coded: Mapping[uuid.UUID, Cells], problems: Problems
) -> tuple[Change, ...]:
    """Return what the file would change of ``coded``, in its order.

    A mark that is there already stays as it is, with its source and note. ``practices``: those of the wave.
    """
    named = _by_name(practices)
    found: dict[uuid.UUID, list[Change]] = {}
    rows = _without_count(sheet.rows, problems)
    for line in lines_by_column(rows, SPELLINGS, problems, optional={SOURCE, ODS_CODE}):
        practice = _practice(line, named) if line.has("practice") else None
        if practice is not None:
            _check_code(line, practice)
        if practice is not None and practice.id in found:
            line.problem("practice", f'"{practice.name}" is there already; keep one line a practice')
        changes = _changes(line, practice, coded.get(practice.id, _NOTHING) if practice else _NOTHING, sheet)
        if practice is not None:
            found.setdefault(practice.id, changes)
    if not found and not problems.found:
        problems.add(0, "", "has no practice; write one line for each")
    return tuple(change for changes in found.values() for change in changes)


def names_in_files(practices: Sequence[Practice]) -> Mapping[uuid.UUID, str]:
    """Return how files name each practice: by its name, or by its short name where the name is not enough."""
    named = _by_name(practices)
    return {
        each.id: each.name.strip() if list(named[each.name.strip()]) == [each] else each.slug
        for each in practices
    }


def import_matrix(wave: Wave, changes: Sequence[Change], coder: User, today: datetime.date) -> int:
    """Make all of ``changes`` and return how many there were. Flushes."""
    return code_evidence(
        wave, {(each.practice.id, each.aspect): each.after for each in changes}, coder, today
    )


def _without_count(rows: Rows, problems: Problems) -> Rows:
    return replace(rows, lines=(*rows.lines[:1], *without_count(rows.lines[1:], problems)))


def _by_name(practices: Sequence[Practice]) -> Mapping[str, Sequence[Practice]]:
    """Return the practices that a cell may mean: the one of that short name, else all of that name."""
    named: dict[str, list[Practice]] = {}
    for practice in practices:
        for name in {practice.name.strip(), guarded(practice.name.strip())}:
            named.setdefault(name, []).append(practice)
    return {**named, **{practice.slug: [practice] for practice in practices}}


def _practice(line: Line, named: Mapping[str, Sequence[Practice]]) -> Practice | None:
    """Return the practice of a line; None with a problem where it is not known."""
    written = line.cell("practice")
    matching = named.get(written, ())
    if len(matching) == 1:
        return matching[0]
    if not written:
        line.problem("practice", "is empty; name the practice")
    elif not matching:
        line.problem("practice", f'"{written[:80]}" is no practice of this wave; write its name as pages do')
    else:
        slugs = ", ".join(each.slug for each in matching)
        line.problem("practice", f'"{written[:80]}" is the name of several; write one of {slugs} instead')
    return None


def _check_code(line: Line, practice: Practice) -> None:
    """Refuse a line whose code is of another practice than its name: one of the two is a mistake."""
    code = unguarded(line.cell(ODS_CODE)).upper() if line.has(ODS_CODE) else ""
    if code and code != practice.ods_code:
        there = practice.ods_code or "none"
        line.problem(ODS_CODE, f'"{code[:40]}" is not the code of {practice.name}, which has {there}')


def _changes(line: Line, practice: Practice | None, coded: Cells, sheet: Sheet) -> list[Change]:
    """Return the changes of one line; its problems are found even where its practice is not known."""
    source = _source(line, sheet)
    changes = []
    for aspect in COLUMNS:
        mark = _mark(line, aspect) if line.has(aspect) else None
        before = coded.get(aspect)
        if mark is None or mark == (before.mark if before else ""):
            continue
        if mark and not source:
            line.problem(
                aspect, "has a mark without a source; name it in a source column or for the whole file"
            )
        after = Coding(Mark(mark), source, "") if mark else None
        if practice is not None and (after or sheet.clear_empty):
            changes.append(Change(practice, aspect, before, after))
    return changes


def _source(line: Line, sheet: Sheet) -> str:
    source = unguarded(line.cell(SOURCE)) if line.has(SOURCE) else ""
    if len(source) > LONGEST_SOURCE:
        line.problem(SOURCE, too_long(source, LONGEST_SOURCE))
    return source or sheet.source.strip()


def _mark(line: Line, aspect: str) -> str | None:
    """Return the mark of a cell, empty for none; None with a problem where it is no mark."""
    written = line.cell(aspect).replace("\N{MINUS SIGN}", "-")
    mark = unguarded(written)
    if mark not in TRUTHS:
        line.problem(aspect, f'"{written[:40]}" is no mark; use +, -, (+), (-) or leave it empty')
        return None
    return mark
