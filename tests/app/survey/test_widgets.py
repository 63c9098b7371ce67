"""Markup of questions: quick, and the same as the design system's own."""

from __future__ import annotations

import pytest

from app.survey.kinds import KINDS, ask
from app.survey.widgets import Value, squeezed
from questionnaires.types import Item, ItemType
from tests.app.survey.items import (
    AGREE,
    COUNT,
    NAME,
    PICK,
    PLACE,
    RATE,
    READ,
    SECTION,
    SHARE,
    TELL,
    WEIGH,
    WORDS,
)

STATES: list[tuple[Item, Value]] = [
    (AGREE, None),
    *((AGREE, value) for value in ("1", "5", "NR-role", "NR-stage", "NR-programme", "no-answer")),
    *((RATE, value) for value in ("0", "1", "10", "NR-stage")),
    (PICK, None),
    (PICK, ["tea"]),
    (PICK, ["tea", "milk"]),
    (PICK, ["none-of-these"]),
    (TELL, None),
    (TELL, 'value="1" </textarea> & “quotes”'),
    *((WEIGH, value) for value in (None, "1", "5", "NR-role")),
    *((PLACE, value) for value in (None, "village", "no-answer")),
    *((COUNT, value) for value in (None, "12", 'a "b" & <c>')),
    (SHARE, "-0.5"),
    *((NAME, value) for value in (None, 'type="text" "quoted"')),
    (READ, None),
]


@pytest.mark.parametrize(("item", "value"), STATES)
def test_filled_in_markup_is_what_the_component_would_write(item: Item, value: Value) -> None:
    widget, question = KINDS[item.type].field.look, ask(item, WORDS)
    assert widget.render(question, value) == squeezed(widget.in_full(question, value))


def test_every_type_that_can_be_asked_has_a_state_above() -> None:
    assert {item.type for item, _ in STATES} == set(KINDS) == set(ItemType)


@pytest.mark.parametrize("item", SECTION.items)
def test_texts_are_escaped(item: Item) -> None:
    markup = KINDS[item.type].field.look.render(ask(item, WORDS), None)
    assert "link &lt;b&gt;worker&lt;/b&gt; &amp;" in markup
    assert "<b>" not in markup


def test_a_text_keeps_its_lines() -> None:
    markup = KINDS[TELL.type].field.look.render(ask(TELL, WORDS), "one\n\n  two")
    assert ">one\n\n  two</textarea>" in markup


def test_an_error_stands_inside_the_question_and_is_tied_to_it() -> None:
    for item in (AGREE, PICK, TELL, WEIGH, PLACE, COUNT, NAME):
        markup = KINDS[item.type].field.look.render(ask(item, WORDS), None, "Choose one")
        assert f'id="{item.id}-error"' in markup
        assert f'{item.id}-error"' in markup.split("aria-describedby")[1]
        assert f'id="{item.id}"' in markup  # what the error summary links to


def test_choices_stand_in_a_fieldset_with_the_question_as_legend() -> None:
    for item in (AGREE, RATE, PICK, WEIGH, PLACE):
        markup = KINDS[item.type].field.look.render(ask(item, WORDS), None)
        assert markup.count("<fieldset") == markup.count("<legend") == 1
