"""The form of a matrix from a file, and the preview of it that comes back."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, HiddenField, RadioField, StringField
from wtforms.validators import Length, ValidationError

from app.models import User, Wave
from app.operations.import_matrix import LONGEST_SOURCE, Change, Sheet
from app.revisions import fingerprint
from app.uploads import preview
from app.uploads.rows import Rows

PURPOSE = "matrix"
KEEP, CLEAR = "keep", "clear"


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, the source of its marks and what its empty cells mean."""

    file = FileField("Matrix", validators=[FileRequired("Choose a file")])
    source = StringField(
        "Source of the marks",
        validators=[Length(max=LONGEST_SOURCE, message=f"Shorten the source to {LONGEST_SOURCE} characters")],
    )
    empty = RadioField(
        "Cells that are empty in the file", choices=[KEEP, CLEAR], default=KEEP, validate_choice=False
    )

    def validate_empty(self, field: Field) -> None:
        """Nothing is cleared by a guess."""
        if field.data not in (KEEP, CLEAR):
            raise ValidationError("Choose what empty cells mean")

    def sheet(self, rows: Rows) -> Sheet:
        """Return the lines with what was entered beside the file."""
        return Sheet(rows, self.source.data or "", self.empty.data == CLEAR)


class ApplyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The preview of a file sent back: do what was shown."""

    preview = HiddenField()


def sealed(sheet: Sheet, changes: Sequence[Change], user: User, wave: Wave) -> str:
    """Return what a preview shows as text for a hidden field. Raises UploadError where it is too large."""
    content = [revision(changes), sheet.source, sheet.clear_empty, sheet.rows.lines]
    return preview.sealed(PURPOSE, user, wave.id, content)


def opened(text: str, user: User, wave: Wave) -> tuple[Sheet, str]:
    """Return the sheet that was sealed, and what told its preview from others.

    Raises UploadError for another's, an old or a damaged one.
    """
    shown, source, clear_empty, lines = preview.opened(PURPOSE, user, wave.id, text)
    rows = Rows(tuple((number, tuple(cells)) for number, cells in lines))
    return Sheet(rows, source, clear_empty), shown


def revision(changes: Sequence[Change]) -> str:
    """Return what tells two previews apart: the changes, and what the cells hold before them."""
    return fingerprint([(each.practice.id, each.aspect, each.before, each.after) for each in changes])
