"""What opening a wave fixes: whoever opens it must have seen it as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.models import Wave
from app.operations.plan_opening import PracticeOpening
from app.operations.wave_plan import plan_of


def parts_of_opening(wave: Wave, plans: Sequence[PracticeOpening]) -> Mapping[str, object]:
    """Return what is fixed by opening the wave, each part by its name in a sentence.

    Not where practices belong: the page does not show it, and a choice by network changes the practices.
    """
    plan = plan_of(wave)
    people = sorted((str(person.id), person.role) for each in plans for person in each.invited)
    practices = sorted((str(each.practice.id), each.practice.headcount) for each in plans)
    return {
        "its name": (str(wave.id), plan.label, plan.title),
        "its last day": plan.closes_on,
        "its questionnaires": plan.instruments,
        "its rule": plan.rule,
        "how many must answer": max(plan.minimum_group, wave.programme.minimum_group),
        "its reminders": plan.reminder_days,
        "its practices": [practice for practice, _ in practices],
        "the headcounts": [headcount for _, headcount in practices],
        "who would be asked": people,
    }
