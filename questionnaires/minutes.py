"""How long a questionnaire takes: planning figures of the project, seconds an item.

A statement is read and judged in about 9 seconds, a rating set in 6, an option of a multiple choice
read in 4, an open question answered, if briefly, in 30.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from types import MappingProxyType

from questionnaires.types import Instrument, ItemType

SECONDS: Mapping[ItemType, int] = MappingProxyType(
    {
        ItemType.AGREEMENT: 9,
        ItemType.RATING: 6,
        ItemType.MULTIPLE_CHOICE: 4,  # for each option
        ItemType.LONG_TEXT: 30,
    }
)


def estimate_seconds(items: Iterable[tuple[ItemType, int]]) -> int:
    """Return the seconds for items given as (type, number of options)."""
    return sum(
        SECONDS[kind] * (options if kind is ItemType.MULTIPLE_CHOICE else 1) for kind, options in items
    )


def estimate_minutes(seconds: int) -> int:
    """Return the minutes to announce: rounded up, at least 1."""
    return max(1, ceil(seconds / 60))


def seconds_of(instrument: Instrument) -> int:
    """Return the estimated seconds to answer an instrument."""
    return estimate_seconds((item.type, len(item.options)) for item in instrument.items)
