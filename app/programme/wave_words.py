"""What is set up of a wave, in words: whom it asks, how it judges, and who will see what."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.disclosure.threshold import comments_from
from app.models import PracticeChoice, Wave, WaveState
from app.programme.wave_offer import Offered, offered_instrument
from questionnaires import catalogue
from questionnaires.asked import instruments_for
from questionnaires.minutes import minutes_for
from questionnaires.roles import ROLE_TITLES
from questionnaires.types import Attribution
from scoring.rule import Rule, shipped_rule

WEEK = 7
MOST_NAMED = 5
WHEN: Mapping[str, str] = MappingProxyType(
    {
        "cannot_tell": "too few people have answered, nobody has answered in a role of the core team, "
        "or a gate has no data, so that the rule can neither be met nor missed"
    }
)
"""When a class is given, where the words of the rule's file, which stays as published, are no sentence."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule: what it is called, what each gate asks for, and what each class means."""

    title: str
    gates: tuple[str, ...]
    classes: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Roles that are asked the same, and in less than how many minutes they have answered all of it."""

    titles: tuple[str, ...]
    asked: tuple[Offered, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What people of one role are asked, and in less than how many minutes they have answered all of it."""

    role: str
    title: str
    asked: tuple[Offered, ...]
    minutes: int


def instruments_of(wave: Wave) -> list[Offered]:
    """Return the instruments of a wave in its order, as they are described to a lead."""
    rows = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    return [offered_instrument(each, wave.programme.words) for each in rows]


def roles_of(wave: Wave) -> list[RoleWords]:
    """Return what each role is asked; for roles that are asked nothing see :func:`asked_nothing`."""
    offered = instruments_of(wave)
    by_id = {each.instrument.id: each for each in offered}
    found = []
    for role, title in ROLE_TITLES.items():
        asked = instruments_for(role, [each.instrument for each in offered])
        if asked:
            described = tuple(by_id[each.id] for each in asked)
            found.append(RoleWords(role, title, described, minutes_for(role, asked)))
    return found


def asked_nothing(roles: Sequence[RoleWords]) -> list[str]:
    """Return the titles of the roles that are not among those that are asked something."""
    asked = {each.role for each in roles}
    return [title for role, title in ROLE_TITLES.items() if role not in asked]


def minutes_of(roles: Sequence[RoleWords]) -> str:
    """Return the minutes that all roles are told; in brackets where they differ."""
    least, most = (find((each.minutes for each in roles), default=0) for find in (min, max))
    return str(most) if least == most else f"[{least} to {most}, by their role]"


def groups_of(roles: Sequence[RoleWords]) -> list[GroupWords]:
    """Return the roles in groups that are asked the same, in the order of their first role."""
    groups: dict[tuple[str, ...], list[RoleWords]] = {}
    for each in roles:
        groups.setdefault(tuple(one.value for one in each.asked), []).append(each)
    return [
        GroupWords(tuple(each.title for each in group), group[0].asked, max(each.minutes for each in group))
        for group in groups.values()
    ]


def dates_in_words(wave: Wave, closed_on: datetime.date | None) -> str:
    """Say from when to when a wave took or takes answers, and when it was closed."""
    first, last = f"{wave.opens_on:%-d %B %Y}", f"{wave.closes_on:%-d %B %Y}"
    if wave.state is not WaveState.CLOSED or closed_on is None:
        return f"{first} to {last}"
    if closed_on < wave.closes_on:
        return f"{first} to {closed_on:%-d %B %Y}, when it was closed before its last day ({last})"
    return f"{first} to {last}, closed on {closed_on:%-d %B %Y}"


def practices_in_words(wave: Wave, count: int) -> str:
    """Say which practices a wave asks; ``count`` is how many these are."""
    practices = f"{count} {'practice' if count == 1 else 'practices'}"
    if wave.state is not WaveState.DRAFT:
        return f"{practices}, as they were when the wave opened"
    if wave.practices_by is PracticeChoice.LISTED:
        return f"{practices}, chosen one by one"
    if wave.practices_by is PracticeChoice.ALL:
        return f"All practices that the programme has on the day of opening; today {practices}"
    names, more = ", ".join(wave.practices_in[:MOST_NAMED]), len(wave.practices_in) - MOST_NAMED
    places = f"{names} and {more} more" if more > 0 else names
    return f"All practices that are in {places} on the day of opening; today {practices}"


def rule_of(wave: Wave) -> RuleWords:
    """Return the rule by which a wave is judged, in words."""
    return rule_in_words(shipped_rule(wave.rule_id, wave.rule_version))


def rule_in_words(rule: Rule) -> RuleWords:
    """Return a rule with its thresholds in words."""
    by_threshold: dict[float, list[str]] = {}
    for gate in rule.gates:
        by_threshold.setdefault(gate.threshold, []).append(gate.title)
    gates = [
        f"A mean of {threshold:.1f} or more on each of: {', '.join(titles)}."
        for threshold, titles in by_threshold.items()
    ]
    shared = rule.shared_understanding
    roles = ", ".join(ROLE_TITLES[role] for role in shared.core_roles)
    gates.append(
        f"{shared.title}: {roles} all name the whole scope, each with coherence of "
        f"{shared.minimum_coherence:.1f} or more."
    )
    return RuleWords(
        title=f"{rule.title}, version {rule.version}",
        gates=tuple(gates),
        classes=tuple((each.title, WHEN.get(name, each.when)) for name, each in rule.classes.items()),
        note=f"{rule.threshold_note}. A practice is judged from {rule.minimum_respondents} people.",
    )


def who_sees_what(wave: Wave) -> list[tuple[str, str]]:
    """Return who will see what of a wave, from how many people."""
    least, comments = wave.minimum_group, comments_from(wave.minimum_group)
    by_role = any(each.instrument.attribution is Attribution.ROLE for each in instruments_of(wave))
    link_practitioner = wave.programme.words["link_practitioner"]
    rows = [
        ("People who answer", "Their own answers until they send them, then a receipt."),
        (
            "Practice manager",
            "While the wave is open, how many had answered when the day began. When it is closed, results "
            f"of their own practice, if at least {least} people besides them have answered.",
        ),
        ("You and other leads", "The same of every practice, under the same rules."),
        ("Evaluators", "The same of every practice, under the same rules."),
        (
            "Comments",
            f"Shown from {comments} people besides the practice manager; of fewer only those whose writers "
            "agreed. Never with a name, a role or a date.",
        ),
    ]
    if by_role:
        sees = (
            f"Answers of the lead GP, the {link_practitioner} and the practice manager are shown by role, to "
            "the practice, leads and evaluators. Each agrees to that before the first question."
        )
        rows.append(("Core team", sees))
    return rows


def advice(wave: Wave, practices: int) -> Sequence[str]:
    """Return what a lead should think about before opening a wave that is set up so."""
    found = []
    days = (wave.closes_on - wave.opens_on).days
    if days < WEEK:
        found.append(f"The wave is open for {days} days. A week or more is better: many work part-time.")
    if not wave.instruments:
        found.append("No questionnaire has been chosen.")
    asked = {each.value for role in roles_of(wave) for each in role.asked}
    for each in instruments_of(wave):
        if each.value not in asked:
            found.append(f"Nobody is asked “{each.title}”: those it is for are asked another one before.")
    if not practices:
        found.append("No practice would be asked today.")
    if wave.minimum_group < wave.programme.minimum_group:
        found.append(
            f"The programme asks for {wave.programme.minimum_group} people by now; so will this wave."
        )
    if not wave.reminder_days:
        found.append("Nobody is reminded. Without a reminder far fewer people answer.")
    return found
