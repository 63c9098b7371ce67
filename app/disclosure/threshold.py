"""When something may be shown at all, and the words for when it may not.

The words are the same whatever is hidden: a reason that depended on what it hides would tell of it.
"""

from __future__ import annotations

SCALE_HIDDEN = "Too few people gave a score here, so nothing is shown."


def enough_people(n: int, managers: int, minimum: int) -> bool:
    """Return whether a number from ``n`` people may be shown.

    ``managers`` of the respondents are practice managers; they read the result and know their own answer,
    so that at least ``minimum`` others must stand behind every number. It is not known who of the ``n`` the
    managers are: all of them are assumed to be among them.
    """
    return n - managers >= minimum


def needed(answering: int, managers: int, minimum: int) -> str:
    """Return what is needed before a result can be shown."""
    more = minimum - (answering - managers)
    besides = " besides the practice manager" if managers else ""
    people = "person" if more == 1 else "people"
    return (
        f"Results are shown when at least {minimum} people{besides} have answered. "
        f"{more} more {people} would have been needed."
    )
