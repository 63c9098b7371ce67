"""The language of ``ask_if``: what is understood, and what is refused where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.condition_parser import MAX_DEPTH, MAX_LENGTH, parse_condition
from questionnaires.conditions import (
    Asked,
    Both,
    ChosenIn,
    Clause,
    Compared,
    Condition,
    Either,
    IsAnswered,
    Not,
    RoleIn,
    parts_of,
)
from questionnaires.errors import ConditionError

A, B, C = (IsAnswered(name) for name in "abc")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("role in (gp)", RoleIn(("gp",))),
        ("role in (gp, lead_gp)", RoleIn(("gp", "lead_gp"))),
        ("use_now >= 5", Compared("use_now", ">=", 5)),
        ("cups=-1.5", Compared("cups", "=", -1.5)),
        ("cups != 2", Compared("cups", "!=", 2)),
        ("cups<2", Compared("cups", "<", 2)),
        ("role_scope has crisis_care", ChosenIn("role_scope", ("crisis_care",), "has")),
        ("place in (town, village)", ChosenIn("place", ("town", "village"), "in")),
        ("use_now is answered", IsAnswered("use_now")),
        ("\n\tnot ( a is answered )  ", Not(A)),
    ],
)
def test_each_test_of_the_language_has_its_tree(text: str, clause: Clause) -> None:
    assert parse_condition(text).clause == clause


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("A or B and C", Either((A, Both((B, C))))),
        ("A and B or C", Either((Both((A, B)), C))),
        ("(A or B) and C", Both((Either((A, B)), C))),
        ("not A and B", Both((Not(A), B))),
        ("not (A and B)", Not(Both((A, B)))),
        ("not not A", Not(Not(A))),
        ("A and B and C", Both((A, B, C))),
        ("((A))", A),
    ],
)
def test_not_binds_closest_then_and_then_or(text: str, clause: Clause) -> None:
    for name in "ABC":
        text = text.replace(name, f"{name.lower()} is answered")
    assert parse_condition(text).clause == clause


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("", 1, "the end is not expected. Expected an item's id"),
        ("use_now", 8, "the end is not expected. Expected has, in, is answered"),
        ("use_now >", 10, "the end is not expected. Expected a number"),
        ("use_now > five", 11, "'five' is not expected. Expected a number"),
        ("use_now is 5", 12, "'5' is not expected. Expected answered"),
        ("role = gp", 6, "'=' is not expected. Expected in"),
        ("role in gp", 9, "'gp' is not expected. Expected ("),
        ("role in ()", 10, "')' is not expected. Expected a role"),
        ("role in (gp,)", 13, "')' is not expected. Expected a role"),
        ("role in (gp", 12, "the end is not expected. Expected )"),
        ("(use_now > 5", 13, "the end is not expected. Expected )"),
        ("use_now > 5)", 12, "')' is not expected. Expected and, or, or the end"),
        ("use_now > 5 use_now > 6", 13, "'use_now' is not expected. Expected and, or, or the end"),
        ("and use_now > 5", 1, "'and' is not expected. Expected an item's id"),
        ("has has has", 1, "'has' is not expected"),
        ("use_now == 5", 10, "'=' is not expected. Expected a number"),
        ("Use_now > 5", 1, "'U' is not expected"),
        ("  __import__('os')", 3, "'_' is not expected"),
        ("use_now > 5; 1", 12, "';' is not expected"),
        ("use_now > 5x", 11, "'5' is not expected"),
        ("a\u2028", 2, "'U+2028' is not expected"),
        ("a is answered" + " " * MAX_LENGTH, MAX_LENGTH + 1, "more than 500 characters"),
        ("(" * 100, MAX_DEPTH + 1, "the condition is nested too deeply"),
        ("not " * 100, 4 * MAX_DEPTH + 1, "the condition is nested too deeply"),
    ],
)
def test_what_is_no_condition_is_refused_with_the_character(text: str, at: int, message: str) -> None:
    with pytest.raises(ConditionError) as raised:
        parse_condition(text)
    assert raised.value.at == at
    assert message in str(raised.value)


def test_a_condition_keeps_its_text() -> None:
    assert parse_condition(" a is  answered").text == " a is  answered"


WORDS = "and or not ( ) , role in has is answered < <= = != >= > 4 -1.5 a b gp tea é _ 9x"
words = st.sampled_from(WORDS.split())
clauses = st.recursive(
    st.sampled_from(["role in (gp)", "a >= 4", "b has tea", "c in (tea, cake)", "a is answered"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
        | inner.map("not {}".format)
        | inner.map("({})".format)
    ),
    max_leaves=6,
)


def _outcome(text: str) -> Condition | ConditionError:
    try:
        return parse_condition(text)
    except ConditionError as error:
        return error


@given(st.text() | st.lists(words, max_size=30).map(" ".join) | st.text("()not \t\n", max_size=600))
def test_the_parser_ends_with_a_condition_or_a_place(text: str) -> None:
    outcome = _outcome(text)
    if isinstance(outcome, ConditionError):
        assert 1 <= outcome.at <= len(text) + 1
        assert outcome.message
        assert outcome.what_to_do
    else:
        assert list(parts_of(outcome.clause))


@given(
    clauses,
    st.sampled_from(["gp", "robot"]),
    st.dictionaries(st.sampled_from("abc"), st.floats() | st.frozensets(st.sampled_from(["tea", "cake"]))),
)
def test_a_condition_can_be_decided_for_anybody_and_holds_only_where_it_may(
    text: str, role: str, answers: dict[str, float | frozenset[str]]
) -> None:
    condition = parse_condition(text)
    assert condition.clause.value(Asked(role, answers)) in {True, False, None}
    assert condition.may_hold(role) or not condition.holds(Asked(role, answers))
