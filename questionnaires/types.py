"""What an instrument is made of.

An :class:`Instrument` is one version of one questionnaire. It has sections (a page each), items
(a question each) and scales (what items are averaged into). Everything is frozen: an instrument
that has been answered never changes; a change is a new version in a new file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an instrument in one or more languages.

    Placeholders such as ``{link_practitioner}`` stand for the programme's own words and are filled
    in by :meth:`render`; an instrument never names a programme.
    """

    translations: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "translations", MappingProxyType(dict(self.translations)))

    def render(self, words: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> str:
        """Return the text in ``language`` (else English) with the programme's words filled in."""
        template = self.translations.get(language, self.translations[DEFAULT_LANGUAGE])
        return template.format_map(dict(words))

    def __str__(self) -> str:
        return self.translations[DEFAULT_LANGUAGE]


class Attribution(StrEnum):
    """Whether answers can be traced to somebody."""

    ANONYMOUS = "anonymous"  # role group only, shown in groups
    ROLE = "role"  # attributed by role, after consent


class ItemType(StrEnum):
    """How a question is answered."""

    AGREEMENT = (
        "agreement"  # 1 strongly disagree .. 5 strongly agree, or one of three kinds of "not relevant"
    )
    RATING = "rating"  # 0 to 10, or one of three kinds of "not relevant"
    MULTIPLE_CHOICE = "multiple_choice"  # any number of the item's options
    LONG_TEXT = "long_text"  # free text


class NotRelevant(StrEnum):
    """Why a statement does not apply to the person who reads it. Values are those of the answer file."""

    ROLE = "NR-role"  # not relevant to my role
    STAGE = "NR-stage"  # not relevant at this stage
    PROGRAMME = "NR-programme"  # not relevant to this programme


class ScaleKind(StrEnum):
    """What a scale measures."""

    CONSTRUCT = "construct"  # one of the four NPT constructs
    LEVEL = "level"  # patient, practice or community level of the work
    FACTOR = "factor"  # contextual factor: explains, never decides
    GLOBAL = "global"  # overall 0 to 10 rating
    LEADERSHIP = "leadership"  # shared leadership, core-team module


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a multiple-choice item."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    ``scale`` is the id of the one scale the answers count towards, or None. ``subconstruct`` is the
    NPT sub-construct the wording is derived from, as ``construct.sub-construct``; ``provenance`` are
    the ids of the evidence it rests on. ``low`` and ``high`` label the ends of a rating.
    """

    id: str
    section: str
    type: ItemType
    text: Text
    subconstruct: str
    provenance: tuple[str, ...]
    scale: str | None = None
    reversed: bool = False
    hint: Text | None = None
    low: Text | None = None
    high: Text | None = None
    options: tuple[Option, ...] = ()
    max_length: int | None = None
    minimum: int | None = None  # of a scored item: 1 for agreement, 0 for a rating
    maximum: int | None = None  # of a scored item: 5 for agreement, 10 for a rating

    @property
    def is_scored(self) -> bool:
        """Whether answers to the item are numbers."""
        return self.minimum is not None


@dataclass(frozen=True, slots=True)
class Scale:
    """What several items are averaged into. ``min_answered`` is the share of items a person must answer."""

    id: str
    kind: ScaleKind
    title: Text
    question: Text
    min_answered: float
    items: tuple[str, ...]
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the questionnaire."""

    id: str
    title: Text
    intro: Text | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one questionnaire. ``digest`` is the SHA-256 of its file."""

    id: str
    version: str
    title: Text
    purpose: Text
    minutes: int
    attribution: Attribution
    roles: tuple[str, ...]
    consent: Text | None
    sections: tuple[Section, ...]
    scales: tuple[Scale, ...]
    digest: str
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        items = {item.id: item for section in self.sections for item in section.items}
        object.__setattr__(self, "_by_id", MappingProxyType(items))

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order in which they are asked."""
        return tuple(self._by_id.values())

    def item(self, item_id: str) -> Item:
        """Return the item of that id; KeyError where the instrument has none."""
        return self._by_id[item_id]

    def section(self, section_id: str) -> Section:
        """Return the section of that id; KeyError where the instrument has none."""
        return {section.id: section for section in self.sections}[section_id]

    @property
    def section_ids(self) -> tuple[str, ...]:
        """The ids of the pages in order."""
        return tuple(section.id for section in self.sections)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale of that id; KeyError where the instrument has none."""
        return {scale.id: scale for scale in self.scales}[scale_id]
