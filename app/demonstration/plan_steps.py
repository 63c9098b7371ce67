"""A plan for one practice of Harbour Towns, so that the page of what to do next has something to show.

Saltmere's ties with the community grow over three waves; these invented steps go with that story.
"""

from __future__ import annotations

import datetime

from app.demonstration import harbour
from app.models import PlanState, Programme
from app.operations.plan_steps import StepContent, add_step
from app.queries import plans, waves
from app.queries.demonstration import practice

PLACE = "saltmere"
# Wave, action of the library, and what the step says.
STEPS = (
    (
        "W1",
        "S3.I3",
        StepContent(
            goal="Invite one community group a month to the team meeting",
            owner="Social prescribing link worker",
            due_on=datetime.date(2025, 5, 30),
            sign_of_success="Three groups have come by the end of May",
            state=PlanState.DONE,
        ),
    ),
    (
        "W1",
        "S3.I9",
        StepContent(
            goal="Give the walking group the waiting room on Thursday evenings",
            owner="Practice manager",
            due_on=datetime.date(2025, 5, 2),
            sign_of_success="The group meets here every week",
            state=PlanState.DROPPED,
        ),
    ),
    (
        "W2",
        "S3.I5",
        StepContent(
            goal="Find four volunteers who go along to a first meeting",
            owner="Practice nurse with the link worker",
            due_on=datetime.date(2027, 3, 26),
            sign_of_success="Nobody who asks for company goes alone",
            state=PlanState.UNDER_WAY,
        ),
    ),
)


def add_plan_steps(programme: Programme) -> int:
    """Plan the steps; return how many were added. Flushes.

    Any other programme is left alone, and so is a practice that has a plan.
    """
    if programme.slug != harbour.SLUG:
        return 0
    place = practice(programme, PLACE)
    planned = [(waves.of_programme(programme, label), action, said) for label, action, said in STEPS]
    if any(plans.of_wave(place, wave) for wave, _, _ in planned):
        return 0
    for wave, action, said in planned:
        add_step(place, wave, said, action, None)
    return len(planned)
