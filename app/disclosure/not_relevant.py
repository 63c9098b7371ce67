"""Releasing "not relevant" answers: a sentence where they are many, with the role group they come from.

No share is shown, of the practice or of a role. A role group is named only where at least five people of it
answered and at least five others, or nobody else, practice managers never counted: a smaller group, and a
group that all but a few belong to, would tell of single people. Role groups of other sizes are never looked
at, and nothing is kept of them when the wave is closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.roles import ROLE_TITLES
from scoring.result import NotRelevantRates, RoleNotRelevant

MANY = 0.3  # the share of "not relevant" answers from which it is reported as a finding
LEAST_GROUP = 5  # people of a role group, and people outside it, whatever the programme's own minimum
EVERYBODY_ELSE = ""  # the group of all whose role is not kept

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
    reason = _reason(rates)
    if reason is None:
        return None
    said = f"“{_WORDS[reason]}”{_mostly(reason, by_role, answering)}"
    reading = " It may be too early to ask." if too_early else ""
    return f"More than three in ten answers said {said}.{reading}"


def may_be_named(group: RoleNotRelevant, answering: Answering) -> bool:
    """Return whether a role group is large enough, and so is what is left without it.

    A practice manager may have any role on the list, so that all may be in the group, and all outside it.
    """
    if group.group == EVERYBODY_ELSE:
        return False
    least = max(LEAST_GROUP, answering.minimum) + answering.managers
    others = answering.people - group.people
    return group.people >= least and (others == 0 or others >= least)


def kept_groups(
    rates: NotRelevantRates, by_role: Sequence[RoleNotRelevant], answering: Answering
) -> tuple[RoleNotRelevant, ...]:
    """Return what is kept of role groups: the one that is named, if one is, and everybody else as one group.

    What is said of them stays the same. How many of everybody else's answers there are in all is not kept.
    """
    reason = _reason(rates)
    named = _named(reason, by_role, answering) if reason else None
    counts = {name: sum(getattr(group, name) for group in by_role if group is not named) for name in _WORDS}
    people = answering.people - (named.people if named else 0)
    rest = (RoleNotRelevant(EVERYBODY_ELSE, people, 0, **counts),) if any(counts.values()) else ()
    return (*rest, named) if named else rest


def _reason(rates: NotRelevantRates) -> str | None:
    """Return the first of the reasons that are many."""
    shares = {"stage": rates.stage, "programme": rates.programme, "role": rates.role}
    return next((name for name in _WORDS if (shares[name] or 0.0) > MANY), None)


def _mostly(reason: str, by_role: Sequence[RoleNotRelevant], answering: Answering | None) -> str:
    """Say which role group most of these answers come from; nothing where none may be named."""
    group = _named(reason, by_role, answering) if answering else None
    return f" (mostly from people with the role “{ROLE_TITLES[group.group]}”)" if group else ""


def _named(reason: str, by_role: Sequence[RoleNotRelevant], answering: Answering) -> RoleNotRelevant | None:
    """Return the role group that most of these answers come from, None where it may not be named."""
    total = sum(getattr(group, reason) for group in by_role)
    for group in by_role:
        if 2 * getattr(group, reason) <= total:
            continue
        if may_be_named(group, answering) and _leaves_room(group, total, answering.items):
            return group
    return None


def _leaves_room(group: RoleNotRelevant, total: int, items: int) -> bool:
    """Return whether "mostly" can be true without two people of the group, one of whom may be the reader.

    Else whoever of the group gave a score would know that all the others of it gave none.
    """
    return total // 2 + 1 <= (group.people - 2) * items
