"""Answer sheets: the lines of an answer file, checked cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from questionnaires.types import Instrument, Item, ItemType
from scoring.answers import MISSING, NOT_RELEVANT_CODES
from scoring.csv_file import Line, Problems, open_csv

WRONG = 127  # stands for a cell that cannot be; no scale goes so far

Choices = dict[str, frozenset[str] | None]


class Sheet(NamedTuple):
    """One person's answers: ``codes`` to the scored items in order, ``choices`` to the others."""

    practice: str
    role: str
    codes: list[int]
    choices: Choices


@dataclass(frozen=True, slots=True)
class Staff:
    """Headcount by practice, 0 where it cannot be read; ``complete`` whether the file could be read."""

    headcounts: Mapping[str, int]
    complete: bool


@dataclass(slots=True)
class _Seen:
    """What has been met so far, for the checks across lines."""

    respondents: dict[tuple[str, str], int] = field(default_factory=dict)
    answering: dict[str, int] = field(default_factory=dict)


def read_sheets(
    path: Path, instrument: Instrument, staff: Staff, problems: Problems, *, needs_respondent: bool
) -> Iterator[Sheet]:
    """Yield every sheet without a problem; keep every problem of the others.

    The column ``respondent`` tells people of one practice apart; it may be left out unless
    ``needs_respondent``. Columns of texts, numbers and single choices may be there and are not read: nothing
    is computed from them.
    """
    needed = [item.id for item in instrument.items if item.is_scored or item.type is ItemType.MULTIPLE_CHOICE]
    ignored = [item.id for item in instrument.items if item.id not in needed]
    people = ["practice", "role", *(["respondent"] if needs_respondent else [])]
    file = open_csv(path, [*people, *needed], ["respondent", *ignored], problems)
    if file is None or "practice" not in file.columns:
        return
    present = [item for item in instrument.items if item.id in file.columns]
    named = [item for item in present if item.is_scored]
    coders = [(file.columns[item.id], code_of(item)) for item in named]
    asked = [item for item in present if item.type is ItemType.MULTIPLE_CHOICE]
    seen = _Seen()
    for line in file.lines():
        practice = _practice(line, staff, seen)
        role = _role(line, instrument)
        _check_respondent(line, practice, seen)
        codes = [coder.get(line.cells[position], WRONG) for position, coder in coders]
        if WRONG in codes:
            codes = [_code(line, item) for item in named]
        chosen = {item.id: _chosen(line, item) for item in asked}
        if not problems.found and practice in staff.headcounts:
            yield Sheet(practice, role, codes, chosen)


def code_of(item: Item) -> dict[str, int]:
    """Return what a cell of a scored item may hold, and the code it stands for."""
    assert item.minimum is not None
    assert item.maximum is not None
    values = {str(value): value for value in range(item.minimum, item.maximum + 1)}
    return {"": MISSING} | values | {str(reason): code for reason, code in NOT_RELEVANT_CODES.items()}


def _practice(line: Line, staff: Staff, seen: _Seen) -> str:
    practice = line.cell("practice")
    headcount = staff.headcounts.get(practice)
    seen.answering[practice] = seen.answering.get(practice, 0) + 1
    if not practice:
        line.problem("practice", "is empty; name the practice")
    elif headcount is None and staff.complete and seen.answering[practice] == 1:
        line.problem("practice", f'"{practice}" has no headcount; add it to the headcounts')
    elif headcount and seen.answering[practice] == headcount + 1:
        line.problem(
            "practice", f'"{practice}" has more respondents than its headcount of {headcount}; correct either'
        )
    return practice


def _role(line: Line, instrument: Instrument) -> str:
    if not line.has("role"):
        return ""
    role = line.cell("role")
    if role not in instrument.roles:
        message = f'"{role[:40]}" is not a role of {instrument.id}; use one of {", ".join(instrument.roles)}'
        line.problem("role", message)
    return role


def _check_respondent(line: Line, practice: str, seen: _Seen) -> None:
    if not line.has("respondent"):
        return
    respondent = line.cell("respondent")
    first = seen.respondents.setdefault((practice, respondent), line.number)
    if not respondent:
        line.problem("respondent", "is empty; give each person of a practice a name or number")
    elif first != line.number:
        message = f'"{respondent[:40]}" of "{practice}" is there already in line {first}; keep one'
        line.problem("respondent", message)


def _code(line: Line, item: Item) -> int:
    """Read a cell again, spaces taken off, and say what is wrong with it."""
    cell = line.cell(item.id)
    code = code_of(item).get(cell)
    if code is not None:
        return code
    reasons = ", ".join(NOT_RELEVANT_CODES)
    allowed = f"{item.minimum} to {item.maximum}, {reasons} or leave it empty"
    line.problem(item.id, f'"{cell[:40]}" is no answer; use {allowed}')
    return MISSING


def _chosen(line: Line, item: Item) -> frozenset[str] | None:
    """Return the options named, None where the cell is empty."""
    named = [option.strip() for option in line.cell(item.id).split(";") if option.strip()]
    known = [option.id for option in item.options]
    for option in named:
        if option not in known:
            line.problem(item.id, f'"{option[:40]}" is no option; use {", ".join(known)}, joined by ";"')
    return frozenset(named) if named else None
