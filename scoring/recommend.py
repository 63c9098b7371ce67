"""From what is weak in a practice to actions, the ones that help with most of it first.

Formula: an action's rank is the number of the practice's own weak themes that it addresses; where two address
as many, the one that by its paper addresses more barriers and enablers goes first, then the order of the
library. An action that addresses none is not recommended. Missing rule: a theme without a mean is not weak;
it is not known, and nothing is recommended for it. Source: science of the score, section 8.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.action_library import Action, ActionLibrary


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that may be weak: a scale or finding, its ``kind`` (see ActionLibrary.weak_below), its mean.

    ``failed`` is for what is judged without a mean (shared understanding).
    """

    id: str
    title: str
    kind: str
    mean: float | None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An action and why: the weak themes that it addresses, in the order in which they were given."""

    action: Action
    because: tuple[Theme, ...]


def weak_themes(themes: Iterable[Theme], library: ActionLibrary) -> tuple[Theme, ...]:
    """Return the themes whose mean lies under the library's bound for their kind, or that failed."""
    return tuple(
        theme
        for theme in themes
        if theme.failed
        or (theme.mean is not None and theme.mean < library.weak_below.get(theme.kind, float("-inf")))
    )


def recommend(
    themes: Iterable[Theme], library: ActionLibrary, *, for_leads: bool
) -> tuple[Recommendation, ...]:
    """Return the actions that address anything weak, the most helpful first.

    ``for_leads``: include the actions that are for whoever runs a programme.
    """
    weak = weak_themes(themes, library)
    found = [
        Recommendation(action, tuple(theme for theme in weak if theme.id in action.themes))
        for action in library.actions
        if for_leads or not action.leads_only
    ]
    useful = [each for each in found if each.because]
    return tuple(sorted(useful, key=lambda each: (-len(each.because), -(each.action.addresses or 0))))
