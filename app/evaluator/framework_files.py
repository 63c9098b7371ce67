"""The framework matrix and the comments of a wave as files, made line by line while they are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Response

from app.csv_download import csv_download
from app.disclosure.comments import comments_in_wave
from app.disclosure.release import require_closed
from app.evaluator.aspects import ASPECTS
from app.evaluator.framework_page import Charted, ChartedPractice, chart
from app.evaluator.guard import blueprint, taken_out, wave_to_read
from app.models import Wave
from app.operations.import_matrix import names_in_files
from app.queries import evidence
from app.spreadsheet_cells import guarded
from scoring.matrix import ODS_CODE

FOLDER = "/evidence/<programme>/<wave>/file"
BATCH = 100  # practices charted at once
OTHER = "other"
SEPARATOR = " | "


@blueprint.get(f"{FOLDER}/framework.csv")
def download_framework(programme: str, wave: str) -> Response:
    """Hand out the framework matrix, a line for each practice and column."""
    read = wave_to_read(programme, wave)
    taken_out("framework.csv", read)
    heading = ("practice", "aspect", "survey", "agreement", "mark", "source", "note", "comments", ODS_CODE)
    return csv_download(f"framework-{programme}-{wave}.csv", heading, _charted(read))


@blueprint.get(f"{FOLDER}/comments.csv")
def download_comments(programme: str, wave: str) -> Response:
    """Hand out the comments of a closed wave that may be read, in no order."""
    read = require_closed(wave_to_read(programme, wave))
    taken_out("comments.csv", read)
    practices = evidence.practices_of_wave(read)
    names, codes = names_in_files(practices), {each.id: each.ods_code or "" for each in practices}
    rows = (
        (
            guarded(names[line.practice_id]),
            line.question.item_id,
            line.question.aspect or OTHER,
            guarded(line.question.text),
            guarded(line.text),
            codes[line.practice_id],
        )
        for line in comments_in_wave(read)
    )
    heading = ("practice", "question_id", "aspect", "question", "comment", ODS_CODE)
    return csv_download(f"comments-{programme}-{wave}.csv", heading, rows)


def _charted(wave: Wave) -> Iterator[Sequence[str]]:
    """Yield the lines of the matrix, a batch of practices at a time."""
    practices = evidence.practices_of_wave(wave)
    names = names_in_files(practices)
    for start in range(0, len(practices), BATCH):
        for row in chart(wave, practices[start : start + BATCH], ASPECTS):
            name = guarded(names[row.practice.id])
            code = row.practice.ods_code or ""
            yield from ((*_line(name, cell), code) for cell in row.cells)
            yield from ((*line, code) for line in _other(name, row))


def _line(name: str, cell: Charted) -> Sequence[str]:
    comments = SEPARATOR.join(comment.text for comment in cell.comments)
    coded = (cell.mark.value if cell.mark else "", guarded(cell.source), guarded(cell.note))
    return (name, cell.aspect.id, cell.survey, cell.agreement or "", *coded, guarded(comments))


def _other(name: str, row: ChartedPractice) -> Iterator[Sequence[str]]:
    for question in row.other:
        comments = SEPARATOR.join(comment.text for comment in question.comments)
        yield (name, OTHER, "", "", "", "", "", guarded(comments))
