"""The form of a matrix from a file, and how the file waits in the page while its effect is shown.

What is shown is not kept on the server: the preview carries the file, compressed, and everything is read and
checked again when it comes back.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Sequence

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, HiddenField, RadioField, StringField
from wtforms.validators import Length, ValidationError

from app.operations.import_matrix import LONGEST_SOURCE, Change, Sheet

LARGEST = 1_000_000  # bytes of a file
LARGEST_PACKED = 200_000  # bytes of it in the preview: a form carries no more than 256 kB
KEEP, CLEAR = "keep", "clear"
TOO_LARGE = "The file is too large. Upload it in parts of a few thousand practices"


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, the source of its marks and what its empty cells mean."""

    file = FileField("CSV file", validators=[FileRequired("Choose a CSV file")])
    source = StringField(
        "Source of the marks",
        validators=[Length(max=LONGEST_SOURCE, message=f"Shorten the source to {LONGEST_SOURCE} characters")],
    )
    empty = RadioField("Cells that are empty in the file", choices=[KEEP, CLEAR], default=KEEP)

    def validate_file(self, field: Field) -> None:
        """Read the file once; refuse one that is too large to be shown before it is applied."""
        self.content = field.data.stream.read(LARGEST + 1)
        field.data.close()
        if len(self.content) > LARGEST or len(pack(self.content)) > LARGEST_PACKED:
            raise ValidationError(TOO_LARGE)

    @property
    def sheet(self) -> Sheet:
        """What was sent. Of a valid form."""
        return Sheet(self.content, self.source.data or "", self.empty.data == CLEAR)


class ApplyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The preview of a file sent back: do what was shown."""

    packed = HiddenField()
    source = HiddenField(validators=[Length(max=LONGEST_SOURCE)])
    empty = HiddenField()
    revision = HiddenField()

    def validate_packed(self, field: Field) -> None:
        """Refuse what :func:`pack` did not make."""
        self.content = unpack(field.data or "")

    @property
    def sheet(self) -> Sheet:
        """What was previewed. Of a valid form."""
        return Sheet(self.content, self.source.data or "", self.empty.data == CLEAR)


def pack(content: bytes) -> str:
    """Return a file as text for a hidden field."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpack(packed: str) -> bytes:
    """Return the file that was packed; ValidationError where it was not, or is larger than may be."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(packed, validate=True), LARGEST)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise ValidationError("The preview came back damaged") from error
    if not unpacking.eof:
        raise ValidationError(TOO_LARGE)
    return content


def revision(changes: Sequence[Change]) -> str:
    """Return what tells two previews apart: the changes, and what the cells hold before them."""
    return hashlib.sha256(
        repr([(each.practice.id, each.aspect, each.before, each.after) for each in changes]).encode()
    ).hexdigest()
