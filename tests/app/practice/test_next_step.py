"""The one thing to do next, state by state."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import replace

import pytest

from app.disclosure.progress import Outlook
from app.models import WaveState
from app.practice.next_step import NEW_FOR, SOON, WAITS, Kind, next_step
from app.practice.next_words import WORDS
from app.practice.situation import Asking, Planned, Published, Situation, Staff

TODAY = datetime.date(2026, 3, 10)
DAY = datetime.timedelta(days=1)
MANY = Staff(12, 11, 20)
ALL = Staff(12, 11, 12)
NOBODY = Staff(0, 0, 20)
DRAFT = Asking("W2", WaveState.DRAFT, TODAY + 60 * DAY, TODAY + 90 * DAY, 5)
OPEN = Asking(
    "W2",
    WaveState.OPEN,
    TODAY - DAY,
    TODAY + 20 * DAY,
    5,
    12,
    3,
    Outlook.NOT_YET,
    reminder_on=TODAY + 6 * DAY,
)
NEW = Published("W1", TODAY, enough=True)
OLD = Published("W1", TODAY - NEW_FOR - DAY, enough=True)
FEW = Published("W1", TODAY - 90 * DAY, enough=False, needed="Fewer did.")
TOO_FEW = replace(OPEN, invited=4, answered=0, outlook=Outlook.TOO_FEW_ASKED)
NONE_ASKED = replace(TOO_FEW, invited=0)
UNDER_WAY = Planned(2, 2, 0, TODAY + 9 * DAY)
LATE = Planned(2, 2, 1, TODAY - DAY)
DONE = Planned(2, 0)

# Where the practice stands -> what to do, and what the words must have in them.
STATES = {
    "merged": (Situation(TODAY, MANY, OPEN, OLD, LATE, "Oak"), Kind.MERGED, "part of Oak"),
    "nothing yet": (Situation(TODAY, NOBODY), Kind.ADD_STAFF, "Nobody is on the list"),
    "list, no wave": (Situation(TODAY, MANY), Kind.NO_WAVE, "12 people are on the list"),
    "draft, nobody listed": (Situation(TODAY, NOBODY, DRAFT), Kind.ADD_STAFF, "W2 opens, on 9 May 2026"),
    "draft, one listed": (
        Situation(TODAY, Staff(1, 0, 20), DRAFT),
        Kind.ADD_MORE_STAFF,
        "1 person is on the list",
    ),
    "draft, too few listed": (
        Situation(TODAY, Staff(5, 4, 20), DRAFT),
        Kind.ADD_MORE_STAFF,
        "at least 5 besides",
    ),
    "draft, just enough": (Situation(TODAY, Staff(6, 5, 20), DRAFT), Kind.CHECK_LIST, "opens, on 9 May 2026"),
    "draft that is late": (
        Situation(TODAY, MANY, replace(DRAFT, opens_on=TODAY - DAY)),
        Kind.CHECK_LIST,
        "should have been on 9 March 2026",
    ),
    "draft soon, result new": (
        Situation(TODAY, MANY, replace(DRAFT, opens_on=TODAY + SOON), NEW),
        Kind.CHECK_LIST,
        "Is everybody there",
    ),
    "draft later, result new": (Situation(TODAY, MANY, DRAFT, NEW), Kind.READ, "result of wave W1"),
    "draft later, no plan": (Situation(TODAY, MANY, DRAFT, OLD), Kind.PLAN, "no step is planned"),
    "draft later, steps late": (
        Situation(TODAY, MANY, DRAFT, OLD, LATE),
        Kind.LOOK_AT_STEPS,
        "1 step of the plan",
    ),
    "draft later, steps under way": (Situation(TODAY, MANY, DRAFT, OLD, UNDER_WAY), Kind.CHECK_LIST, "W2"),
    "draft later, result too small": (Situation(TODAY, MANY, DRAFT, FEW), Kind.CHECK_LIST, "W2"),
    "open, nobody asked": (
        Situation(TODAY, MANY, NONE_ASKED),
        Kind.NOBODY_ASKED,
        "12 people are on the list, of a headcount of 20. Whoever is added is asked from the next wave on",
    ),
    "open, nobody asked, everybody listed": (
        Situation(TODAY, ALL, NONE_ASKED),
        Kind.NOBODY_TO_ASK,
        "nobody here was asked",
    ),
    "open, mail came back": (
        Situation(TODAY, MANY, replace(OPEN, undelivered=1, without_card=2)),
        Kind.CORRECT_ADDRESSES,
        "1 invitation came back",
    ),
    "open, cards missing": (
        Situation(TODAY, MANY, replace(OPEN, without_card=2)),
        Kind.PRINT_CARDS,
        "2 people can be reached by nothing but a card",
    ),
    "open, few answers": (Situation(TODAY, MANY, OPEN), Kind.TELL_COLLEAGUES, "3 of 12 had answered"),
    "open, reminders to come": (
        Situation(TODAY, MANY, OPEN),
        Kind.TELL_COLLEAGUES,
        "the next on 16 March 2026",
    ),
    "open, reminders over": (
        Situation(TODAY, MANY, replace(OPEN, reminder_on=None)),
        Kind.TELL_COLLEAGUES,
        "No more reminders",
    ),
    "open, enough unless the manager": (
        Situation(TODAY, MANY, replace(OPEN, answered=5, outlook=Outlook.PERHAPS)),
        Kind.TELL_COLLEAGUES,
        "5 of 12",
    ),
    "open, too few asked": (
        Situation(TODAY, MANY, TOO_FEW),
        Kind.TOO_FEW_ASKED,
        "12 people are on the list, of a headcount of 20",
    ),
    "open, too few asked, everybody listed": (
        Situation(TODAY, ALL, TOO_FEW),
        Kind.TOO_FEW_TO_WAIT_FOR,
        "Too few people were asked in wave W2",
    ),
    "open, enough": (
        Situation(TODAY, MANY, replace(OPEN, outlook=Outlook.ENOUGH)),
        Kind.ENOUGH,
        "open until 30 March 2026",
    ),
    "open, enough, steps late": (
        Situation(TODAY, MANY, replace(OPEN, outlook=Outlook.ENOUGH), OLD, LATE),
        Kind.LOOK_AT_STEPS,
        "should have been done",
    ),
    "open, enough, no plan": (
        Situation(TODAY, MANY, replace(OPEN, outlook=Outlook.ENOUGH), OLD),
        Kind.ENOUGH,
        "closed",
    ),
    "open on its last day": (
        Situation(TODAY, MANY, replace(OPEN, closes_on=TODAY)),
        Kind.TELL_COLLEAGUES,
        "3 of 12",
    ),
    "open, its days over": (
        Situation(TODAY, MANY, replace(OPEN, closes_on=TODAY - DAY)),
        Kind.DAYS_OVER,
        "W2",
    ),
    "being closed": (Situation(TODAY, MANY, replace(OPEN, state=WaveState.CLOSING)), Kind.CLOSING, "W2"),
    "not closed": (
        Situation(TODAY, MANY, replace(OPEN, state=WaveState.CLOSING, is_stuck=True)),
        Kind.NOT_CLOSED,
        "W2",
    ),
    "closed, result new": (Situation(TODAY, MANY, None, NEW), Kind.READ, "published on 10 March 2026"),
    "closed, result new on its last day": (
        Situation(TODAY, MANY, None, replace(NEW, on=TODAY - NEW_FOR)),
        Kind.READ,
        "W1",
    ),
    "closed, result no longer new": (Situation(TODAY, MANY, None, OLD), Kind.PLAN, "W1"),
    "closed, nobody listed any more": (Situation(TODAY, NOBODY, None, OLD), Kind.PLAN, "W1"),
    "closed, steps late": (
        Situation(TODAY, MANY, None, OLD, replace(LATE, overdue=2)),
        Kind.LOOK_AT_STEPS,
        "2 steps of the plan should",
    ),
    "closed, steps under way": (
        Situation(TODAY, MANY, None, OLD, UNDER_WAY),
        Kind.CARRY_OUT,
        "2 steps of the plan still to be done. The next is due on 19 March 2026",
    ),
    "closed, all done": (Situation(TODAY, MANY, None, OLD, DONE), Kind.KEEP_UP, "done or dropped"),
    "closed, too few answered": (
        Situation(TODAY, MANY, None, FEW),
        Kind.NEXT_TIME,
        "Fewer did",
    ),
    "closed, too few answered, old steps": (
        Situation(TODAY, MANY, None, FEW, Planned(0, 1, 0, TODAY)),
        Kind.CARRY_OUT,
        "1 step of the plan still",
    ),
}


@pytest.mark.parametrize(("stands", "kind", "words"), STATES.values(), ids=STATES)
def test_every_state_has_its_step(stands: Situation, kind: Kind, words: str) -> None:
    step = next_step(stands)
    assert step.kind is kind
    assert words in f"{step.title}. {step.sentence}"


def test_every_kind_of_step_is_tried() -> None:
    assert {kind for _, kind, _ in STATES.values()} == set(Kind)


def test_what_waits_has_no_button_and_everything_else_has_one() -> None:
    steps = [next_step(stands) for stands, _, _ in STATES.values()]
    assert {step.kind for step in steps if not step.button} == WAITS
    assert all(bool(step.button) == bool(step.page) for step in steps)


def test_button_about_a_result_names_its_wave() -> None:
    steps = [next_step(stands) for stands, _, _ in STATES.values()]
    of_results = [step for step in steps if step.page in {"practice.results", "practice.plan"}]
    assert {step.kind for step in of_results} >= {Kind.READ, Kind.PLAN, Kind.LOOK_AT_STEPS}
    assert {step.result for step in of_results} == {"W1"}


def test_words_are_there_for_every_kind_and_for_nothing_else() -> None:
    assert set(tomllib.loads(WORDS.read_text(encoding="utf-8"))) == {kind.value for kind in Kind}
