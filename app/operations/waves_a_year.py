"""How often the staff of a practice may be asked: at most three waves a year.

People who are asked again and again stop answering, and few months change little in how a practice works.
Source: science of the score, section 9.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

MOST = 3
YEAR = datetime.timedelta(days=365)


def free_from(opened_on: Iterable[datetime.date], today: datetime.date) -> datetime.date | None:
    """Return the day from which a practice may be asked again; None if that is today.

    ``opened_on``: the first days of the waves that asked it.

    >>> days = [datetime.date(2026, month, 2) for month in (1, 3, 6)]
    >>> free_from(days, datetime.date(2026, 9, 1)), free_from(days, datetime.date(2027, 1, 2))
    (datetime.date(2027, 1, 2), None)
    """
    within = sorted(day for day in opened_on if day > today - YEAR)
    return within[-MOST] + YEAR if len(within) >= MOST else None
