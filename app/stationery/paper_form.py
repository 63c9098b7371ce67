"""A questionnaire on paper: the same questions, answers and words as on screen, with boxes to tick."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.disclosure.threshold import comments_from
from app.stationery.page import render
from app.survey.kinds import KINDS, ask
from app.survey.question import Question
from questionnaires.minutes import seconds_of, under_minutes
from questionnaires.types import Attribution, Instrument, ItemType

_SEVERAL = frozenset({ItemType.MULTIPLE_CHOICE})
_ROW = frozenset({ItemType.RATING})


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question: how it is answered follows from ``kind`` (one, several, row, words, read)."""

    number: int | None
    question: Question
    kind: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One section."""

    title: str
    intro: str | None
    questions: Sequence[PaperQuestion]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A whole form. Where roles are shown ``minimum_group`` is None and ``consent`` the text to agree to."""

    title: str
    purpose: str
    minutes: int
    version: str
    practice: str | None
    data_label: str | None
    closes_on: datetime.date | None
    minimum_group: int | None
    consent: Sequence[str]
    code_page: str | None
    pages: Sequence[PaperPage]


def paper_form(
    instrument: Instrument,
    words: Mapping[str, str],
    *,
    practice: str | None = None,
    data_label: str | None = None,
    closes_on: datetime.date | None = None,
    minimum_group: int = 5,
    code_page: str | None = None,
) -> PaperForm:
    """Return ``instrument`` as a form on paper, with the programme's ``words`` in its texts."""
    least = str(comments_from(minimum_group))
    filled = {"practice": "your practice", **words, "comments_from": least}
    if practice:
        filled["practice"] = practice
    by_role = instrument.attribution is Attribution.ROLE
    consent = instrument.consent.render(filled).split("\n\n") if by_role and instrument.consent else ()
    return PaperForm(
        title=instrument.title.render(filled),
        purpose=instrument.purpose.render(filled),
        minutes=under_minutes(seconds_of(instrument)),
        version=f"{instrument.id} {instrument.version}",
        practice=practice,
        data_label=data_label,
        closes_on=closes_on,
        minimum_group=None if by_role else minimum_group,
        consent=consent,
        code_page=code_page,
        pages=_pages(instrument, filled),
    )


def form_html(form: PaperForm) -> str:
    """Return the page that is printed."""
    return render("paper_form.html", form=form)


def _pages(instrument: Instrument, words: Mapping[str, str]) -> Sequence[PaperPage]:
    number, pages = 0, []
    for section in instrument.sections:
        questions = []
        for item in section.items:
            if item.type not in KINDS:
                continue
            number += item.type is not ItemType.INFORMATION
            kind = _kind(item.type, ask(item, words))
            shown = None if item.type is ItemType.INFORMATION else number
            questions.append(PaperQuestion(shown, ask(item, words), kind))
        intro = section.intro.render(words) if section.intro else None
        pages.append(PaperPage(section.title.render(words), intro, questions))
    return pages


def _kind(type_: ItemType, question: Question) -> str:
    if type_ is ItemType.INFORMATION:
        return "read"
    if not question.choices and not question.other_choices:
        return "words"
    if type_ in _SEVERAL:
        return "several"
    return "row" if type_ in _ROW else "one"
