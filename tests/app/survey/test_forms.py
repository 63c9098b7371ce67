"""Forms made of a section: what they take, refuse, keep, say and store."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

import pytest
from werkzeug.datastructures import MultiDict

from app.drafts import Stored
from app.models import Answer, Base, Choice, Comment, Figure
from app.survey.forms import SectionForm
from questionnaires.types import NotRelevant
from tests.app.survey.items import SECTION, WORDS

RESPONSE = uuid.UUID(int=7)


def sent(stored: Mapping[str, Stored] | None = None, /, **posted: str | list[str]) -> SectionForm:
    """Return the form after ``posted`` was sent over ``stored``."""
    return SectionForm(SECTION, WORDS, stored or {}, MultiDict({"revision": "0", **posted}))


def rows(form: SectionForm) -> list[Base]:
    """Return every row that the form's answers become."""
    return [row for field in form for row in field.rows(RESPONSE)]


def test_everything_may_be_left_blank() -> None:
    form = sent()
    assert form.validate()
    assert form.kept == {}
    assert rows(form) == []


@pytest.mark.parametrize("value", ["1", "2", "3", "4", "5"])
def test_agreement_becomes_its_number(value: str) -> None:
    form = sent(agree=value)
    assert form.validate()
    (row,) = rows(form)
    assert isinstance(row, Answer)
    assert (row.item_id, row.value, row.not_relevant) == ("agree", int(value), None)


@pytest.mark.parametrize("item", ["agree", "rate"])
@pytest.mark.parametrize("reason", list(NotRelevant))
def test_not_relevant_becomes_its_reason_and_no_number(item: str, reason: NotRelevant) -> None:
    (row,) = rows(sent(**{item: reason.value}))
    assert isinstance(row, Answer)
    assert (row.item_id, row.value, row.not_relevant) == (item, None, reason)


def test_zero_is_an_answer() -> None:
    (row,) = rows(sent(rate="0"))
    assert isinstance(row, Answer)
    assert row.value == 0


def test_rather_not_saying_is_remembered_in_the_draft_and_is_no_answer() -> None:
    form = sent(agree="no-answer")
    assert form.validate()
    assert form.kept == {"agree": "no-answer"}
    assert form["agree"].said == "Rather not say"
    assert rows(form) == []


def test_each_option_becomes_a_row_in_the_order_of_the_question() -> None:
    form = sent(pick=["milk", "tea"])
    assert form.kept == {"pick": ["tea", "milk"]}
    assert [row.option_id for row in rows(form) if isinstance(row, Choice)] == ["tea", "milk"]


def test_none_of_the_options_is_told_from_no_answer() -> None:
    assert [row.option_id for row in rows(sent(pick="none-of-these")) if isinstance(row, Choice)] == [""]
    assert rows(sent()) == []


def test_none_of_these_beside_an_option_is_refused_and_kept() -> None:
    form = sent(pick=["tea", "none-of-these"])
    assert not form.validate()
    assert "not both" in form.errors["pick"][0]
    assert form.kept == {"pick": ["tea", "none-of-these"]}


def test_a_text_becomes_a_comment_with_plain_line_ends() -> None:
    (row,) = rows(sent(tell="  one\r\ntwo\0 \r\n"))
    assert isinstance(row, Comment)
    assert row.text == "one\ntwo"


def test_a_text_that_is_too_long_is_refused_and_kept() -> None:
    form = sent(tell="x" * 21)
    assert not form.validate()
    assert form.errors["tell"] == ["Use 20 characters or fewer: “The link <b>worker</b> & “tell””"]
    assert form.kept == {"tell": "x" * 21}


def test_line_ends_count_once_as_in_the_browser() -> None:
    assert sent(tell="1234567890\r\n123456789").validate()


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("agree", "0"),
        ("agree", "6"),
        ("agree", "04"),
        ("agree", ""),
        ("agree", "NR-mood"),
        ("agree", ["4", "5"]),
        ("rate", "11"),
        ("rate", "-1"),
        ("rate", "1.5"),
        ("pick", "beer"),
        ("pick", ""),
        ("weigh", "6"),
        ("weigh", "0"),
        ("place", "city"),
        ("place", ["town", "village"]),
    ],
)
def test_a_value_outside_the_definition_is_refused_with_the_item_named_and_the_rest_kept(
    item: str, value: str | list[str]
) -> None:
    rest: dict[str, Stored] = {"agree": "2", "rate": "7", "pick": ["tea"], "tell": "ok"}
    rest.pop(item, None)
    form = sent(**{**rest, item: value})
    assert not form.validate()
    assert list(form.errors) == [item]
    assert f"“{item}”" in form.errors[item][0]
    assert form.kept == rest


def test_a_refused_value_leaves_what_was_stored() -> None:
    assert sent({"agree": "2"}, agree="9").kept == {"agree": "2"}


def test_an_unknown_option_leaves_the_known_ones() -> None:
    form = sent(pick=["tea", "beer"])
    assert not form.validate()
    assert form.kept == {"pick": ["tea"]}


def test_an_answer_can_be_taken_back() -> None:
    before: dict[str, Stored] = {"agree": "2", "pick": ["tea"], "tell": "ok"}
    assert sent(before, agree="no-answer").kept == {"agree": "no-answer"}


def test_answers_of_other_sections_are_left_alone() -> None:
    assert SectionForm(SECTION, WORDS, {"elsewhere": "3", "agree": "3"}).kept == {"agree": "3"}


def test_a_stored_invalid_answer_is_found_again() -> None:
    assert not SectionForm(SECTION, WORDS, {"tell": "x" * 21}).validate()


def test_conflicts_say_what_the_other_answer_was_where_they_differ_only() -> None:
    form = sent({"agree": "2", "rate": "3"}, agree="4", rate="3")
    form.mark_conflicts({"agree": "2", "rate": "3"})
    (error,) = form["agree"].errors
    assert error.startswith("Before, or in another tab, your answer was “Disagree” to “The link")
    assert not form["rate"].errors
    assert form.kept == {"agree": "4", "rate": "3"}


def test_a_bipolar_answer_becomes_its_number_and_says_how_much_it_helps() -> None:
    form = sent(weigh="4")
    (row,) = rows(form)
    assert isinstance(row, Answer)
    assert (row.value, form["weigh"].said) == (4, "Helps a little")


def test_one_option_becomes_a_row_and_rather_not_saying_none() -> None:
    (row,) = rows(sent(place="village"))
    assert isinstance(row, Choice)
    assert row.option_id == "village"
    assert rows(sent(place="no-answer")) == []


@pytest.mark.parametrize(
    ("item", "typed", "figure"),
    [("count", "0", 0.0), ("count", " 60 ", 60.0), ("share", "-0.25", -0.25), ("share", "1", 1.0)],
)
def test_a_number_becomes_its_figure(item: str, typed: str, figure: float) -> None:
    form = sent(**{item: typed})
    assert form.validate()
    (row,) = rows(form)
    assert isinstance(row, Figure)
    assert row.figure == figure


@pytest.mark.parametrize(
    ("item", "typed", "advice"),
    [
        ("count", "61", "from 0 to 60"),
        ("count", "-1", "from 0 to 60"),
        ("count", "1.5", "a whole number"),
        ("count", "twelve", "in figures"),
        ("count", "1,000", "in figures"),
        ("count", "1e1", "in figures"),
        ("count", "9" * 30, "in figures"),
        ("share", "1.01", "from -1 to 1"),
        ("share", "nan", "in figures"),
    ],
)
def test_what_is_no_such_number_is_refused_with_the_reason_and_kept(
    item: str, typed: str, advice: str
) -> None:
    form = sent(**{item: typed})
    assert not form.validate()
    assert advice in form.errors[item][0]
    assert form.kept == {item: typed}


def test_a_line_is_one_line_and_not_too_long() -> None:
    (row,) = rows(sent(name=" one\r\n two\0 "))
    assert isinstance(row, Comment)
    assert row.text == "one two"
    assert not sent(name="x" * 21).validate()


def test_a_text_to_read_takes_no_answer() -> None:
    form = sent(read="x")
    assert form.validate()
    assert form.kept == {}
    assert rows(form) == []
    assert [field.name for field in form.questions] == [item.id for item in SECTION.items][:-1]
