"""The filter of the list of reports: one wave or all, and part of a practice's name. Part of the address."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField
from wtforms.fields import SelectChoice

from app.models import Wave
from app.typed_text import one_line

LONGEST = 100


class ReportsForm(Form):  # type: ignore[misc]  # WTForms has no types
    """A wave of the user's programmes (empty: all of them), and part of a name or ODS code."""

    wave = SelectField("Wave", default="")
    practice = StringField("Practice", filters=[lambda text: one_line(text)[:LONGEST]])

    def __init__(self, asked: MultiDict[str, str], waves: Sequence[Wave]) -> None:
        super().__init__(asked)
        self._waves = {f"{wave.programme.slug}/{wave.label}": wave for wave in waves}
        self.wave.choices = [
            SelectChoice("", "All closed waves"),
            *(
                SelectChoice(value, f"{wave.programme.name}: {wave.label}")
                for value, wave in self._waves.items()
            ),
        ]

    @property
    def chosen(self) -> Wave | None:
        """The wave that was asked for, None for all. Of a valid form."""
        return self._waves.get(self.wave.data)

    @property
    def kept(self) -> dict[str, str]:
        """What was asked, for links to other pages of the list."""
        return {field.name: field.data for field in self if field.data}
