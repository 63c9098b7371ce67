"""From an instrument file to an :class:`Instrument`, or to the list of all that is wrong with it.

The format is described in docs/instruments.md. Texts may hold the placeholders of
:data:`questionnaires.texts.PLACEHOLDERS`; any other is refused. Checking reports more than loading refuses:
an instrument whose wording is too hard or not fully translated can still be used.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from questionnaires.building import build
from questionnaires.content import check_content
from questionnaires.coverage import check_coverage
from questionnaires.errors import InstrumentError, Problem
from questionnaires.findings import Findings
from questionnaires.scales import check_scales
from questionnaires.schema import read_structure
from questionnaires.source import parse, read_file
from questionnaires.table import Table
from questionnaires.types import Instrument
from questionnaires.wording import check_wording


def check(path: Path | str) -> list[Problem]:
    """Return every problem of a file; an empty list means that :func:`load` returns an instrument."""
    data = read_file(Path(path))
    return [data] if isinstance(data, Problem) else check_bytes(data)


def load(path: Path | str) -> Instrument:
    """Return the instrument of a file.

    Raises :class:`InstrumentError` that lists every problem, also where there is no such file.
    """
    data = read_file(Path(path))
    outcome = [data] if isinstance(data, Problem) else _read(data)
    if isinstance(outcome, Instrument):
        return outcome
    raise InstrumentError(Path(path), outcome)


def check_bytes(data: bytes) -> list[Problem]:
    """Return every problem of the content of a file."""
    document = parse(data)
    return [document] if isinstance(document, Problem) else check_document(document)


def check_document(document: dict[str, object]) -> list[Problem]:
    """Return every problem of a parsed file."""
    table, findings = _examine(document)
    check_wording(table, findings)
    return findings.problems


def _read(data: bytes) -> Instrument | list[Problem]:
    document = parse(data)
    if isinstance(document, Problem):
        return [document]
    table, findings = _examine(document)
    return findings.problems or build(table, hashlib.sha256(data).hexdigest())


def _examine(document: dict[str, object]) -> tuple[Table, Findings]:
    findings = Findings()
    table = read_structure(document, findings)
    check_content(table, findings)
    check_scales(table, findings)
    check_coverage(table, findings)
    return table, findings
