"""The one thing to do next where there is more to it: several open waves, or a last one without a result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.disclosure.progress import Outlook
from app.models import WaveState
from app.practice.next_step import Kind, next_step
from app.practice.situation import Situation
from tests.app.practice.test_next_step import DONE, FEW, MANY, NEW, OLD, OPEN, TODAY, TOO_FEW

CARDS = replace(OPEN, label="P1", without_card=2)
CLOSING = replace(OPEN, label="P1", state=WaveState.CLOSING)

# Where the practice stands -> what to do, and what the words must have in them.
STATES = {
    "two open, the earlier needs cards": (
        Situation(TODAY, MANY, OPEN, others=(CARDS,)),
        Kind.PRINT_CARDS,
        "2 people can be reached by nothing but a card in wave P1, and",
    ),
    "two open, both need answers": (
        Situation(TODAY, MANY, OPEN, others=(replace(OPEN, label="P1"),)),
        Kind.TELL_COLLEAGUES,
        "3 of 12 had answered in wave W2 when",
    ),
    "two open, the later has enough": (
        Situation(TODAY, MANY, replace(OPEN, outlook=Outlook.ENOUGH), others=(replace(OPEN, label="P1"),)),
        Kind.TELL_COLLEAGUES,
        "in wave P1",
    ),
    "too few asked in one, the other needs answers": (
        Situation(TODAY, MANY, TOO_FEW, NEW, others=(replace(OPEN, label="P1"),)),
        Kind.TELL_COLLEAGUES,
        "in wave P1",
    ),
    "too few asked in both": (
        Situation(TODAY, MANY, TOO_FEW, NEW, others=(replace(TOO_FEW, label="P1"),)),
        Kind.READ,
        "result of wave W1",
    ),
    "one being closed, the other open": (
        Situation(TODAY, MANY, CLOSING, others=(OPEN,)),
        Kind.TELL_COLLEAGUES,
        "in wave W2",
    ),
    "one being closed, the other has enough": (
        Situation(TODAY, MANY, replace(OPEN, outlook=Outlook.ENOUGH), others=(CLOSING,)),
        Kind.CLOSING,
        "P1",
    ),
    "closed, too few answered in the last": (
        Situation(TODAY, MANY, None, OLD, DONE, too_few=replace(FEW, label="W2")),
        Kind.NEXT_TIME,
        "Fewer did",
    ),
    "closed, too few answered in the last, no plan": (
        Situation(TODAY, MANY, None, OLD, too_few=replace(FEW, label="W2")),
        Kind.PLAN,
        "result of wave W1",
    ),
}


@pytest.mark.parametrize(("stands", "kind", "words"), STATES.values(), ids=STATES)
def test_every_state_has_its_step(stands: Situation, kind: Kind, words: str) -> None:
    step = next_step(stands)
    assert step.kind is kind
    assert words in f"{step.title}. {step.sentence}"


def test_step_names_its_wave_only_where_there_are_several() -> None:
    assert next_step(Situation(TODAY, MANY, OPEN)).wave is None
    step = next_step(Situation(TODAY, MANY, OPEN, others=(CARDS,)))
    assert (step.wave, step.closes_on) == ("P1", CARDS.closes_on)
