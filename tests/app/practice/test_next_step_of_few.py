"""The one thing to do next where too few were asked or are listed: what there is to read comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.practice.next_step import Kind, next_step
from app.practice.situation import Situation, Staff
from tests.app.practice.test_next_step import (
    ALL,
    DONE,
    DRAFT,
    FEW,
    LATE,
    MANY,
    NEW,
    NOBODY,
    NONE_ASKED,
    OLD,
    TODAY,
    TOO_FEW,
    UNDER_WAY,
)

# Where the practice stands -> what to do, and what the words must have in them.
STATES = {
    "open, nobody asked, nobody listed": (
        Situation(TODAY, NOBODY, NONE_ASKED),
        Kind.ADD_STAFF,
        "asked from the next wave on",
    ),
    "open, nobody asked, result new": (Situation(TODAY, NOBODY, NONE_ASKED, NEW), Kind.READ, "W1"),
    "open, too few asked, cards missing": (
        Situation(TODAY, MANY, replace(TOO_FEW, without_card=2), NEW),
        Kind.PRINT_CARDS,
        "2 people can be reached by nothing but a card",
    ),
    "open, too few asked, more listed than work here": (
        Situation(TODAY, Staff(30, 29, 24), TOO_FEW),
        Kind.TOO_FEW_TO_WAIT_FOR,
        "nothing to do now",
    ),
    "open, too few asked, result new": (Situation(TODAY, MANY, TOO_FEW, NEW), Kind.READ, "W1"),
    "open, too few asked, no plan": (Situation(TODAY, MANY, TOO_FEW, OLD), Kind.PLAN, "W1"),
    "open, too few asked, steps late": (
        Situation(TODAY, MANY, TOO_FEW, OLD, LATE),
        Kind.LOOK_AT_STEPS,
        "should have been done",
    ),
    "open, too few asked, steps under way": (
        Situation(TODAY, MANY, TOO_FEW, OLD, UNDER_WAY),
        Kind.TOO_FEW_ASKED,
        "of a headcount of 20",
    ),
    "open, too few asked, steps under way, everybody listed": (
        Situation(TODAY, ALL, TOO_FEW, OLD, UNDER_WAY),
        Kind.CARRY_OUT,
        "2 steps of the plan still",
    ),
    "open, too few asked, all done": (
        Situation(TODAY, ALL, TOO_FEW, OLD, DONE),
        Kind.TOO_FEW_TO_WAIT_FOR,
        "W2",
    ),
    "open, too few asked, too few before": (
        Situation(TODAY, ALL, TOO_FEW, FEW),
        Kind.TOO_FEW_TO_WAIT_FOR,
        "W2",
    ),
    "closed, nobody listed any more, all done": (
        Situation(TODAY, NOBODY, None, OLD, DONE),
        Kind.ADD_STAFF,
        "asked when a wave opens",
    ),
    "closed, too few answered, nobody listed": (
        Situation(TODAY, NOBODY, None, FEW),
        Kind.ADD_STAFF,
        "Nobody is on the list",
    ),
    "draft, everybody listed and still too few": (
        Situation(TODAY, Staff(5, 4, 5), DRAFT),
        Kind.CHECK_LIST,
        "5 people are on the list",
    ),
}


@pytest.mark.parametrize(("stands", "kind", "words"), STATES.values(), ids=STATES)
def test_every_state_has_its_step(stands: Situation, kind: Kind, words: str) -> None:
    step = next_step(stands)
    assert step.kind is kind
    assert words in f"{step.title}. {step.sentence}"
