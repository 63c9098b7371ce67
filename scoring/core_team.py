"""What the core team said of itself: the input of the shared-understanding gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoreTeamAnswer:
    """One core-team answer sheet.

    ``role`` is one of the core roles; ``scope`` maps each multiple-choice item to the option ids
    named, or to None where it was not answered; ``values`` maps each scored item to its value or to
    a code below 0 (see :mod:`scoring.answers`).
    """

    practice: str
    role: str
    scope: Mapping[str, frozenset[str] | None]
    values: Mapping[str, int]
