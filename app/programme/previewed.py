"""One questionnaire of a wave as a lead looks at it: who would read it, its pages, and the way through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.errors import NotFoundError
from app.languages import LANGUAGES, OtherLanguage
from app.models import Practice, Wave, WaveState
from app.survey.forms import SectionForm
from app.survey.pages import Reader
from questionnaires import catalogue
from questionnaires.asked import instruments_for
from questionnaires.roles import ROLE_TITLES
from questionnaires.routing import possible_items, visible_sections
from questionnaires.types import Instrument, Section

NO_PRACTICE = "Your practice"


@dataclass(frozen=True, slots=True)
class Preview:
    """One questionnaire of a wave as people of one role see it in one language."""

    wave: Wave
    reader: Reader
    asked: tuple[Instrument, ...]  # all that they are asked, in order
    sections: tuple[Section, ...]

    @property
    def role_title(self) -> str:
        """What the role is called to a lead."""
        return ROLE_TITLES[self.reader.role]

    @property
    def following(self) -> Instrument | None:
        """The questionnaire that they are asked next."""
        later = self.asked[self.asked.index(self.reader.instrument) + 1 :]
        return later[0] if later else None

    def shown(self, page: str) -> dict[str, Any]:
        """Return what the frame of the page ``page`` (the address's last part) is given."""
        pages = ["./", *(f"page-{section.id}" for section in self.sections), "check", "receipt"]
        place = pages.index(page or "./")
        return {
            "preview": self,
            "back": pages[place - 1] if place else None,
            "on": pages[place + 1] if place + 1 < len(pages) else None,
            "languages": self._other_languages(page),
        }

    def form(self, section: Section) -> SectionForm:
        """Return a page of questions, blank."""
        return SectionForm(section, self.reader.words, {}, language=self.reader.language)

    @property
    def is_conditional(self) -> bool:
        """Whether some questions are asked only after certain answers."""
        asked = visible_sections(self.reader.instrument, self.reader.role, {})
        return sum(len(each.items) for each in asked) < sum(len(each.items) for each in self.sections)

    def _other_languages(self, page: str) -> list[OtherLanguage]:
        instrument = self.reader.instrument
        return [
            OtherLanguage(code, name, f"../../{code}/{instrument.id}/{page}")
            for code, name in LANGUAGES.items()
            if code != self.reader.language and code in instrument.languages
        ]


def preview(wave: Wave, practice: Practice | None, role: str, language: str, instrument_id: str) -> Preview:
    """Return a questionnaire of ``wave`` as people of ``role`` in ``practice`` see it in ``language``.

    Raises NotFoundError where they are not asked it, or it is not in that language.
    """
    offered = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    asked = instruments_for(role, offered) if role in ROLE_TITLES else ()
    instrument = next((each for each in asked if each.id == instrument_id), None)
    if instrument is None or language not in LANGUAGES or language not in instrument.languages:
        raise NotFoundError(f"no {instrument_id!r} in {language!r} for {role!r} in wave {wave.label}")
    of = wave.programme
    is_draft = wave.state is WaveState.DRAFT
    reader = Reader(
        instrument=instrument,
        role=role,
        practice=practice.name if practice else NO_PRACTICE,
        programme_words=of.words,
        language=language,
        minimum_group=max(wave.minimum_group, of.minimum_group) if is_draft else wave.minimum_group,
        closes_on=wave.closes_on,
        linked_waves=of.linked_waves,
    )
    return Preview(wave, reader, asked, _pages(instrument, role))


def _pages(instrument: Instrument, role: str) -> tuple[Section, ...]:
    """Return all pages that somebody of the role may come to be asked, whatever they answer."""
    possible = {item.id for item in possible_items(instrument, role)}
    shown = [
        replace(section, items=tuple(item for item in section.items if item.id in possible))
        for section in instrument.sections
    ]
    return tuple(section for section in shown if section.items)
