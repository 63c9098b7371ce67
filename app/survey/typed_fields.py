"""The fields that are typed into: numbers, and answers in people's own words.

Where others may come to read what somebody writes, a box stands below it: ticked, it may be read even where
few people answer. It is empty until the person ticks it, and counts for nothing without a text. The draft
keeps a text that may be read as a list: the text, and the word ``MAY_SHARE``.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms.utils import unset_value

from app.models import Base, Comment, Figure
from app.survey.fields import ItemField
from app.survey.question import box_of
from app.survey.widgets import FIGURE, LINE, SHARE, TEXT
from app.survey.words import MAY_SHARE, READ_BY, READ_IF_MANY

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def one_line(typed: Sequence[str]) -> str | None:
    """Return what was typed on one line; PostgreSQL cannot store the null character."""
    return " ".join(" ".join(typed).replace("\0", "").split()) or None


class TextField(ItemField):
    """An answer in one's own words, and whether others may read it."""

    look = TEXT
    may_share = False

    def process(self, formdata, data=unset_value, extra_filters=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - WTForms has no types
        """Take the text, and the box below it where a form was sent."""
        super().process(formdata, data, extra_filters)
        if formdata is not None:
            self.may_share = MAY_SHARE in formdata.getlist(box_of(self.question))

    def process_data(self, value: object) -> None:
        """Take what the draft holds."""
        kept, *agreed = value if isinstance(value, list) else [value]
        self.data, self.may_share = kept, agreed == [MAY_SHARE]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text with plain line ends; PostgreSQL cannot store the null character."""
        text = "\n".join(valuelist).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        self.data = text.strip() or None

    def pre_validate(self, form: object) -> None:
        """Refuse a text that is too long. It is kept all the same: nobody types it twice."""
        if self.text and len(self.text) > self.question.max_length:
            raise self.refuse(_("Use %(most)s characters or fewer", most=self.question.max_length))

    @property
    def text(self) -> str | None:
        """What was written."""
        return self.data if isinstance(self.data, str) else None

    @property
    def is_shared(self) -> bool:
        """Whether there is a text that others may read."""
        return bool(self.question.share and self.text and self.may_share)

    @property
    def kept(self) -> str | list[str] | None:
        """The text; with the word of consent where others may read it."""
        return [self.text, MAY_SHARE] if self.text and self.is_shared else self.text

    @property
    def said(self) -> str:
        """The text."""
        return self.text or self.blank

    @property
    def beside(self) -> str | None:
        """Who may read the text."""
        if not (self.question.share and self.text):
            return None
        words = {"least": str(self.question.comments_from)}
        return (READ_BY if self.is_shared else READ_IF_MANY).render(words, self.question.language)

    def rows(self, response_id: uuid.UUID) -> Sequence[Base]:
        """Return the text, and whether its writer lets others read it."""
        if self.text is None:
            return ()
        comment = Comment(
            response_id=response_id, item_id=self.question.id, text=self.text, may_share=self.is_shared
        )
        return (comment,)

    def __call__(self, **_options: object) -> Markup:
        """Return the field's markup, and the box below it where others may come to read the text."""
        words = self.look.render(self.question, self.text, next(iter(self.errors), None))
        if not self.question.share:
            return words
        return words + SHARE.render(self.question, [MAY_SHARE] if self.may_share else None)


class LineField(TextField):
    """An answer of one line in one's own words."""

    look = LINE

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text on one line."""
        self.data = one_line(valuelist)


class NumberField(ItemField):
    """A number that is typed. What is no such number is refused, and kept all the same."""

    look = FIGURE

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed on one line."""
        self.data = one_line(valuelist)

    def pre_validate(self, form: object) -> None:
        """Refuse what is no number, a fraction where there can be none, and what is past the limits."""
        if self.kept is None:
            return
        if not _NUMBER.fullmatch(self.kept):
            raise self.refuse(_("Write a number in figures, such as 12"))
        if self.question.integer and not self.kept.lstrip("-").isdecimal():
            raise self.refuse(_("Write a whole number"))
        least, most = self.question.minimum, self.question.maximum
        figure = self.figure
        if (least is not None and figure < least) or (most is not None and figure > most):
            raise self.refuse(_("Write a number from %(least)s to %(most)s", least=least, most=most))

    @property
    def kept(self) -> str | None:
        """What was typed."""
        return self.data if isinstance(self.data, str) else None

    @property
    def said(self) -> str:
        """What was typed."""
        return self.kept or self.blank

    @property
    def figure(self) -> float:
        """The number; of a valid answer only."""
        return float(self.kept or "nan")

    def rows(self, response_id: uuid.UUID) -> Sequence[Base]:
        """Return the number."""
        if self.kept is None:
            return ()
        return (Figure(response_id=response_id, item_id=self.question.id, figure=self.figure),)
