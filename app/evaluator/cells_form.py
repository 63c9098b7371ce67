"""The form of one practice's cells: a mark, its source and a note for each column of the matrix.

Each cell carries a fingerprint of what it held when the page was made. By it a save tells what was changed
here from what somebody else changed meanwhile, and overwrites nothing unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, Form, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.evaluator.aspects import ASPECTS, NOT_STATED, Aspect, said
from app.models import Mark
from app.operations.code_evidence import Coding
from app.operations.import_matrix import LONGEST_SOURCE
from app.queries.evidence import Cells, CodedCell
from app.revisions import fingerprint

LONGEST_NOTE = 2000
CHOICES = [
    SelectChoice("", NOT_STATED.capitalize()),
    *(SelectChoice(mark.value, said(mark)) for mark in Mark),
]


def _stripped(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class CellForm(Form):  # type: ignore[misc]  # WTForms has no types
    """One cell."""

    mark = SelectField("Mark", choices=CHOICES, validate_choice=False)
    source = StringField("Source", filters=[_stripped])
    note = TextAreaField("Note", filters=[_stripped])
    base = HiddenField()

    def validate_mark(self, field: Field) -> None:
        """A mark is one of the list, and taken away on purpose only: with its source and note."""
        if field.data and field.data not in set(Mark):
            raise ValidationError("Choose a mark of the list")
        if not field.data and (self.source.data or self.note.data):
            raise ValidationError("Choose a mark, or empty the source and the note too to clear this cell")

    def validate_source(self, field: Field) -> None:
        """No mark without a source."""
        if self.mark.data and not field.data:
            raise ValidationError("Enter the source of this mark, such as an interview or a document")
        _within(field, LONGEST_SOURCE, "The source")

    def validate_note(self, field: Field) -> None:
        """A note is not a transcript."""
        _within(field, LONGEST_NOTE, "The note")

    @property
    def coding(self) -> Coding | None:
        """What the cell is to hold, None for nothing. Of a valid form."""
        return Coding(Mark(self.mark.data), self.source.data, self.note.data) if self.mark.data else None

    def differs_from(self, cell: CodedCell | None) -> bool:
        """Return whether what was sent is not what ``cell`` holds."""
        return fingerprint((self.mark.data or "", self.source.data, self.note.data)) != base_of(cell)

    def was_made_of(self, cell: CodedCell | None) -> bool:
        """Return whether the page that was sent showed what ``cell`` holds."""
        return bool(self.base.data == base_of(cell))

    @property
    def is_touched(self) -> bool:
        """Whether what was sent is not what the page showed."""
        return bool(fingerprint((self.mark.data or "", self.source.data, self.note.data)) != self.base.data)


class CellsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """All cells of a practice, a field an aspect, under its id."""

    def cells(self) -> Iterator[tuple[Aspect, CellForm]]:
        """Yield each aspect with the form of its cell."""
        for aspect in ASPECTS:
            yield aspect, self[aspect.id].form

    def problems(self) -> list[dict[str, str]]:
        """Return the entries of the error summary: each error, named, and the field that it leads to."""
        return [
            {"text": f"{aspect.title}: {error}", "href": f"#{field.id}"}
            for aspect, cell in self.cells()
            for field in cell
            for error in field.errors
        ]


for _each in ASPECTS:
    setattr(CellsForm, _each.id, FormField(CellForm, label=_each.title))


def cells_form(cells: Cells) -> CellsForm:
    """Return the form of a page that shows ``cells``; of a request that sends one, with what was sent."""
    return CellsForm(data={aspect.id: cell_data(cells.get(aspect.id)) for aspect in ASPECTS})


def cell_data(cell: CodedCell | None) -> dict[str, Any]:
    """Return what the form of a cell shows."""
    base = base_of(cell)
    if cell is None:
        return {"mark": "", "source": "", "note": "", "base": base}
    return {"mark": cell.mark.value, "source": cell.source, "note": cell.note, "base": base}


def base_of(cell: CodedCell | None) -> str:
    """Return what tells two contents of a cell apart; who coded it and when is no part of it."""
    return fingerprint((cell.mark.value, cell.source, cell.note) if cell else ("", "", ""))


def _within(field: Field, longest: int, what: str) -> None:
    if len(field.data) > longest:
        raise ValidationError(f"{what} has {len(field.data)} characters; shorten it to {longest}")
