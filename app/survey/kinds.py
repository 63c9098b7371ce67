"""From an item of an instrument to the question and the field that ask it: one table of item types.

A new way of answering is a line in the table (and a field, where none of :mod:`app.survey.fields` will do).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.survey import words as said
from app.survey.fields import ItemField, OneAnswerField, RatingField, SeveralAnswersField, TextField
from app.survey.question import Choices, Question
from questionnaires.types import DEFAULT_LANGUAGE, Item, ItemType, Text

DEFAULT_MAX_LENGTH = 2000
Render = Callable[[Text | None], str]
Offered = tuple[Choices, Choices]  # above and below the divider

_NOT_ON_THE_SCALE: Choices = (*said.NOT_RELEVANT.items(), (said.NO_ANSWER, said.NO_ANSWER_LABEL))


@dataclass(frozen=True, slots=True)
class Kind:
    """How items of one type are asked: the answers offered, and the field."""

    offered: Callable[[Item, Render], Offered]
    field: type[ItemField]


def ask(item: Item, words: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> Question:
    """Return ``item`` as it is asked in ``language``, with the programme's ``words`` in its texts."""

    def render(text: Text | None) -> str:
        return text.render(words, language) if text else ""

    choices, other_choices = KINDS[item.type].offered(item, render)
    ends = said.ends_of_rating(render(item.low), render(item.high)) if item.low and item.high else ""
    return Question(
        id=item.id,
        text=render(item.text),
        hint=" ".join(filter(None, (render(item.hint), ends))) or None,
        choices=choices,
        other_choices=other_choices,
        max_length=item.max_length or DEFAULT_MAX_LENGTH,
    )


def field_of(item: Item, words: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> ItemField:
    """Return the field that asks ``item``, not yet bound to a form."""
    return KINDS[item.type].field(ask(item, words, language))


def _agreement(_item: Item, _render: Render) -> Offered:
    return tuple(said.AGREEMENT.items()), _NOT_ON_THE_SCALE


def _rating(item: Item, _render: Render) -> Offered:
    assert item.minimum is not None
    assert item.maximum is not None
    numbers = range(item.minimum, item.maximum + 1)
    return tuple((str(number), str(number)) for number in numbers), _NOT_ON_THE_SCALE


def _options(item: Item, render: Render) -> Offered:
    options = tuple((option.id, render(option.text)) for option in item.options)
    return options, ((said.NONE_OF_THESE, said.NONE_OF_THESE_LABEL),)


def _nothing(_item: Item, _render: Render) -> Offered:
    return (), ()


KINDS: Mapping[ItemType, Kind] = MappingProxyType(
    {
        ItemType.AGREEMENT: Kind(_agreement, OneAnswerField),
        ItemType.RATING: Kind(_rating, RatingField),
        ItemType.MULTIPLE_CHOICE: Kind(_options, SeveralAnswersField),
        ItemType.LONG_TEXT: Kind(_nothing, TextField),
    }
)
