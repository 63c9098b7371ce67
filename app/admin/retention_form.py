"""How many months names are kept, as typed. It comes by GET to be looked at, and by POST to be kept."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.operations.set_retention import LONGEST, SHORTEST

WRONG = f"Enter a whole number of months from {SHORTEST} to {LONGEST}"


class MonthsField(IntegerField):  # type: ignore[misc]  # WTForms has no types
    """A number in the digits 0 to 9 alone: Python would take those of other scripts, and signs, too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a number; ValueError for anything else."""
        typed = "".join(valuelist[:1]).strip()
        if not (typed.isascii() and typed.isdigit()):
            raise ValueError(WRONG)
        super().process_formdata([typed])


class RetentionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The months."""

    months = MonthsField(
        "Months",
        validators=[InputRequired(WRONG), NumberRange(min=SHORTEST, max=LONGEST, message=WRONG)],
    )

    @property
    def problem(self) -> str | None:
        """What is wrong with the number, in one sentence whatever it is."""
        return WRONG if self.months.errors else None

    @property
    def typed(self) -> str:
        """What stands in the box."""
        return self.months.raw_data[0] if self.months.raw_data else str(self.months.data or "")
