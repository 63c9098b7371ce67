"""Coding from a comment: the form of a practice's cells opens with the quotation in the note of one of them.

The address names a comment and a column, so opening it changes nothing: whoever codes looks at the cell,
chooses a mark and saves.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import request

from app.disclosure.comments import release_comment
from app.errors import NotFoundError
from app.evaluator.aspects import ASPECTS, Aspect
from app.evaluator.cells_form import CellsForm
from app.models import Practice, Wave, WaveState
from app.queries import documents


@dataclass(frozen=True, slots=True)
class Quotation:
    """A comment, and the column in whose note it stands on the page. Neither is saved yet."""

    comment_id: uuid.UUID
    text: str
    aspect: Aspect


def quotation(wave: Wave, practice: Practice) -> Quotation | None:
    """Return what the address asks to quote, None where it asks for nothing.

    Raises NotFoundError for a comment that is not there or is withheld, and for a column that there is not.
    """
    if "comment" not in request.args:
        return None
    try:
        comment_id = uuid.UUID(request.args["comment"])
    except ValueError as error:
        raise NotFoundError("no id of a comment") from error
    aspect = next((each for each in ASPECTS if each.id == request.args.get("aspect")), None)
    snapshot = documents.snapshot_of(practice, wave) if wave.state is WaveState.CLOSED else None
    if aspect is None or snapshot is None:
        raise NotFoundError("nothing to quote here")
    return Quotation(comment_id, release_comment(snapshot, comment_id).text, aspect)


def quote(form: CellsForm, quoted: Quotation, wave: Wave) -> None:
    """Put the quotation at the end of the cell's note, unless it stands there; name its source if none is."""
    cell = form[quoted.aspect.id].form
    if quoted.text not in cell.note.data:
        cell.note.data = "\n".join(filter(None, (cell.note.data, f"“{quoted.text}”")))
    cell.source.data = cell.source.data or f"Comment in the survey, wave {wave.label}"
