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

from questionnaires.conditions import Condition
from questionnaires.filling_in import fill_in

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an instrument in one or more languages.

    Placeholders such as ``{link_practitioner}`` stand for the programme's own words and are filled
    in by :meth:`render`, with a capital where they begin a sentence; an instrument never names a programme.
    """

    translations: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "translations", MappingProxyType(dict(self.translations)))

    def render(self, words: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> str:
        """Return the text in ``language`` (else English) with the programme's words filled in."""
        template = self.translations.get(language, self.translations[DEFAULT_LANGUAGE])
        return fill_in(template, words)

    def __str__(self) -> str:
        return self.translations[DEFAULT_LANGUAGE]


class Attribution(StrEnum):
    """Whether answers can be traced to somebody."""

    ANONYMOUS = "anonymous"  # role group only, shown in groups
    ROLE = "role"  # attributed by role, after consent


class InstrumentKind(StrEnum):
    """What part an instrument plays in a wave."""

    CORE = "core"  # everybody in its roles is asked
    MODULE = "module"  # offered after the core to those in its roles, who may skip it
    PULSE = "pulse"  # a short core, asked alone between two waves of the core


class ItemType(StrEnum):
    """How a question is answered."""

    AGREEMENT = (
        "agreement"  # 1 strongly disagree .. 5 strongly agree, or one of three kinds of "not relevant"
    )
    RATING = "rating"  # 0 to 10, or one of three kinds of "not relevant"
    BIPOLAR = "bipolar"  # 1 gets in the way a lot .. 5 helps a lot, or one of three kinds of "not relevant"
    SINGLE_CHOICE = "single_choice"  # one of the item's options
    MULTIPLE_CHOICE = "multiple_choice"  # any number of the item's options
    NUMBER = "number"  # a number within limits
    SHORT_TEXT = "short_text"  # free text of one line
    LONG_TEXT = "long_text"  # free text
    INFORMATION = "information"  # a text to read, without an answer


SCORED_TYPES = frozenset({ItemType.AGREEMENT, ItemType.RATING, ItemType.BIPOLAR})
"""The types whose answers count to a scale."""

CHOICE_TYPES = frozenset({ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_CHOICE})
"""The types whose answers are options."""

TEXT_TYPES = frozenset({ItemType.SHORT_TEXT, ItemType.LONG_TEXT})
"""The types whose answers are words, which nothing is computed from."""


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
    THEME = "theme"  # a group of barriers and facilitators: explains, never decides


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a single-choice or multiple-choice item."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    ``scale`` is the id of the one scale the answers count towards, or None. ``subconstruct`` is the
    NPT sub-construct the wording is derived from, as ``construct.sub-construct``, or None where the
    type needs none; ``provenance`` are the ids of the evidence it rests on. ``low`` and ``high`` label
    the ends of a rating. ``integer`` and ``unit`` belong to a number. ``ask_if`` is when it is asked:
    None for always; :mod:`questionnaires.routing` decides. ``shareable`` follows from the instrument: texts
    of an anonymous one for all staff, and of no other.
    """

    id: str
    section: str
    type: ItemType
    text: Text
    subconstruct: str | None
    provenance: tuple[str, ...]
    scale: str | None = None
    reversed: bool = False
    hint: Text | None = None
    low: Text | None = None
    high: Text | None = None
    options: tuple[Option, ...] = ()
    max_length: int | None = None
    minimum: int | None = None  # 1 for agreement and bipolar, 0 for a rating, a number's own
    maximum: int | None = None  # 5 for agreement and bipolar, 10 for a rating, a number's own
    integer: bool = True  # of a number: whether it must be a whole one
    unit: Text | None = None  # of a number: what is counted, shown beside the field
    ask_if: Condition | None = None
    shareable: bool = False  # of a text: whether others may come to read what is written

    @property
    def is_scored(self) -> bool:
        """Whether answers to the item count to a scale."""
        return self.type in SCORED_TYPES


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
    """One page of the questionnaire; ``ask_if`` is when it is asked, None for always."""

    id: str
    title: Text
    intro: Text | None
    items: tuple[Item, ...]
    ask_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one questionnaire. ``digest`` is the SHA-256 of its file.

    ``languages`` are those that its texts are meant to be complete in, ``review`` what is still to be
    done about a language before it is used, by language. ``minutes`` is the longest way through it.
    """

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
    kind: InstrumentKind = InstrumentKind.CORE
    languages: tuple[str, ...] = (DEFAULT_LANGUAGE,)
    review: Mapping[str, str] = field(default_factory=dict)
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
