"""One page of a questionnaire as a WTForms form, built from its section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from app.drafts import Stored
from app.survey.fields import ItemField
from app.survey.kinds import field_of
from questionnaires.types import DEFAULT_LANGUAGE, Section

Answers = Mapping[str, Stored]


class SectionForm(BaseForm):  # type: ignore[misc]  # WTForms has no types
    """The form of one section: a field an item, under the item's id.

    ``stored`` are the answers of the draft (other sections' are ignored), ``posted`` what was sent. Which of
    a section's items somebody is asked is decided before: see :mod:`questionnaires.routing`.
    """

    def __init__(
        self,
        section: Section,
        words: Mapping[str, str],
        stored: Answers,
        posted: MultiDict[str, str] | None = None,
        language: str = DEFAULT_LANGUAGE,
    ) -> None:
        super().__init__({item.id: field_of(item, words, language) for item in section.items})
        self.section = section
        self._asked_with = (words, language)
        self.process(posted, data=dict(stored))

    def __iter__(self) -> Iterator[ItemField]:
        """Iterate over the fields in the order in which they are asked."""
        return iter(self._fields.values())

    @property
    def questions(self) -> list[ItemField]:
        """The fields that can be answered: all but texts to read."""
        return [field for field in self if field.is_question]

    @property
    def kept(self) -> dict[str, Stored]:
        """The answers that may be stored; blank ones are left out."""
        return {field.name: field.kept for field in self if field.kept is not None}

    def mark_conflicts(self, stored: Answers) -> None:
        """Note beside each field what is stored, where that differs from the field's own answer."""
        words, language = self._asked_with
        before = SectionForm(self.section, words, stored, language=language)
        for field in self:
            old = before[field.name]
            if old.kept != field.kept:
                field.errors = [
                    _(
                        "Before, or in another tab, your answer was “%(before)s” to “%(question)s”",
                        before=old.said_in_full,
                        question=field.question.text,
                    )
                ]
