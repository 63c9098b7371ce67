"""The fields of questionnaire forms: what is accepted, what is kept, what it means, which rows it becomes.

Those that are typed into are in :mod:`app.survey.typed_fields`.
A field's ``data`` is what was sent. ``kept`` is what may be stored in the draft: the same, unless it is not
among the question's answers; then it is what was stored before.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import ClassVar

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import Field, ValidationError

from app.drafts import Stored
from app.models import Answer, Base, Choice
from app.survey.question import Question
from app.survey.widgets import CHECKBOXES, NUMBERS, RADIOS, READING, Widget
from app.survey.words import BLANK, NO_ANSWER, NONE_OF_THESE
from questionnaires.types import NotRelevant

Kept = Stored | None


class ItemField(Field):  # type: ignore[misc]  # WTForms has no types
    """A field that asks one question. Leaving it blank is always allowed."""

    look: ClassVar[Widget]
    is_question: ClassVar[bool] = True

    def __init__(self, question: Question, **options: object) -> None:
        super().__init__(label=question.text, **options)
        self.question = question

    @property
    def kept(self) -> Kept:
        """What may be stored in the draft; None for nothing."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """The answer in the words that the page shows for it."""
        raise NotImplementedError

    @property
    def beside(self) -> str | None:
        """What is said beside the answer: who may read it."""
        return None

    @property
    def said_in_full(self) -> str:
        """The answer with what is said beside it."""
        return f"{self.said} ({self.beside})" if self.beside else self.said

    def rows(self, response_id: uuid.UUID) -> Sequence[Base]:
        """Return the rows that a valid answer becomes; none for a blank one."""
        raise NotImplementedError

    @property
    def is_missed(self) -> bool:
        """Whether a question that is not an open one was passed over."""
        return self.kept is None and bool(self.question.choices)

    @property
    def blank(self) -> str:
        """What is said in place of an answer."""
        return BLANK.render({}, self.question.language)

    def __call__(self, **_options: object) -> Markup:
        """Return the field's markup, with its first error."""
        return self.look.render(self.question, self.kept, next(iter(self.errors), None))

    def refuse(self, advice: str) -> ValidationError:
        """Return the error that names the item and says what to do."""
        return ValidationError(f"{advice}: “{self.question.text}”")


class OneAnswerField(ItemField):
    """One of the question's answers."""

    look = RADIOS

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent: nothing is a blank answer, several values are none of the answers."""
        self.data = (valuelist[0] if len(valuelist) == 1 else valuelist) if valuelist else None

    def pre_validate(self, form: object) -> None:
        """Refuse whatever the question does not offer."""
        if self.kept != self.data:
            raise self.refuse(_("Choose one of the answers shown"))

    @property
    def kept(self) -> str | None:
        """The answer, unless it is not one of the question's."""
        offered = self.data is None or (isinstance(self.data, str) and self.data in self.question.labels)
        value = self.data if offered else self.object_data
        assert value is None or isinstance(value, str)
        return value

    @property
    def said(self) -> str:
        """The label of the answer."""
        return self.question.labels.get(self.kept or "", self.blank)

    def rows(self, response_id: uuid.UUID) -> Sequence[Base]:
        """Return the number or the reason why it is not relevant."""
        if self.kept is None or self.kept == NO_ANSWER:
            return ()
        code = NotRelevant(self.kept) if self.kept in _NOT_RELEVANT else None
        number = None if code else int(self.kept)
        return (Answer(response_id=response_id, item_id=self.question.id, value=number, not_relevant=code),)


class RatingField(OneAnswerField):
    """A number from the question's range."""

    look = NUMBERS


class OneOptionField(OneAnswerField):
    """One of the question's options, which are no numbers."""

    def rows(self, response_id: uuid.UUID) -> Sequence[Base]:
        """Return the option."""
        if self.kept is None or self.kept == NO_ANSWER:
            return ()
        return (Choice(response_id=response_id, item_id=self.question.id, option_id=self.kept),)


class SeveralAnswersField(ItemField):
    """Any number of the question's options, or that it is none of them."""

    look = CHECKBOXES
    unknown: Sequence[str] = ()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent, each value once, in the question's order."""
        offered = [value for value in self.question.labels if value in valuelist]
        self.unknown = [value for value in valuelist if value not in self.question.labels]
        self.data = offered or None

    def pre_validate(self, form: object) -> None:
        """Refuse an option that there is not, and "none of these" beside another."""
        if self.unknown:
            raise self.refuse(_("Choose from the answers shown"))
        if self.kept and NONE_OF_THESE in self.kept and len(self.kept) > 1:
            raise self.refuse(_("Choose “None of these” or one or more of the others, not both"))

    @property
    def kept(self) -> list[str] | None:
        """The options chosen; an unknown one is left out."""
        return list(self.data) if self.data else None

    @property
    def said(self) -> str:
        """The labels of the options chosen."""
        return ", ".join(self.question.labels[value] for value in self.kept or ()) or self.blank

    def rows(self, response_id: uuid.UUID) -> Sequence[Base]:
        """Return a row for each option; an empty option says that none of them was chosen."""
        return [
            Choice(
                response_id=response_id,
                item_id=self.question.id,
                option_id="" if value == NONE_OF_THESE else value,
            )
            for value in self.kept or ()
        ]


class BlankField(ItemField):
    """A text to read. Whatever is sent for it is ignored."""

    look = READING
    is_question = False

    @property
    def kept(self) -> None:
        """Nothing."""
        return None

    @property
    def said(self) -> str:
        """Nothing."""
        return ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take nothing."""
        self.data = None

    def rows(self, response_id: uuid.UUID) -> Sequence[Base]:
        """Return nothing."""
        return ()


_NOT_RELEVANT = frozenset(each.value for each in NotRelevant)
