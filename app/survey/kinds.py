"""From an item of an instrument to the question and the field that ask it: one table of item types.

A new way of answering is a line in the table (and a field, where none of :mod:`app.survey.fields` will do).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from app.disclosure.threshold import COMMENTS_FROM
from app.survey import words as said
from app.survey.fields import (
    BlankField,
    ItemField,
    OneAnswerField,
    OneOptionField,
    RatingField,
    SeveralAnswersField,
)
from app.survey.question import Choices, Question
from app.survey.typed_fields import LineField, NumberField, TextField
from app.survey.words import Words
from questionnaires.types import DEFAULT_LANGUAGE, Item, ItemType, Text

DEFAULT_MAX_LENGTH = 2000
DEFAULT_LINE_LENGTH = 200
Render = Callable[[Text | None], str]
Offered = tuple[Choices, Choices]  # above and below the divider


@dataclass(frozen=True, slots=True)
class Kind:
    """How items of one type are asked: the answers offered, and the field."""

    offered: Callable[[Item, Render, str], Offered]
    field: type[ItemField]


def ask(item: Item, words: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> Question:
    """Return ``item`` as it is asked in ``language``, with the programme's ``words`` in its texts.

    ``comments_from`` among the words is how many must answer before texts are read without their writer's
    consent.
    """

    def render(text: Text | None) -> str:
        return text.render(words, language) if text else ""

    choices, other_choices = KINDS[item.type].offered(item, render, language)
    hints = (render(item.hint), _explanation(item, render, language))
    line = item.type is ItemType.SHORT_TEXT
    least = words.get("comments_from") or str(COMMENTS_FROM)
    may_be_empty = said.READ_IF_TICKED.render({"least": least}, language)
    return Question(
        id=item.id,
        text=render(item.text),
        hint=" ".join(filter(None, hints)) or None,
        choices=choices,
        other_choices=other_choices,
        max_length=item.max_length or (DEFAULT_LINE_LENGTH if line else DEFAULT_MAX_LENGTH),
        language=language,
        minimum=item.minimum,
        maximum=item.maximum,
        integer=item.integer,
        unit=render(item.unit) or None,
        share=render(said.SHARE) if item.shareable else None,
        share_hint=may_be_empty if item.shareable else None,
        comments_from=int(least),
    )


def _explanation(item: Item, render: Render, language: str) -> str:
    """Return what a rating's ends mean, what a number's limits are, or what not to write."""
    if item.low and item.high:
        return said.ENDS_OF_RATING.render({"low": render(item.low), "high": render(item.high)}, language)
    if item.type is ItemType.NUMBER:
        limits = {"low": str(item.minimum), "high": str(item.maximum)}
        return said.LIMITS_OF_NUMBER.render(limits, language)
    return render(said.NO_SIGNS) if item.shareable else ""


def _scale(words: Words) -> Callable[[Item, Render, str], Offered]:
    def offered(_item: Item, _render: Render, language: str) -> Offered:
        return said.labelled(words, language), _not_on_the_scale(language)

    return offered


def _rating(item: Item, _render: Render, language: str) -> Offered:
    assert item.minimum is not None
    assert item.maximum is not None
    numbers = range(item.minimum, item.maximum + 1)
    return tuple((str(number), str(number)) for number in numbers), _not_on_the_scale(language)


def _options(item: Item, render: Render, language: str) -> Offered:
    none = (said.NONE_OF_THESE, said.NONE_OF_THESE_LABEL.render({}, language))
    return _own(item, render), (none,)


def _one_option(item: Item, render: Render, language: str) -> Offered:
    return _own(item, render), (_no_answer(language),)


def _nothing(_item: Item, _render: Render, _language: str) -> Offered:
    return (), ()


def _own(item: Item, render: Render) -> Choices:
    return tuple((option.id, render(option.text)) for option in item.options)


def _no_answer(language: str) -> tuple[str, str]:
    return said.NO_ANSWER, said.NO_ANSWER_LABEL.render({}, language)


def _not_on_the_scale(language: str) -> Choices:
    return (*said.labelled(said.NOT_RELEVANT, language), _no_answer(language))


KINDS: Mapping[ItemType, Kind] = MappingProxyType(
    {
        ItemType.AGREEMENT: Kind(_scale(said.AGREEMENT), OneAnswerField),
        ItemType.RATING: Kind(_rating, RatingField),
        ItemType.BIPOLAR: Kind(_scale(said.BIPOLAR), OneAnswerField),
        ItemType.SINGLE_CHOICE: Kind(_one_option, OneOptionField),
        ItemType.MULTIPLE_CHOICE: Kind(_options, SeveralAnswersField),
        ItemType.NUMBER: Kind(_nothing, NumberField),
        ItemType.SHORT_TEXT: Kind(_nothing, LineField),
        ItemType.LONG_TEXT: Kind(_nothing, TextField),
        ItemType.INFORMATION: Kind(_nothing, BlankField),
    }
)


def field_of(item: Item, words: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> ItemField:
    """Return the field that asks ``item``, not yet bound to a form."""
    return KINDS[item.type].field(_asked(_Same(item), tuple(words.items()), language))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """An item that is equal to itself only: instruments are loaded once, and comparing texts takes long."""

    item: Item

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.item is other.item

    def __hash__(self) -> int:
        return id(self.item)


@lru_cache(maxsize=8192)
def _asked(same: _Same, words: tuple[tuple[str, str], ...], language: str) -> Question:
    return ask(same.item, dict(words), language)
