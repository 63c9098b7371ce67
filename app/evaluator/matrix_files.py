"""The coded evidence of a wave as files, made line by line while they are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Response

from app.csv_download import csv_download
from app.evaluator.guard import blueprint, taken_out, wave_to_read
from app.models import Practice, Wave
from app.operations.import_matrix import names_in_files
from app.queries import evidence
from app.queries.evidence import Cells
from app.spreadsheet_cells import guarded
from scoring.matrix import COLUMNS, ODS_CODE

FOLDER = "/evidence/<programme>/<wave>/file"
BATCH = 100  # practices whose cells are read at once
Coded = tuple[str, Practice, Cells]  # what files call a practice, the practice, and what is coded of it


@blueprint.get(f"{FOLDER}/matrix.csv")
def download_matrix(programme: str, wave: str) -> Response:
    """Hand out the marks in the format of ``readiness evidence`` and of the upload."""
    read = wave_to_read(programme, wave)
    taken_out("matrix.csv", read)
    heading = ("practice", *COLUMNS, ODS_CODE)
    return csv_download(f"evidence-{programme}-{wave}.csv", heading, _marks(read))


@blueprint.get(f"{FOLDER}/cells.csv")
def download_cells(programme: str, wave: str) -> Response:
    """Hand out every coded cell with its source and note, a line a cell."""
    read = wave_to_read(programme, wave)
    taken_out("cells.csv", read)
    heading = ("practice", "aspect", "mark", "source", "note", "coded_on", ODS_CODE)
    return csv_download(f"evidence-cells-{programme}-{wave}.csv", heading, _cells(read))


def _marks(wave: Wave) -> Iterator[Sequence[str]]:
    for name, practice, coded in _coded(wave):
        marks = (coded[each].mark.value if each in coded else "" for each in COLUMNS)
        yield (name, *marks, practice.ods_code or "")


def _cells(wave: Wave) -> Iterator[Sequence[str]]:
    for name, practice, coded in _coded(wave):
        for aspect in COLUMNS:
            if (cell := coded.get(aspect)) is not None:
                said = (guarded(cell.source), guarded(cell.note), cell.coded_on.isoformat())
                yield (name, aspect, cell.mark.value, *said, practice.ods_code or "")


def _coded(wave: Wave) -> Iterator[Coded]:
    """Yield each practice of the wave, by name; what is coded is read for a batch of them at a time."""
    practices = evidence.practices_of_wave(wave)
    names = names_in_files(practices)
    for start in range(0, len(practices), BATCH):
        batch = practices[start : start + BATCH]
        coded = evidence.cells(wave, [practice.id for practice in batch])
        for practice in batch:
            yield guarded(names[practice.id]), practice, coded.get(practice.id, {})
