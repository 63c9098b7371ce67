"""The evidence matrix: what interviews or documents say of each practice, coded cell by cell.

A cell supports (``+``), hinders (``-``) or says nothing (empty); brackets mark what is stated of a group or
inferred, and count the same. Each gate of the rule is spoken for by one column; contextual factors and
reflexive monitoring are kept and judge nothing. Source: science of the score, section 6; S4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scoring.csv_file import Line, Problems, open_csv
from scoring.errors import MatrixError
from scoring.logic import MET, MISSED, UNKNOWN
from scoring.result import IntegrationClass
from scoring.row_count import without_count
from scoring.rule import Rule
from scoring.verdict import CLASSES, classify

COLUMNS = (
    "coherence",
    "cognitive_participation",
    "collective_action",
    "reflexive_monitoring",
    "patient_level",
    "practice_level",
    "community_level",
    "leadership",
    "team_relationships",
    "continuity_of_support",
    "other_innovations",
)

ODS_CODE = "ods_code"

TRUTHS = {"+": MET, "(+)": MET, "-": MISSED, "(-)": MISSED, "": UNKNOWN}


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What is coded of one practice: each of COLUMNS to one of the cells of TRUTHS."""

    practice: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EvidenceVerdict:
    """The class by coded evidence, and the columns that speak for a gate, each once, by what they say."""

    practice: str
    integration_class: IntegrationClass
    met: tuple[str, ...]
    missed: tuple[str, ...]
    unknown: tuple[str, ...]


def read_matrix(path: Path) -> tuple[EvidenceRow, ...]:
    """Read a matrix; MatrixError with every problem, each with line and column. U+2212 is a minus too.

    A column ``ods_code`` and a last line with the number of lines, as downloads of the service have them, may
    be there; the column is not read.
    """
    problems = Problems(path.name)
    file = open_csv(path, ("practice", *COLUMNS), (ODS_CODE,), problems)
    rows: dict[str, EvidenceRow] = {}
    for line in file.lines(without_count) if file else ():
        practice = line.cell("practice") if line.has("practice") else ""
        if not practice and line.has("practice"):
            line.problem("practice", "is empty; name the practice")
        elif practice in rows and line.has("practice"):
            line.problem("practice", f'"{practice}" is there already; keep one line a practice')
        rows[practice] = EvidenceRow(
            practice, {name: _cell(line, name) for name in COLUMNS if line.has(name)}
        )
    if file and not rows and not problems.found:
        problems.add(0, "", "has no practice; write one line for each")
    if problems.found:
        raise MatrixError(problems.all())
    return tuple(rows.values())


def _cell(line: Line, column: str) -> str:
    cell = line.cell(column).replace("\N{MINUS SIGN}", "-")
    if cell not in TRUTHS:
        line.problem(column, f'"{cell[:40]}" is no code; use +, -, (+), (-) or leave it empty')
    return cell


def judge_matrix(rows: Sequence[EvidenceRow], rule: Rule) -> tuple[EvidenceVerdict, ...]:
    """Judge each practice by the same rule and logic as the survey does, in the order of names."""
    columns = [*(gate.evidence_column for gate in rule.gates), rule.shared_understanding.evidence_column]
    ordered = sorted(rows, key=lambda row: row.practice)
    gates = np.array([[TRUTHS[row.cells[column]] for column in columns] for row in ordered], np.int8)
    classes = classify(gates.reshape(len(ordered), len(columns)), rule.base_index)
    return tuple(
        EvidenceVerdict(
            row.practice,
            CLASSES[integration_class],
            met=_columns_that_are(MET, row, columns),
            missed=_columns_that_are(MISSED, row, columns),
            unknown=_columns_that_are(UNKNOWN, row, columns),
        )
        for row, integration_class in zip(ordered, classes, strict=True)
    )


def _columns_that_are(truth: int, row: EvidenceRow, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(column for column in dict.fromkeys(columns) if TRUTHS[row.cells[column]] == truth)


def matrix_document(verdicts: Sequence[EvidenceVerdict], rule: Rule) -> dict[str, object]:
    """Return what ``readiness evidence --json`` prints."""
    return {
        "rule": rule.label,
        "practices": [
            {
                "practice": verdict.practice,
                "class": verdict.integration_class,
                "met": list(verdict.met),
                "missed": list(verdict.missed),
                "unknown": list(verdict.unknown),
            }
            for verdict in verdicts
        ],
    }
