"""The markup of a question: an NHS component each, rendered once and then only filled in.

A radio group costs the component's macro some milliseconds. So a question's markup without an answer is
kept, and an answer is put into it by text; a test holds the outcome equal to the macro's own. Errors are
rare and go through the macro.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.pages import component
from app.survey.question import Choices, Question, box_of
from app.survey.words import (
    CHARACTERS_ALLOWED,
    CHARACTERS_LEFT,
    CHARACTERS_TOO_MANY,
    DIVIDER,
    MAY_SHARE,
    NO_CHARACTERS_LEFT,
    NONE_OF_THESE,
    READ_THIS,
)
from questionnaires.types import DEFAULT_LANGUAGE

Value = str | Sequence[str] | None
_LINE_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Widget:
    """How a question is shown: the component, its parameters, those of an answer, and the quick way."""

    component: str
    parameters: Callable[[Question], dict[str, Any]]
    state: Callable[[Value], dict[str, Any]]
    fill: Callable[[Markup, Value], Markup]

    def render(self, question: Question, value: Value, error: str | None = None) -> Markup:
        """Return the question with ``value`` as its answer and with ``error`` above its answers."""
        if error is None:
            return self.fill(_blank(self, question), value)
        message = {"text": error, "visuallyHiddenText": _("Error")}
        return self.in_full(question, value, errorMessage=message)

    def in_full(self, question: Question, value: Value, **more: Any) -> Markup:  # noqa: ANN401 - JSON-like
        """Return what the component's macro makes of the question and the answer."""
        return component(self.component, **self.parameters(question), **self.state(value), **more)


def squeezed(markup: Markup) -> Markup:
    """Return ``markup`` without the macros' indentation, which is most of what they write."""
    return Markup(_LINE_BREAKS.sub("\n", markup).strip())  # noqa: S704 - only spaces were taken away


@lru_cache(maxsize=4096)
def _blank(widget: Widget, question: Question) -> Markup:
    return squeezed(widget.in_full(question, None))


def _choice(question: Question) -> dict[str, Any]:
    return {
        "classes": "app-choices",
        "name": question.id,
        "idPrefix": question.id,
        "fieldset": {"legend": {"text": question.text, "size": "s"}},
        "items": _inputs(question),
        **_hint(question),
    }


def _number(question: Question) -> dict[str, Any]:
    return {**_choice(question), "classes": "app-choices app-rating"}


def _text(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "name": question.id,
        "label": {"text": question.text, "size": "s"},
        "maxlength": question.max_length,
        **_counting(question),
        **_hint(question),
    }


def _counting(question: Question) -> dict[str, Any]:
    """Return what is said about the length of a text; in English the component has its own words."""
    if question.language == DEFAULT_LANGUAGE:
        return {}
    return {
        "textareaDescriptionText": CHARACTERS_ALLOWED[question.language],
        "charactersUnderLimitText": {"other": CHARACTERS_LEFT[question.language]},
        "charactersAtLimitText": NO_CHARACTERS_LEFT[question.language],
        "charactersOverLimitText": {"other": CHARACTERS_TOO_MANY[question.language]},
    }


def _line(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "name": question.id,
        "label": {"text": question.text, "size": "s"},
        "attributes": {"maxlength": str(question.max_length)},
        **_hint(question),
    }


def _figure(question: Question) -> dict[str, Any]:
    return {
        **_line(question),
        "width": "5",
        "inputmode": "numeric" if question.integer and (question.minimum or 0) >= 0 else "decimal",
        "attributes": {"maxlength": "40"},
        **({"suffix": question.unit} if question.unit else {}),
    }


def _share(question: Question) -> dict[str, Any]:
    return {
        "name": box_of(question),
        "idPrefix": box_of(question),
        "classes": "nhsuk-checkboxes--small app-share",
        "items": [{"value": MAY_SHARE, "text": question.share, "hint": {"text": question.share_hint}}],
    }


def _reading(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "visuallyHiddenText": READ_THIS.render({}, question.language),
    }


def _hint(question: Question) -> dict[str, Any]:
    return {"hint": {"text": question.hint}} if question.hint else {}


def _inputs(question: Question) -> list[dict[str, str]]:
    inputs = _labelled(question.choices)
    if question.other_choices:
        inputs += [{"divider": DIVIDER.render({}, question.language)}, *_labelled(question.other_choices)]
    return inputs


def _labelled(choices: Choices) -> list[dict[str, str]]:
    return [
        {"value": value, "text": label} | ({"behaviour": "exclusive"} if value == NONE_OF_THESE else {})
        for value, label in choices
    ]


def _tick(blank: Markup, value: Value) -> Markup:
    """Tick the inputs of ``value``. Quotes in texts are escaped: nothing else looks like an input's value."""
    markup = str(blank)
    for each in [value] if isinstance(value, str) else value or ():
        input_value = f'value="{escape(each)}"'
        markup = markup.replace(input_value, f"{input_value} checked", 1)
    return Markup(markup)  # noqa: S704 - the macro's own output, and a word


def _write(blank: Markup, value: Value) -> Markup:
    if not isinstance(value, str):
        return blank
    return Markup(str(blank).replace("></textarea>", f">{escape(value)}</textarea>", 1))  # noqa: S704 - escaped


def _type_in(blank: Markup, value: Value) -> Markup:
    if not isinstance(value, str) or not value:
        return blank
    typed = f'type="text" value="{escape(value)}"'
    return Markup(str(blank).replace('type="text"', typed, 1))  # noqa: S704 - escaped


def _leave(blank: Markup, _value: Value) -> Markup:
    return blank


def _typed(value: Value) -> dict[str, Any]:
    return {"value": value} if value else {}


def _no_state(_value: Value) -> dict[str, Any]:
    return {}


def _one(value: Value) -> dict[str, Any]:
    return {"value": value}


def _several(value: Value) -> dict[str, Any]:
    return {"values": list(value or ())}


def _words(value: Value) -> dict[str, Any]:
    return {"value": value or ""}


RADIOS = Widget("radios", _choice, _one, _tick)
NUMBERS = Widget("radios", _number, _one, _tick)
CHECKBOXES = Widget("checkboxes", _choice, _several, _tick)
TEXT = Widget("character-count", _text, _words, _write)
LINE = Widget("input", _line, _typed, _type_in)
FIGURE = Widget("input", _figure, _typed, _type_in)
READING = Widget("inset-text", _reading, _no_state, _leave)
SHARE = Widget("checkboxes", _share, _several, _tick)
