"""What if: judged with the numbers as shown, and with nothing else."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.evaluator.rejudge as module
from app.disclosure.released import ReleasedResult
from app.disclosure.summary import summarise
from app.evaluator.rejudge import LEFT_OUT, Answer, Question, rejudge, truths_of
from scoring.logic import MET, MISSED
from scoring.rule import shipped_rule
from tests.app.evaluator.released import result, role
from tests.app.reports.sample import not_enough

RULE = shipped_rule()
SHOWN = st.one_of(
    st.integers(20, 48).map(lambda tenths: (tenths / 10, "met" if tenths >= 35 else "missed")),
    st.sampled_from(["4.4 or more", "3.4 or more", "1.6 or less", (None, "unknown")]),
)
RESULTS = st.builds(
    lambda means, shared: result(
        shared=shared, **dict(zip((gate.id for gate in RULE.gates), means, strict=True))
    ),
    st.lists(SHOWN, min_size=6, max_size=6),
    st.sampled_from(["met", "missed", "unknown"]),
)
POINTS = st.integers(10, 50).map(lambda tenths: tenths / 10)


def asked(of: ReleasedResult, question: Question) -> Answer:
    """Return what a changed rule makes of one practice."""
    (answer,) = rejudge([(of.practice, summarise(of))], RULE, question)
    return answer


def truth(gate: str, of: ReleasedResult, question: Question) -> int:
    """Return the truth of one gate of a practice."""
    return truths_of(summarise(of), RULE, question)[RULE.gate_ids.index(gate)]


@given(RESULTS)
def test_the_published_rule_gives_the_published_class(of: ReleasedResult) -> None:
    for question in (
        Question(),
        Question(3.5),
        Question(thresholds={"coherence": 3.5}),
        Question(3.5, minimum_coherence=3.0),
    ):
        answer = asked(of, question)
        assert not answer.changes
        assert answer.gates == ()


@given(RESULTS, POINTS, POINTS)
def test_asking_for_more_never_turns_a_missed_gate_into_a_met_one(
    of: ReleasedResult, one: float, other: float
) -> None:
    less, more = sorted((one, other))
    for gate in RULE.gates:
        before = truth(gate.id, of, Question(less))
        after = truth(gate.id, of, Question(more))
        assert not (before == MISSED and after != MISSED)
        assert not (before != MET and after == MET)


@given(RESULTS, POINTS)
def test_an_unknown_gate_stays_unknown(of: ReleasedResult, threshold: float) -> None:
    answer = asked(of, Question(threshold))
    assert all(change.published != "unknown" for change in answer.gates)


@given(RESULTS, POINTS)
def test_a_threshold_for_one_gate_leaves_the_others_alone(of: ReleasedResult, threshold: float) -> None:
    changed = {change.title for change in asked(of, Question(thresholds={"patient_level": threshold})).gates}
    assert changed <= {"Patient level"}


@pytest.mark.parametrize(
    ("shown", "threshold", "otherwise"),
    [
        ("4.2 or more", 4.0, "met"),
        ("4.2 or more", 4.2, "met"),
        ("4.2 or more", 4.5, "unknown"),
        ("2.0 or less", 2.5, "missed"),
        ("2.0 or less", 2.0, "unknown"),
        ("2.0 or less", 1.5, "unknown"),
        ((3.8, "met"), 3.8, "met"),
        ((3.8, "met"), 3.9, "missed"),
        ((3.2, "missed"), 3.0, "met"),
        ((None, "met"), 4.0, "unknown"),
    ],
)
def test_a_gate_is_judged_by_its_mean_as_shown(
    shown: tuple[float | None, str] | str, threshold: float, otherwise: str
) -> None:
    of = result(community_level=shown)  # type: ignore[arg-type]  # a verdict as text
    found = truth("community_level", of, Question(threshold))
    assert {0: "missed", 1: "unknown", 2: "met"}[found] == otherwise


@pytest.mark.parametrize(
    ("coherence", "shared", "minimum", "otherwise"),
    [
        ("3.0 or more", "met", 2.0, "met"),
        ("3.0 or more", "met", 3.5, "unknown"),
        ("below 3.0", "missed", 1.0, "met"),
        ("below 3.0", "missed", 2.5, "unknown"),
        ("below 3.0", "missed", 4.0, "missed"),
        ("not known", "unknown", 1.0, "unknown"),
    ],
)
def test_of_core_roles_only_their_side_of_the_minimum_is_used(
    coherence: str, shared: str, minimum: float, otherwise: str
) -> None:
    of = result(roles=(role(), role(coherence), role()), shared=shared)  # type: ignore[arg-type]  # as text
    gates = {
        change.title: change.otherwise for change in asked(of, Question(minimum_coherence=minimum)).gates
    }
    title = RULE.shared_understanding.title
    if coherence == "below 3.0" and minimum < 3.0:
        expected = {0: "missed", 1: "unknown", 2: "met"}[
            truth("shared_understanding", of, Question(minimum_coherence=minimum))
        ]
        assert expected == otherwise
    assert gates.get(title, shared) == otherwise


def test_no_minimum_makes_up_for_a_scope_that_was_not_named() -> None:
    narrow = role(named=(True, True, False))
    of = result(roles=(role(), role(), narrow), shared="missed")
    assert asked(of, Question(minimum_coherence=1.0)).gates == ()


def test_raising_the_threshold_turns_the_class_and_names_the_gates() -> None:
    answer = asked(result(coherence=(3.6, "met")), Question(3.8))
    assert (answer.published, answer.otherwise) == ("fully_integrated", "partially_integrated")
    assert [(gate.title, gate.shown, gate.otherwise) for gate in answer.gates] == [
        ("Coherence", "3.6", "missed")
    ]


def test_many_are_judged_as_each_alone() -> None:
    some = [result(coherence=(3.6, "met")), result(shared="missed"), result(practice_level=(None, "unknown"))]
    question = Question(3.8)
    together = rejudge([(of.practice, summarise(of)) for of in some], RULE, question)
    assert together == tuple(asked(of, question) for of in some)
    assert rejudge([], RULE, question) == ()


def test_nothing_is_asked_of_a_practice_without_enough_answers() -> None:
    with pytest.raises(ValueError, match="not enough answers"):
        asked(not_enough(), Question(4.0))


def test_exact_results_are_out_of_reach() -> None:
    source = inspect.getsource(module)
    assert "Snapshot" not in source
    assert "app.queries" not in source
    assert "app.models" not in source


def test_a_rule_without_the_gate_that_is_missed_gives_what_the_others_say() -> None:
    of = result(coherence=(3.2, "missed"))
    answer = asked(of, Question(left_out=frozenset({"coherence"})))
    assert (answer.otherwise, answer.gates[0].otherwise) == ("fully_integrated", LEFT_OUT)
    everything = frozenset(RULE.gate_ids)
    assert asked(of, Question(left_out=everything)).otherwise == "fully_integrated"


def test_a_gates_own_threshold_comes_before_that_of_all() -> None:
    of = result(coherence=(3.6, "met"))
    both = Question(4.0, thresholds={"coherence": 3.5})
    assert "Coherence" not in {change.title for change in asked(of, both).gates}
