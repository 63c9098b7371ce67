"""The one thing to do next, wherever a practice stands: whole words, and no more than the page says."""

from __future__ import annotations

import string
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.disclosure.progress import outlook
from app.models import WaveState
from app.practice.next_step import Kind, next_step
from app.practice.situation import Asking, Planned, Published, Situation, Staff
from app.queries.tracking import Count
from tests.app.practice.test_next_step import DAY, FEW, TODAY

DAYS = st.integers(-200, 200).map(lambda days: TODAY + days * DAY)
NUMBERS = st.integers(0, 30)


@st.composite
def asking(draw: st.DrawFn) -> Asking:
    """Draw a wave whose outlook goes with its numbers, as the service makes them."""
    invited, minimum = draw(NUMBERS), draw(st.integers(3, 10))
    count = Count("npt-core", invited, draw(st.integers(0, min(2, invited))), draw(st.integers(0, invited)))
    opens = draw(DAYS)
    return Asking(
        label="W2",
        state=draw(st.sampled_from([WaveState.DRAFT, WaveState.OPEN, WaveState.CLOSING])),
        opens_on=opens,
        closes_on=opens + draw(st.integers(0, 90)) * DAY,
        minimum=minimum,
        invited=invited,
        answered=count.answered,
        outlook=outlook(count, minimum),
        without_card=draw(st.integers(0, invited)),
        undelivered=draw(st.integers(0, invited)),
        reminder_on=draw(st.none() | DAYS),
        is_stuck=draw(st.booleans()),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Draw any situation that can be."""
    listed = draw(NUMBERS)
    published = draw(st.none() | st.builds(Published, st.just("W1"), DAYS, st.booleans(), st.just("More.")))
    days = draw(st.lists(DAYS, max_size=5)) if published else []
    planned = Planned(
        draw(st.integers(0, 5)) if published else 0,
        len(days),
        sum(day < TODAY for day in days),
        min(days, default=None),
    )
    staff = Staff(listed, draw(st.integers(0, listed)), draw(st.integers(1, 30)))
    current = draw(st.none() | asking())
    others = st.lists(asking().filter(_is_current), max_size=2)
    return Situation(
        TODAY,
        staff,
        current,
        published,
        planned,
        draw(st.none() | st.just("Oak")),
        tuple(draw(others)) if current is not None and _is_current(current) else (),
        draw(st.none() | st.just(FEW)) if published and published.enough else None,
    )


def _is_current(wave: Asking) -> bool:
    return wave.state is not WaveState.DRAFT


@given(stands=situations())
def test_whatever_the_state_there_is_one_step_in_whole_words(stands: Situation) -> None:
    step = next_step(stands)
    text = f"{step.title} {step.sentence}"
    assert not set("{}") & set(text)
    assert "  " not in text
    assert step.sentence.endswith((".", "?"))
    assert text[0] in string.ascii_uppercase


@given(stands=situations())
def test_nobody_is_told_to_add_people_where_the_list_is_as_long_as_the_headcount(stands: Situation) -> None:
    step = next_step(stands)
    if stands.staff.listed >= stands.staff.headcount:
        assert step.kind not in {Kind.TOO_FEW_ASKED, Kind.NOBODY_ASKED}
        assert "of a headcount of" not in step.sentence


@given(stands=situations(), answered=NUMBERS)
def test_answers_of_few_people_change_no_word(stands: Situation, answered: int) -> None:
    wave = stands.asking
    if wave is None or wave.invited >= wave.minimum:
        return
    changed = min(answered, wave.invited)
    other = replace(
        wave,
        answered=changed,
        outlook=outlook(Count("npt-core", wave.invited, 0, changed), wave.minimum),
    )
    assert next_step(replace(stands, asking=other)) == next_step(stands)
