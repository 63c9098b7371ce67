"""How many have answered an open wave, in words: nothing of groups so small that a count names somebody."""

from __future__ import annotations


def may_count(invited: int, minimum_group: int) -> bool:
    """Return whether a count of those who answered may be shown: of three, "two" says who has not."""
    return invited >= minimum_group


def in_words(answered: int, invited: int, minimum_group: int) -> str:
    """Return the count as tables show it.

    >>> in_words(4, 12, 5), in_words(2, 3, 5), in_words(0, 0, 5)
    ('4 of 12', '3 asked; too few for a count', 'nobody asked')
    """
    if not invited:
        return "nobody asked"
    if not may_count(invited, minimum_group):
        return f"{invited} asked; too few for a count"
    return f"{answered} of {invited}"
