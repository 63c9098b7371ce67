"""When the people who have not answered are reminded: days after the wave's opening."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from app.db import db
from app.models import User, Wave
from app.operations.order_mailings import APART

log = logging.getLogger(__name__)

MOST_REMINDERS = 2


def schedule_reminders(wave: Wave, days: Sequence[str], by: User) -> str | None:
    """Remind on ``days`` (as typed) after opening; none for no reminder. Return what is wrong with them.

    A reminder that was sent is not sent again, whatever the days are changed to.
    """
    if not all(day.isdecimal() for day in days):
        return "Enter whole numbers of days, or leave a field empty"
    numbers = sorted(int(day) for day in days)
    gaps = [after - before for before, after in zip([0, *numbers], numbers, strict=False)]
    if any(gap < APART.days for gap in gaps) or len(numbers) > MOST_REMINDERS:
        return f"Leave {APART.days} days or more between opening and reminders; send {MOST_REMINDERS} at most"
    if numbers and numbers[-1] > (wave.closes_on - wave.opens_on).days:
        return (
            f"The wave is open for {(wave.closes_on - wave.opens_on).days} days only; remind before it closes"
        )
    wave.reminder_days = numbers
    db.session.flush()
    log.info("reminders of wave %s set to days %s by user %s", wave.id, numbers, by.id)
    return None
