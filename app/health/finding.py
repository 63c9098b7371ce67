"""One thing that was looked at, and how times are said."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "missing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a report; ``missing`` means that the service cannot run as it is."""

    subject: str
    state: State
    text: str


def age(since: datetime.datetime, now: datetime.datetime) -> str:
    """Return how long ago something was, in its largest unit; both times aware or both not.

    >>> noon = datetime.datetime(2026, 3, 1, 12)
    >>> age(noon, noon + datetime.timedelta(minutes=90)), age(noon, noon + datetime.timedelta(seconds=5))
    ('1 hour', '5 seconds')
    """
    seconds = max(0, int((now - since).total_seconds()))
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return _counted(seconds // length, unit)
    return _counted(seconds, "second")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
