"""When something may be shown at all, and the words for when it may not.

The words are the same whatever is hidden: a reason that depended on what it hides would tell of it.
"""

from __future__ import annotations

COMMENTS_FROM = 10
"""People besides the practice manager, before anybody's own words are shown without their consent."""

LEAST_KEPT = 5
"""People of a practice who answered a questionnaire, for their answers to be kept once the wave is closed."""

SCALE_HIDDEN = "Too few people gave a score here, so nothing is shown."


def enough_people(n: int, managers: int, minimum: int) -> bool:
    """Return whether a number from ``n`` people may be shown.

    ``managers`` of the respondents are practice managers; they read the result and know their own answer,
    so that at least ``minimum`` others must stand behind every number. It is not known who of the ``n`` the
    managers are: all of them are assumed to be among them.
    """
    return n - managers >= minimum


def comments_from(minimum: int) -> int:
    """Return how many others must answer before comments are shown without their writers' consent.

    ``minimum`` is how many must answer before anything is shown.
    """
    return max(COMMENTS_FROM, minimum)


def needed(minimum: int) -> str:
    """Return what is needed before a result can be shown.

    How many are missing is not said: a number that is too small beside the minimum would tell whether the
    practice manager is among those who answered, and of few people who asked whether they all did.
    """
    return (
        f"Results are shown when at least {minimum} people besides the practice manager have answered. "
        "Fewer did. How many is not said, because of so few it could say who."
    )
