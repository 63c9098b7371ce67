"""How many have answered an open wave, in words: nothing of groups so small that a count names somebody.

A count is of *others*: practice managers read it and know whether they have answered themselves, so that of
the manager and four colleagues "4" would say all of those four. They are taken off, and never counted apart.

What is said besides the counts is worked out of the counts that are shown and of who was asked, which is no
secret: so it says nothing more. Whether the practice manager is among those who answered is never told.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from app.queries.tracking import Count


class Outlook(Enum):
    """Whether a practice will have results, if the wave is closed with the answers of the count shown."""

    ENOUGH = "Enough for results"
    PERHAPS = "Enough, unless the practice manager is one of them"
    NOT_YET = "Not enough yet"
    TOO_FEW_ASKED = "Too few were asked"


def may_count(invited: int, managers: int, minimum_group: int) -> bool:
    """Return whether a count of those who answered may be shown: of three, "two" says who has not.

    ``managers`` of the ``invited`` may be practice managers, whose own answer is no secret to them.

    >>> may_count(6, 1, 5), may_count(5, 1, 5)
    (True, False)
    """
    return invited - managers >= minimum_group


def in_words(asked: Count, minimum_group: int) -> str:
    """Return the count as tables show it.

    >>> of_many, of_few, nobody = Count("a", 12, 1, 4), Count("a", 5, 1, 4), Count("a", 0, 1, 0)
    >>> in_words(of_many, 5), in_words(of_few, 5), in_words(nobody, 5)
    ('4 of 12', '5 asked; too few for a count', 'nobody asked')
    """
    if not asked.invited:
        return "nobody asked"
    if not may_count(asked.invited, asked.managers, minimum_group):
        return f"{asked.invited} asked; too few for a count"
    return f"{asked.answered} of {asked.invited}"


def outlook(asked: Count, minimum_group: int) -> Outlook:
    """Return the outlook of a practice; ``minimum_group`` people besides its manager are needed.

    >>> [outlook(Count("npt-core", 8, 1, answered), 5).name for answered in (4, 5, 6)]
    ['NOT_YET', 'PERHAPS', 'ENOUGH']
    >>> outlook(Count("npt-core", 5, 1, 5), 5).name
    'TOO_FEW_ASKED'
    """
    if not may_count(asked.invited, asked.managers, minimum_group):
        return Outlook.TOO_FEW_ASKED
    if asked.answered >= minimum_group + asked.managers:
        return Outlook.ENOUGH
    return Outlook.PERHAPS if asked.answered >= minimum_group else Outlook.NOT_YET


def total_in_words(practices: Sequence[Count], minimum_group: int) -> str:
    """Return the count of all practices together, as it can be shown beside those of each.

    What the total says beyond the counts that are shown is the count of the others together; where these are
    so few people that it may not be shown, they are left out.

    >>> many, few = Count("npt-core", 10, 1, 7), Count("npt-core", 4, 1, 3)
    >>> total_in_words([many, few], 5), total_in_words([many, few, few], 5)
    ('7 of 10, without practices in which few were asked', '13 of 18')
    """
    asked = [each for each in practices if each.invited]
    shown = [each for each in asked if may_count(each.invited, each.managers, minimum_group)]
    hidden = _together([each for each in asked if each not in shown])
    left_out = hidden.invited > 0 and not may_count(hidden.invited, hidden.managers, minimum_group)
    words = in_words(_together(shown if left_out else asked), minimum_group)
    if not left_out:
        return words
    return f"{words}, without practices in which few were asked" if shown else "too few asked for a count"


def _together(practices: Sequence[Count]) -> Count:
    """Return the count of practices as if they were one."""
    sums = (sum(getattr(each, name) for each in practices) for name in ("invited", "managers", "answered"))
    return Count("", *sums)
