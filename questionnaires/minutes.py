"""How long a questionnaire takes: planning figures of the project, seconds an item.

A statement is read and judged in about 9 seconds, a rating set in 6, an option of a multiple choice
read in 4, a number found in 8, a line written in 15, an open question answered, if briefly, in 30, a text
read in 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from types import MappingProxyType

from questionnaires.routing import possible_items
from questionnaires.types import CHOICE_TYPES, Instrument, ItemType

SECONDS: Mapping[ItemType, int] = MappingProxyType(
    {
        ItemType.AGREEMENT: 9,
        ItemType.RATING: 6,
        ItemType.BIPOLAR: 9,
        ItemType.SINGLE_CHOICE: 4,  # for each option
        ItemType.MULTIPLE_CHOICE: 4,  # for each option
        ItemType.NUMBER: 8,
        ItemType.SHORT_TEXT: 15,
        ItemType.LONG_TEXT: 30,
        ItemType.INFORMATION: 5,
    }
)


def estimate_seconds(items: Iterable[tuple[ItemType, int]]) -> int:
    """Return the seconds for items given as (type, number of options)."""
    return sum(SECONDS[kind] * (options if kind in CHOICE_TYPES else 1) for kind, options in items)


def estimate_minutes(seconds: int) -> int:
    """Return the minutes that a questionnaire states: rounded up, at least 1."""
    return max(1, ceil(seconds / 60))


def under_minutes(seconds: int) -> int:
    """Return the minutes to announce as "less than", at least 2 so that they are minutes in every language.

    >>> under_minutes(534), under_minutes(540), under_minutes(30)
    (9, 10, 2)
    """
    return max(2, seconds // 60 + 1)


def minutes_for(role: str, asked: Iterable[Instrument]) -> int:
    """Return the minutes to announce as "less than" for all that somebody of a role is asked."""
    return under_minutes(sum(seconds_of(each, role) for each in asked))


def seconds_of(instrument: Instrument, role: str | None = None) -> int:
    """Return the estimated seconds that an instrument takes somebody of a role, at the longest.

    Without a role: of the role that is asked most.
    """
    roles = instrument.roles if role is None else (role,)
    return max(
        estimate_seconds((item.type, len(item.options)) for item in possible_items(instrument, each))
        for each in roles
    )
