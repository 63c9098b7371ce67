"""Who is asked what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import reader
from questionnaires.building import build
from questionnaires.findings import Findings
from questionnaires.routing import Answers, possible_items, visible_sections
from questionnaires.schema import read_structure
from questionnaires.types import Instrument, Item
from tests.questionnaires.asked import asked_items
from tests.questionnaires.data import GOOD, Document, document_of

FILES = {path.stem: path for path in GOOD}
BY_ROLE = reader.load(FILES["routing_by_role"])
BY_ANSWER = reader.load(FILES["routing_by_answer"])
INSTRUMENTS = [reader.load(path) for path in GOOD]

KNOWS_AND_LIKES = {"knows_it": "4", "drink": "tea"}


def _ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def _asked(answers: Answers) -> set[str]:
    return set(_ids(asked_items(BY_ANSWER, "gp", answers))) - {"knows_it", "drink", "tasks", "cups", "cake"}


def test_an_item_for_other_roles_is_not_asked() -> None:
    assert _ids(asked_items(BY_ROLE, "gp", {})) == ["knows_it"]
    assert _ids(asked_items(BY_ROLE, "receptionist", {})) == ["knows_it", "makes_it"]


def test_without_a_condition_everybody_is_asked_everything() -> None:
    instrument = reader.load(FILES["two_pages"])
    assert asked_items(instrument, "anything", {}) == instrument.items
    assert visible_sections(instrument, "anything", {}) == instrument.sections


@pytest.mark.parametrize(
    ("knows_it", "drink", "asked"),
    [
        ("4", "tea", True),
        (5, "tea", True),
        ("3", "tea", False),
        ("4", "cake", False),
        (None, "tea", False),
        ("NR-role", "tea", False),
        ("no-answer", "tea", False),
        ("4", None, False),  # not drink in (cake) cannot be told either
        ("6", "tea", False),  # no answer of the item
        ("4.5", "tea", False),
        (True, "tea", False),
        ("4", ["tea", "cake"], False),
        ("4", "coffee", False),
    ],
)
def test_a_page_is_asked_where_its_condition_is_fulfilled(
    knows_it: object, drink: object, asked: bool
) -> None:
    assert ("biscuit" in _asked({"knows_it": knows_it, "drink": drink})) is asked


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"cups": "3"}, False),
        ({"cups": "4"}, True),
        ({"cups": "21"}, False),  # over the maximum: not an answer
        ({"cups": "3.5"}, False),  # not a whole number
        ({"tasks": ["tea"]}, False),
        ({"tasks": ["tea"], "biscuit": "ginger", **KNOWS_AND_LIKES}, True),
        ({"tasks": ["cake"], "biscuit": "ginger", **KNOWS_AND_LIKES}, False),
        ({"tasks": ["tea"], "biscuit": "  ", **KNOWS_AND_LIKES}, False),
        ({"tasks": ["tea", "no such"], "biscuit": "ginger", **KNOWS_AND_LIKES}, True),
    ],
)
def test_numbers_options_and_texts_decide_together(answers: Answers, asked: bool) -> None:
    assert ("many" in _asked(answers)) is asked


def test_an_answer_to_an_item_that_is_no_longer_asked_counts_as_not_given() -> None:
    asked = {"tasks": ["tea"], "biscuit": "ginger", **KNOWS_AND_LIKES}
    assert _asked(asked) == {"biscuit", "many"}
    assert _asked(asked | {"knows_it": "1"}) == set()


def test_a_page_without_a_visible_item_is_left_out_and_others_hold_theirs() -> None:
    pages = visible_sections(BY_ANSWER, "gp", {})
    assert [page.id for page in pages] == ["page", "second"]
    assert _ids(pages[1].items) == ["cake"]


def test_what_may_come_to_be_asked_depends_on_the_role_only() -> None:
    assert _ids(possible_items(BY_ROLE, "gp")) == ["knows_it"]
    assert possible_items(BY_ANSWER, "gp") == BY_ANSWER.items


def _with(condition: str) -> Instrument:
    """Return the instrument of two pages whose second is asked on that condition."""
    document: Document = document_of(FILES["two_pages"])
    sections = document["sections"]
    assert isinstance(sections, list)
    sections[1]["ask_if"] = condition
    assert reader.check_document(document) == []
    return build(read_structure(document, Findings()), digest="")


@pytest.mark.parametrize(
    ("condition", "unanswered", "low", "high"),
    [
        ("knows_it >= 4", False, False, True),
        ("not knows_it >= 4", False, True, False),
        ("knows_it >= 4 or not knows_it >= 4", False, True, True),
        ("knows_it >= 4 and role in (receptionist)", False, False, False),
        ("knows_it >= 4 or role in (gp)", True, True, True),
        ("not (knows_it >= 4 and role in (receptionist))", True, True, True),
        ("not (knows_it >= 4 or role in (gp))", False, False, False),
        ("knows_it is answered", False, True, True),
        ("not knows_it is answered", True, False, False),
        ("not not knows_it = 2", False, True, False),
        ("role in (receptionist) and knows_it = 2 or knows_it != 2", False, False, True),
    ],
)
def test_what_cannot_be_told_is_not_fulfilled(
    condition: str, unanswered: bool, low: bool, high: bool
) -> None:
    instrument = _with(condition)
    found = [
        "comment" in _ids(asked_items(instrument, "gp", answers))
        for answers in ({}, {"knows_it": "2"}, {"knows_it": "4"})
    ]
    assert found == [unanswered, low, high]


raw_answers = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["1", "4", "5", "NR-role", "tea", "cake", "-0", "1e3", "nan", "٣"])
    | st.lists(st.sampled_from(["tea", "cake", "none-of-these", ""]) | st.integers(), max_size=3)
    | st.dictionaries(st.text(max_size=2), st.integers(), max_size=2)
)
item_ids = sorted({item.id for instrument in INSTRUMENTS for item in instrument.items})


@given(
    st.sampled_from(INSTRUMENTS),
    st.text(max_size=5) | st.sampled_from(["gp", "receptionist"]),
    st.dictionaries(st.sampled_from(item_ids) | st.text(max_size=3), raw_answers),
)
def test_whatever_was_answered_the_items_asked_are_some_of_the_instrument_in_order(
    instrument: Instrument, role: str, answers: Answers
) -> None:
    asked = asked_items(instrument, role, answers)
    assert [item for item in instrument.items if item in asked] == list(asked)
    assert set(_ids(asked)) <= set(_ids(possible_items(instrument, role)))
