"""The box below an open question: empty at first, kept with the text, stored with it, said of it."""

from __future__ import annotations

import uuid

import pytest
from werkzeug.datastructures import MultiDict

from app.disclosure.threshold import COMMENTS_FROM
from app.drafts import Stored
from app.models import Comment
from app.survey import words
from app.survey.forms import SectionForm
from app.survey.kinds import ask
from app.survey.widgets import SHARE, squeezed
from questionnaires.readability import measure
from tests.app.survey.items import NAME, SECTION, TELL, WORDS

RESPONSE = uuid.UUID(int=7)
BOX, TICK = "tell-share", words.MAY_SHARE


def sent(stored: dict[str, Stored] | None = None, /, **posted: str) -> SectionForm:
    """Return the form after ``posted`` was sent over ``stored``; ``box`` is the box of the open question."""
    named = {BOX if name == "box" else name: value for name, value in posted.items()}
    return SectionForm(SECTION, WORDS, stored or {}, MultiDict({"revision": "0", **named}))


def comments(form: SectionForm) -> list[tuple[str, bool]]:
    """Return each text that is stored with whether others may read it."""
    rows = [row for field in form for row in field.rows(RESPONSE)]
    return [(row.text, row.may_share) for row in rows if isinstance(row, Comment)]


def test_box_is_empty_unless_its_writer_ticks_it() -> None:
    assert comments(sent(tell="They help.")) == [("They help.", False)]
    assert comments(sent(tell="They help.", box=TICK)) == [("They help.", True)]


@pytest.mark.parametrize("value", ["", "on", "yes", "no-answer"])
def test_what_is_not_the_boxs_own_value_is_no_consent(value: str) -> None:
    assert comments(sent(tell="They help.", box=value)) == [("They help.", False)]


def test_text_and_consent_are_kept_together_and_come_back_together() -> None:
    kept = sent(tell="They help.", box=TICK).kept
    assert kept == {"tell": ["They help.", TICK]}
    again = SectionForm(SECTION, WORDS, kept)
    assert comments(again) == [("They help.", True)]
    assert again.kept == kept
    assert f'name="{BOX}" type="checkbox" value="{TICK}" checked' in again["tell"]()


def test_box_that_is_emptied_takes_the_consent_back() -> None:
    assert sent({"tell": ["They help.", TICK]}, tell="They help.").kept == {"tell": "They help."}


def test_consent_without_a_text_is_nothing() -> None:
    form = sent(tell="  ", box=TICK)
    assert form.kept == {}
    assert comments(form) == []
    assert form["tell"].beside is None


def test_draft_from_before_there_was_a_box_holds_no_consent() -> None:
    assert comments(SectionForm(SECTION, WORDS, {"tell": "They help."})) == [("They help.", False)]


@pytest.mark.parametrize("stored", [["They help.", "yes"], ["They help."], ["They help.", TICK, TICK]])
def test_draft_that_says_something_else_holds_no_consent(stored: list[str]) -> None:
    assert comments(SectionForm(SECTION, WORDS, {"tell": stored})) == [("They help.", False)]


def test_text_that_is_too_long_keeps_its_tick() -> None:
    form = sent(tell="x" * 21, box=TICK)
    assert not form.validate()
    assert form.kept == {"tell": ["x" * 21, TICK]}
    assert "checked" in form["tell"]()


def test_what_nobody_else_reads_has_no_box() -> None:
    form = SectionForm(SECTION, WORDS, {}, MultiDict({"name": "Elm", "name-share": TICK}))
    assert "name-share" not in form["name"]()
    assert form.kept == {"name": "Elm"}
    assert comments(form) == [("Elm", False)]
    assert ask(NAME, WORDS).share is None


def test_answer_is_said_with_who_may_read_it() -> None:
    assert "You ticked the box" in (sent(tell="Yes", box=TICK)["tell"].beside or "")
    assert "only if at least 10 people besides the practice manager answer" in (
        sent(tell="Yes")["tell"].beside or ""
    )
    assert sent(agree="4")["agree"].beside is None


def test_two_tabs_that_differ_in_the_box_only_are_told_apart() -> None:
    form = sent(tell="Yes", box=TICK)
    form.mark_conflicts({"tell": "Yes"})
    assert "You did not tick the box" in form["tell"].errors[0]


def test_number_in_the_words_is_that_of_the_wave() -> None:
    stricter = ask(TELL, {**WORDS, "comments_from": "12"})
    assert "at least 12 people besides the practice manager answer" in (stricter.share_hint or "")
    assert f"at least {COMMENTS_FROM} people besides the practice manager" in (
        ask(TELL, WORDS).share_hint or ""
    )


def test_field_warns_of_what_gives_somebody_away() -> None:
    assert "shows who you are" in (ask(TELL, WORDS).hint or "")


@pytest.mark.parametrize("value", [None, [TICK]])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_filled_in_box_is_what_the_component_would_write(value: list[str] | None, language: str) -> None:
    question = ask(TELL, WORDS, language)
    assert SHARE.render(question, value) == squeezed(SHARE.in_full(question, value))


def test_words_of_consent_are_plain() -> None:
    said = (words.SHARE, words.READ_IF_TICKED, words.READ_BY, words.READ_IF_MANY, words.NO_SIGNS)
    assert measure(str(each).format(least="ten") for each in said).reading_age <= 11
