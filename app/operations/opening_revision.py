"""What opening a wave fixes: whoever opens it must have seen it as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.models import Wave
from app.operations.plan_opening import PracticeOpening
from app.operations.wave_plan import plan_of


def parts_of_opening(wave: Wave, plans: Sequence[PracticeOpening]) -> Mapping[str, object]:
    """Return what is fixed by opening the wave, each part by its name in a sentence.

    People are told apart as the page tells them, which counts them: by practice, role and whether they have
    mail. Not where practices belong: the page does not show it, and a choice by network changes what it asks.
    """
    plan = plan_of(wave)
    people = sorted(
        (each.practice.slug, person.role, person.has_mail) for each in plans for person in each.invited
    )
    practices = sorted((each.practice.slug, each.practice.headcount) for each in plans)
    return {
        "its name": (plan.label, plan.title),
        "its last day": plan.closes_on,
        "its questionnaires": plan.instruments,
        "its rule": plan.rule,
        "how many must answer": max(plan.minimum_group, wave.programme.minimum_group),
        "its reminders": plan.reminder_days,
        "its practices": [practice for practice, _ in practices],
        "the headcounts": [headcount for _, headcount in practices],
        "who would be asked": people,
    }
