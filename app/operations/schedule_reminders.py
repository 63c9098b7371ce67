"""When the people who have not answered are reminded: days after the wave's opening."""

from __future__ import annotations

from collections.abc import Sequence

from app.db import db
from app.models import User, Wave
from app.operations.audit import record
from app.operations.order_mailings import APART

MOST_REMINDERS = 2
LONGEST_NUMBER = 4  # digits


def schedule_reminders(wave: Wave, days: Sequence[str], by: User) -> str | None:
    """Remind on ``days`` (as typed) after opening; none for no reminder. Return what is wrong with them.

    A reminder that was sent is not sent again, whatever the days are changed to.
    """
    problem = problem_with(days, (wave.closes_on - wave.opens_on).days)
    if problem is not None:
        return problem
    wave.reminder_days = sorted(int(day) for day in days)
    db.session.flush()
    days_after = ", ".join(map(str, wave.reminder_days)) or "none"
    record("reminders.set", by, f"wave {wave.label}", wave.programme_id, days_after_opening=days_after)
    return None


def problem_with(days: Sequence[str], open_for: int | None) -> str | None:
    """Return what is wrong with the days (as typed) after the opening of a wave that is open for so many.

    ``open_for``: None where nobody knows yet.
    """
    if not all(day.isascii() and day.isdecimal() and len(day) <= LONGEST_NUMBER for day in days):
        return "Enter whole numbers of days, or leave a field empty"
    numbers = sorted(int(day) for day in days)
    gaps = [after - before for before, after in zip([0, *numbers], numbers, strict=False)]
    if any(gap < APART.days for gap in gaps) or len(numbers) > MOST_REMINDERS:
        return f"Leave {APART.days} days or more between opening and reminders; send {MOST_REMINDERS} at most"
    if numbers and open_for is not None and numbers[-1] > open_for:
        only = "1 day" if open_for == 1 else f"{open_for} days"
        return f"The wave is open for {only} only; remind before it closes"
    return None


def first_wrong(days: Sequence[str], open_for: int | None) -> int:
    """Return the position of the day that makes them wrong; ``days`` as typed, empty ones too."""
    upto = range(1, len(days) + 1)
    return next(n - 1 for n in upto if problem_with([day for day in days[:n] if day], open_for))
