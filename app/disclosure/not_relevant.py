"""Releasing "not relevant" answers: a sentence where they are many, with the role group they come from.

No share is shown, of the practice or of a role. A role group is named only where at least five people of it
answered and at least five others besides the practice manager, or nobody else: a smaller group, and a group
that all but a few belong to, would tell of single people. Role groups of other sizes are never looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.roles import ROLE_TITLES
from scoring.result import NotRelevantRates, RoleNotRelevant

MANY = 0.3  # the share of "not relevant" answers from which it is reported as a finding
LEAST_GROUP = 5  # people of a role group, and people outside it, whatever the programme's own minimum
MOSTLY = 0.5  # the part of these answers from which they come "mostly" from a group
MANAGER = "practice_manager"

_WORDS = {  # in the order in which one is said, where several are many
    "stage": "not relevant at this stage",
    "programme": "not relevant to this programme",
    "role": "not relevant to my role",
}


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answered in a practice: all people, the managers among them, and the minimum of its wave.

    ``items`` is how many the scale has.
    """

    people: int
    managers: int
    minimum: int
    items: int = 1


def not_relevant_finding(
    rates: NotRelevantRates,
    *,
    too_early: bool,
    by_role: Sequence[RoleNotRelevant] = (),
    answering: Answering | None = None,
) -> str | None:
    """Return a sentence where over three in ten answers said "not relevant"; no exact share is shown.

    One reason is said, the first of those that are many. Two of them together would leave room for so few
    other answers that whoever gave one would know that nobody else did.
    """
    shares = {"stage": rates.stage, "programme": rates.programme, "role": rates.role}
    reason = next((name for name in _WORDS if (shares[name] or 0.0) > MANY), None)
    if reason is None:
        return None
    said = f"“{_WORDS[reason]}”{_mostly(reason, by_role, answering)}"
    reading = " It may be too early to ask." if too_early else ""
    return f"More than three in ten answers said {said}.{reading}"


def may_be_named(group: RoleNotRelevant, answering: Answering) -> bool:
    """Return whether a role group is large enough, and so is what is left without it."""
    least = max(LEAST_GROUP, answering.minimum)
    inside = answering.managers if group.group == MANAGER else 0
    others = answering.people - group.people
    return group.people - inside >= least and (others == 0 or others - (answering.managers - inside) >= least)


def _mostly(reason: str, by_role: Sequence[RoleNotRelevant], answering: Answering | None) -> str:
    """Return which role group most of these answers come from; nothing where none may be named."""
    total = sum(getattr(group, reason) for group in by_role)
    if answering is None or total == 0:
        return ""
    for group in by_role:
        if not (may_be_named(group, answering) and _leaves_room(group, total, answering.items)):
            continue
        if getattr(group, reason) / total > MOSTLY:
            return f" (mostly from people with the role “{ROLE_TITLES[group.group]}”)"
    return ""


def _leaves_room(group: RoleNotRelevant, total: int, items: int) -> bool:
    """Return whether "mostly" can be true without two people of the group, one of whom may be the reader.

    Else whoever of the group gave a score would know that all the others of it gave none.
    """
    return total // 2 + 1 <= (group.people - 2) * items
