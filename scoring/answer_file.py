"""Answer files: answers, headcounts and core-team answers as CSV, read together or not at all.

Columns of answers: ``practice,role,respondent`` and one column an item id. A scored item holds a whole
number of its scale, NR-role, NR-stage, NR-programme or nothing; a multiple choice its option ids joined by
";". Columns of open questions may be there and are not read. Headcounts: ``practice,headcount``. UTF-8,
comma, heading first.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from questionnaires.types import Instrument
from scoring.answers import AnswerTable
from scoring.core_team import CoreTeamAnswer
from scoring.csv_file import Problems, open_csv
from scoring.errors import AnswerFileError, TableError
from scoring.sheets import Staff, read_sheets

WHOLE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class WaveFiles:
    """What the files of one wave say. ``core_team`` is None where there is no such file."""

    table: AnswerTable
    core_team: tuple[CoreTeamAnswer, ...] | None


def read_wave(
    answers: Path,
    headcounts: Path,
    instrument: Instrument,
    core_team: Path | None = None,
    core_team_instrument: Instrument | None = None,
) -> WaveFiles:
    """Read the files of one wave; AnswerFileError with every problem of all, by file, line and column.

    A core-team file needs its instrument. The practices are those of the headcounts, answering or not.
    """
    if core_team is not None and core_team_instrument is None:
        raise TableError("a core-team file needs the instrument that it was answered to")
    problems = [Problems(path.name) for path in (headcounts, answers, *([core_team] if core_team else []))]
    staff = read_headcounts(headcounts, problems[0])
    table = _read_answers(answers, instrument, staff, problems[1])
    sheets = None
    if core_team is not None and core_team_instrument is not None:
        sheets = _read_core_team(core_team, core_team_instrument, staff, problems[2])
    found = [problem for of_file in problems for problem in of_file.all()]
    if found:
        raise AnswerFileError(found)
    return WaveFiles(table, sheets)


def read_headcounts(path: Path, problems: Problems) -> Staff:
    """Return each practice's headcount in the order of the file."""
    headcounts: dict[str, int] = {}
    file = open_csv(path, ("practice", "headcount"), (), problems)
    if file is None or len(file.columns) < 2:
        return Staff(headcounts, complete=False)
    for line in file.lines():
        practice, headcount = line.cell("practice"), line.cell("headcount")
        if not practice:
            line.problem("practice", "is empty; name the practice")
        elif practice in headcounts:
            line.problem("practice", f'"{practice}" is there already; keep one line a practice')
        else:
            valid = WHOLE_NUMBER.fullmatch(headcount)
            headcounts[practice] = int(headcount) if valid else 0
            if not valid:
                wanted = "write the number of staff, a whole number from 1"
                line.problem("headcount", f'"{headcount[:40]}" is no headcount; {wanted}')
    return Staff(headcounts, complete=True)


def _read_answers(path: Path, instrument: Instrument, staff: Staff, problems: Problems) -> AnswerTable:
    """Return the answers as arrays, meant to be used only where no file has a problem."""
    items = tuple(item.id for item in instrument.items if item.is_scored)
    place = {practice: index for index, practice in enumerate(staff.headcounts)}
    role_place = {role: index for index, role in enumerate(instrument.roles)}
    practice, role, values = array("q"), array("q"), array("b")
    for sheet in read_sheets(path, instrument, staff, problems, needs_respondent=True):
        practice.append(place[sheet.practice])
        role.append(role_place[sheet.role])
        values.extend(sheet.codes)
    return AnswerTable(
        practices=tuple(staff.headcounts),
        headcount=np.array(list(staff.headcounts.values()), np.intp),
        roles=instrument.roles,
        items=items,
        practice=np.array(practice, np.intp),
        role=np.array(role, np.intp),
        answers=np.array(values, np.int8).reshape(len(practice), len(items)),
    )


def _read_core_team(
    path: Path, instrument: Instrument, staff: Staff, problems: Problems
) -> tuple[CoreTeamAnswer, ...]:
    """Return the core team's sheets; attributed by role, they may do without the column ``respondent``."""
    items = [item.id for item in instrument.items if item.is_scored]
    return tuple(
        CoreTeamAnswer(sheet.practice, sheet.role, sheet.choices, dict(zip(items, sheet.codes, strict=True)))
        for sheet in read_sheets(path, instrument, staff, problems, needs_respondent=False)
    )
