"""What stands on the pages of a questionnaire: for whoever answers it, and for a lead's preview."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.disclosure.threshold import comments_from
from app.survey.forms import SectionForm
from app.survey.roles import role_title
from questionnaires.minutes import seconds_of, under_minutes
from questionnaires.types import TEXT_TYPES, Attribution, Instrument, InstrumentKind, Text

Values = dict[str, Any]  # by the names of a template


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is asked a questionnaire: as whom, in which language, and what they are promised."""

    instrument: Instrument
    role: str
    practice: str
    programme_words: Mapping[str, str]
    language: str
    minimum_group: int
    closes_on: datetime.date
    linked_waves: bool

    @property
    def words(self) -> Mapping[str, str]:
        """The words that fill the instrument's placeholders, and what is said of open questions."""
        least = str(comments_from(self.minimum_group))
        return {**self.programme_words, "practice": self.practice, "comments_from": least}

    @property
    def asks_for_consent(self) -> bool:
        """Whether answers are shown under the role of whoever gives them."""
        return self.instrument.attribution is Attribution.ROLE

    def start(self, pages: int, other_seconds: int) -> Values:
        """Return what the start page says; ``other_seconds``: how long their other questionnaires take."""
        own = seconds_of(self.instrument, self.role)
        items = self.instrument.items
        consent = self.instrument.consent
        return {
            "title": self._said(self.instrument.title),
            "purpose": self._said(self.instrument.purpose),
            "minutes": under_minutes(own + other_seconds),
            "further": bool(other_seconds),
            "pages": pages,
            "consent": self._said(consent).split("\n\n") if self.asks_for_consent and consent else None,
            "practice": self.practice,
            "role": role_title(self.role),
            "closes_on": self.closes_on,
            "minimum_group": self.minimum_group,
            "comments_from": comments_from(self.minimum_group),
            "open_questions": any(item.type in TEXT_TYPES for item in items),
            "shareable": any(item.shareable for item in items),
            "linked_waves": self.linked_waves,
        }

    def page(self, form: SectionForm, section_ids: Sequence[str]) -> Values:
        """Return what a page of questions says; ``section_ids`` are all pages that are asked."""
        section = form.section
        return {
            "title": self._said(section.title),
            "intro": self._said(section.intro) if section.intro else None,
            "number": section_ids.index(section.id) + 1,
            "pages": len(section_ids),
            "form": form,
        }

    def check(self, forms: Sequence[SectionForm]) -> Values:
        """Return what the page says on which answers are looked through before they are sent."""
        return {
            "sections": [
                (form.section.id, self._said(form.section.title), form.questions)
                for form in forms
                if form.questions
            ],
            "missed": sum(field.is_missed for form in forms for field in form),
        }

    def receipt(self, following: Instrument | None) -> Values:
        """Return what the receipt says; ``following`` is the questionnaire that they are asked next."""
        return {
            "title": self._said(self.instrument.title),
            "following": self._said(following.title) if following else None,
            "under_minutes": under_minutes(seconds_of(following, self.role)) if following else None,
            "may_be_skipped": following is not None and following.kind is InstrumentKind.MODULE,
        }

    def _said(self, text: Text) -> str:
        return text.render(self.words, self.language)
