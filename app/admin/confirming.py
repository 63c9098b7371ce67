"""Forms that ask once more before something is done for good."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, ValidationError
from wtforms.validators import InputRequired

from app.typed_text import one_line


class ConfirmForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A box to tick before something is erased."""

    confirm = BooleanField(validators=[InputRequired("Tick the box to erase: it cannot be taken back")])

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the error summary."""
        return [{"text": errors[0], "href": f"#{name}"} for name, errors in self.errors.items()]


class CopyForm(ConfirmForm):
    """The box that says whose wish it is."""

    confirm = BooleanField(validators=[InputRequired("Tick the box if they asked for it")])


class ErasePersonForm(ConfirmForm):
    """The box, and another: to write to the address never again."""

    never_again = BooleanField()


class EraseProgrammeForm(ConfirmForm):
    """The name of the programme, typed."""

    confirm = None
    name = StringField(filters=[one_line])

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted

    def validate_name(self, field: StringField) -> None:
        """Accept the name of the programme only, in any case. Raises ValidationError."""
        if (field.data or "").casefold() != self.wanted.casefold():
            raise ValidationError(f"Type the name of the programme as it stands here: {self.wanted}")
