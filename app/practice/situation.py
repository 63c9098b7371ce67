"""Where a practice stands, as far as its manager may know: what the next step is worked out of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from app.disclosure.progress import Outlook
from app.models import WaveState


@dataclass(frozen=True, slots=True)
class Staff:
    """The list of staff: how many, how many of them besides practice managers, and today's headcount."""

    listed: int
    others: int
    headcount: int

    @property
    def is_short(self) -> bool:
        """Whether fewer people are on the list than work here."""
        return self.listed < self.headcount


@dataclass(frozen=True, slots=True)
class Asking:
    """The wave that is in preparation, open or being closed; of an open one how it stood this morning.

    ``invited`` were asked, ``answered`` of them had answered. ``without_card`` can be reached by nothing but
    a card and have none. ``undelivered`` invitations came back. ``reminder_on`` is the day of the next mail.
    ``is_stuck``: closing it was given up.
    """

    label: str
    state: WaveState
    opens_on: datetime.date
    closes_on: datetime.date
    minimum: int
    invited: int = 0
    answered: int = 0
    outlook: Outlook = Outlook.NOT_YET
    without_card: int = 0
    undelivered: int = 0
    reminder_on: datetime.date | None = None
    is_stuck: bool = False

    @property
    def too_few_asked(self) -> bool:
        """Whether so few were asked that there can be no result, whoever answers."""
        return not self.invited or self.outlook is Outlook.TOO_FEW_ASKED


@dataclass(frozen=True, slots=True)
class Published:
    """A published wave. ``needed`` says what would have been needed, where not enough have answered."""

    label: str
    on: datetime.date
    enough: bool
    needed: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan: steps made after the latest result, steps still open, those past their day, the next day."""

    after_latest: int = 0
    still_open: int = 0
    overdue: int = 0
    next_due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a practice stands on ``today``. ``merged_into`` is the practice that it is part of now.

    ``others`` are the waves besides ``asking`` that are open or being closed. ``published`` is the latest
    result; ``too_few`` a wave published later, in which not enough have answered.
    """

    today: datetime.date
    staff: Staff
    asking: Asking | None = None
    published: Published | None = None
    planned: Planned = Planned()
    merged_into: str | None = None
    others: tuple[Asking, ...] = ()
    too_few: Published | None = None

    @property
    def draft(self) -> Asking | None:
        """The wave that is in preparation, where none is open or being closed."""
        return self.asking if self.asking is not None and self.asking.state is WaveState.DRAFT else None

    @property
    def open_wave(self) -> Asking | None:
        """The wave in which people can answer, if there is one."""
        return self.asking if self.asking is not None and self.asking.state is WaveState.OPEN else None
