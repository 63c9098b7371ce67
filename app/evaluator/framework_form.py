"""The filter of the framework matrix: which columns, and which practices. It is part of the address."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField
from wtforms.fields import SelectChoice

from app.evaluator.aspects import ASPECTS, GROUPS, Aspect

LONGEST = 100


def _stripped(text: str | None) -> str:
    return (text or "").replace("\0", "").strip()[:LONGEST]


class FrameworkForm(Form):  # type: ignore[misc]  # WTForms has no types
    """Columns: a group of aspects or one of them. Practices: part of their names."""

    columns = SelectField("Columns", default=GROUPS[0].title.lower())
    practice = StringField("Practice", filters=[_stripped])

    def __init__(self, asked: MultiDict[str, str]) -> None:
        super().__init__(asked)
        self.columns.choices = [
            *(SelectChoice(group.title.lower(), f"All: {group.title.lower()}") for group in GROUPS),
            *(SelectChoice(aspect.id, aspect.title) for aspect in ASPECTS),
        ]

    @property
    def aspects(self) -> Sequence[Aspect]:
        """The columns that were asked for. Of a valid form."""
        groups = {group.title.lower(): group.aspects for group in GROUPS}
        return groups.get(self.columns.data) or [each for each in ASPECTS if each.id == self.columns.data]

    @property
    def kept(self) -> dict[str, str]:
        """What was asked, for links to other pages of the list."""
        return {field.name: field.data for field in self if field.data}
