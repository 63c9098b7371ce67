"""The one thing that a practice manager does next, worked out of where the practice stands.

A pure function of what the manager may see anyway: counts as they were when the day began, the list of staff,
what is published, and the plan. So the advice says no more than the page around it. Its words are in
``next_words``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.disclosure.progress import Outlook
from app.models import WaveState
from app.practice.next_words import words_of
from app.practice.situation import Situation

SOON = datetime.timedelta(days=14)
"""A wave that opens so soon comes before what is left of the last one."""
NEW_FOR = datetime.timedelta(days=14)
"""Nobody notes who has read what: so long a result is to be read, after that a plan is asked for."""


class Kind(StrEnum):
    """What there is to do; each has its words."""

    MERGED = "merged"
    CLOSING = "closing"
    NOT_CLOSED = "not_closed"
    DAYS_OVER = "days_over"
    NOBODY_ASKED = "nobody_asked"
    CORRECT_ADDRESSES = "correct_addresses"
    PRINT_CARDS = "print_cards"
    TOO_FEW_ASKED = "too_few_asked"
    NOBODY_TO_ASK = "nobody_to_ask"
    TOO_FEW_TO_WAIT_FOR = "too_few_to_wait_for"
    TELL_COLLEAGUES = "tell_colleagues"
    ENOUGH = "enough"
    ADD_STAFF = "add_staff"
    ADD_MORE_STAFF = "add_more_staff"
    CHECK_LIST = "check_list"
    READ = "read"
    PLAN = "plan"
    LOOK_AT_STEPS = "look_at_steps"
    CARRY_OUT = "carry_out"
    KEEP_UP = "keep_up"
    NEXT_TIME = "next_time"
    NO_WAVE = "no_wave"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, in words. ``page`` is the button's endpoint, ``result`` the wave of the latest result.

    ``wave`` is the one that it is about, where several are open or being closed; ``closes_on`` its last day.
    """

    kind: Kind
    title: str
    sentence: str
    button: str
    page: str
    result: str
    wave: str | None
    closes_on: datetime.date | None


def next_step(stands: Situation) -> NextStep:
    """Return what the manager of a practice does next.

    Where several waves are open or being closed: what comes first of all that they ask for, and waiting only
    where there is nothing to do in any of them. Of two that ask for the same the latest is named.
    """
    waves = (stands.asking, *stands.others)
    found = [_first_rule(replace(stands, asking=asking)) for asking in waves]
    place = min(range(len(found)), key=lambda place: (found[place][1] in WAITS, found[place][0]))
    kind, asking = found[place][1], waves[place]
    words = words_of(kind, replace(stands, asking=asking))
    return NextStep(
        kind,
        words["title"],
        words["sentence"],
        words.get("button", ""),
        words.get("page", ""),
        stands.published.label if stands.published else "",
        wave=asking.label if asking is not None and stands.others else None,
        closes_on=asking.closes_on if asking is not None else None,
    )


def _first_rule(stands: Situation) -> tuple[int, Kind]:
    """Return the first rule that has something to say, by its place, and what it says."""
    return next((place, kind) for place, rule in enumerate(RULES) if (kind := rule(stands)) is not None)


def _merged(stands: Situation) -> Kind | None:
    return Kind.MERGED if stands.merged_into is not None else None


def _being_closed(stands: Situation) -> Kind | None:
    if stands.asking is not None and stands.asking.state is WaveState.CLOSING:
        return Kind.NOT_CLOSED if stands.asking.is_stuck else Kind.CLOSING
    asking = stands.open_wave
    return Kind.DAYS_OVER if asking is not None and asking.closes_on < stands.today else None


def _reaching(stands: Situation) -> Kind | None:
    """Whoever cannot know yet that they are asked."""
    asking = stands.open_wave
    if asking is None:
        return None
    if asking.undelivered:
        return Kind.CORRECT_ADDRESSES
    return Kind.PRINT_CARDS if asking.without_card else None


def _answering(stands: Situation) -> Kind | None:
    asking = stands.open_wave
    if asking is None or asking.too_few_asked:
        return None
    if asking.outlook is not Outlook.ENOUGH:
        return Kind.TELL_COLLEAGUES
    return _overdue(stands) or Kind.ENOUGH


def _staff_missing(stands: Situation) -> Kind | None:
    """Nobody is listed, or too few for the wave that comes."""
    if stands.draft is None:
        return None
    if not stands.staff.listed:
        return Kind.ADD_STAFF
    too_few = stands.staff.others < stands.draft.minimum
    return Kind.ADD_MORE_STAFF if too_few and stands.staff.is_short else None


def _opens_soon(stands: Situation) -> Kind | None:
    is_soon = stands.draft is not None and stands.draft.opens_on <= stands.today + SOON
    return Kind.CHECK_LIST if is_soon else None


def _overdue(stands: Situation) -> Kind | None:
    return Kind.LOOK_AT_STEPS if stands.planned.overdue else None


def _result(stands: Situation) -> Kind | None:
    published = stands.published
    if published is None or not published.enough or stands.planned.after_latest:
        return None
    return Kind.READ if stands.today <= published.on + NEW_FOR else Kind.PLAN


def _nobody_listed(stands: Situation) -> Kind | None:
    """Nobody is listed, and no wave is coming: what there is to read, plan and do came first."""
    return None if stands.staff.listed else Kind.ADD_STAFF


def _list_for_later(stands: Situation) -> Kind | None:
    """Too few were asked in the wave that is open, and the list can be longer when the next one opens.

    Nothing can be done about the open wave: its list was frozen.
    """
    asking = stands.open_wave
    if asking is None or not asking.too_few_asked or not stands.staff.is_short:
        return None
    if not stands.staff.listed:
        return Kind.ADD_STAFF
    return Kind.TOO_FEW_ASKED if asking.invited else Kind.NOBODY_ASKED


def _list_to_check(stands: Situation) -> Kind | None:
    return Kind.CHECK_LIST if stands.draft is not None else None


def _steps_to_do(stands: Situation) -> Kind | None:
    return Kind.CARRY_OUT if stands.published is not None and stands.planned.still_open else None


def _no_result_to_come(stands: Situation) -> Kind | None:
    asking = stands.open_wave
    if asking is None or not asking.too_few_asked:
        return None
    return Kind.TOO_FEW_TO_WAIT_FOR if asking.invited else Kind.NOBODY_TO_ASK


def _after_the_result(stands: Situation) -> Kind | None:
    if stands.published is None:
        return None
    return Kind.KEEP_UP if stands.published.enough and stands.too_few is None else Kind.NEXT_TIME


def _no_wave(_stands: Situation) -> Kind | None:
    return Kind.NO_WAVE


WAITS = frozenset(
    {
        Kind.MERGED,
        Kind.CLOSING,
        Kind.NOT_CLOSED,
        Kind.DAYS_OVER,
        Kind.ENOUGH,
        Kind.TOO_FEW_TO_WAIT_FOR,
        Kind.NOBODY_TO_ASK,
    }
)
"""What needs nothing done."""

# The first that has something to say is it.
RULES: tuple[Callable[[Situation], Kind | None], ...] = (
    _merged,
    _being_closed,
    _reaching,
    _answering,
    _staff_missing,
    _opens_soon,
    _overdue,
    _result,
    _list_for_later,
    _list_to_check,
    _steps_to_do,
    _nobody_listed,
    _no_result_to_come,
    _after_the_result,
    _no_wave,
)
