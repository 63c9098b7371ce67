"""What tells two pages that ask whether a wave is to be opened apart, and what has changed between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from app.models import Wave
from app.operations.plan_opening import PracticeOpening
from app.operations.wave_plan import plan_of


def revision(wave: Wave, plans: Sequence[PracticeOpening]) -> str:
    """Return what tells this opening from another: of each part that opening fixes, one short hash."""
    return ".".join(
        hashlib.sha256(repr(content).encode()).hexdigest()[:8] for _, content in _parts(wave, plans)
    )


def changed_since(seen: str, wave: Wave, plans: Sequence[PracticeOpening]) -> list[str]:
    """Return the names of the parts that are not as they were ``seen``; all of them where nothing was."""
    names = [name for name, _ in _parts(wave, plans)]
    before, now = seen.split("."), revision(wave, plans).split(".")
    if len(before) != len(now):
        return names
    return [name for name, old, new in zip(names, before, now, strict=True) if old != new]


def _parts(wave: Wave, plans: Sequence[PracticeOpening]) -> Iterator[tuple[str, object]]:
    """Yield what is fixed by opening the wave, each part with its name in a sentence."""
    plan = plan_of(wave)
    yield "its name", (str(wave.id), plan.label, plan.title)
    yield "its last day", plan.closes_on
    yield "its questionnaires", plan.instruments
    yield "its rule", plan.rule
    yield "how many must answer", max(plan.minimum_group, wave.programme.minimum_group)
    yield "its reminders", plan.reminder_days
    yield "its practices", [str(each.practice.id) for each in _in_order(plans)]
    yield "the headcounts", [each.practice.headcount for each in _in_order(plans)]
    people = [(str(person.id), person.role) for each in plans for person in each.invited]
    yield "who would be asked", sorted(people)


def _in_order(plans: Sequence[PracticeOpening]) -> Sequence[PracticeOpening]:
    """Return the practices in an order that no change of name disturbs."""
    return sorted(plans, key=lambda each: each.practice.id)
