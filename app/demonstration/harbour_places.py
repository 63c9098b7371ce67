"""The twelve made-up practices of Harbour Towns and how each changes over three waves.

Each practice has a nature of its own around STEADY, where every gate is met; a situation says what its story
changes in that. ``expected`` is the class that the rule is to give, None where fewer than five besides the
manager reply; a test compares.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.demonstration.core_team import LEVELS, Voice, Voices
from app.demonstration.harbour_nature import varied
from app.demonstration.stories import Targets, targets
from questionnaires.roles import CORE_ROLES
from scoring.result import IntegrationClass

EAST, WEST = "Harbour East (fictional)", "Harbour West (fictional)"
LONG_AGO = datetime.date(2023, 9, 4)  # over a year before the first wave
STEADY = targets(4.0, 3.9, 3.9, 2.9, 4.2, 4.0, 3.9, 3.8, 4.0, 3.9, 3.6, 7.4, 7.0, 7.8)

CoreTeam = Literal["agreed", "divided", "unsure", "no practice manager", "no link practitioner", "silent"]


@dataclass(frozen=True, slots=True)
class Situation:
    """One practice in one wave: how many reply, and the means that its story is about."""

    expected: IntegrationClass | None
    replies: int
    changes: Mapping[str, float] = field(default_factory=dict)
    core_team: CoreTeam = "agreed"
    leanings: Mapping[str, float] = field(default_factory=dict)
    not_at_this_stage: Mapping[str, float] = field(default_factory=dict)

    @property
    def vacant(self) -> str | None:
        """The core role that nobody fills, so that nobody answers as it."""
        vacant = {"no practice manager": "practice_manager", "no link practitioner": "link_practitioner"}
        return vacant.get(self.core_team)


@dataclass(frozen=True, slots=True)
class Place:
    """One practice with its three situations."""

    name: str
    headcount: int
    network: str
    situations: tuple[Situation, Situation, Situation]
    since: datetime.date = LONG_AGO  # when its first link practitioner came

    @property
    def slug(self) -> str:
        """The name as it stands in an address."""
        return self.name.lower().replace(" ", "-")

    def targets(self, wave: int) -> Targets:
        """Return the means wanted in a wave (0 the first), by scale: its nature, and over that its story."""
        return {**varied(STEADY, self.name, wave), **self.situations[wave].changes}


def voices(situation: Situation) -> Voices:
    """Return what the core team says."""
    said = {
        role: Voice(LEVELS, (4, 4, 5, 4), (4, 3, 4, 4)) if role != "lead_gp" else Voice(LEVELS, *_LEAD_GP)
        for role in CORE_ROLES
    }
    if situation.core_team == "divided":
        said["lead_gp"] = Voice(("patient_level", "crisis_care"), *_LEAD_GP)
    if situation.core_team == "unsure":
        said["practice_manager"] = Voice(LEVELS, (2, 2, 3, 2), (3, 2, 2, 3))
    if situation.core_team == "silent":
        return {}
    return {role: voice for role, voice in said.items() if role != situation.vacant}


_LEAD_GP = ((4, 5, 4, 4), (4, 4, 3, 4))
_FULLY: IntegrationClass = "fully_integrated"
_PARTIALLY: IntegrationClass = "partially_integrated"
_DIVIDED_STAFF = {"gp": 0.7, "practice_nurse": 0.6, "receptionist": -0.6, "administrator": -0.8}

PLACES = (
    # Everything in place, and it stays.
    Place(
        "Gullhaven",
        24,
        EAST,
        (
            Situation(_FULLY, 17),
            Situation(_FULLY, 18, {"community_level": 4.2}),
            Situation(_FULLY, 19, {"community_level": 4.3, "reflexive_monitoring": 3.3}),
        ),
        since=datetime.date(2024, 5, 6),  # nine months before the first wave: "on track"
    ),
    # Ties with the community grow from wave to wave.
    Place(
        "Saltmere",
        18,
        EAST,
        (
            Situation(_PARTIALLY, 12, {"community_level": 2.4}),
            Situation(_PARTIALLY, 13, {"community_level": 3.1}),
            Situation(_FULLY, 13, {"community_level": 3.9}),
        ),
    ),
    # A late start: first the patients, then the rest.
    Place(
        "Tidewick",
        12,
        EAST,
        (
            Situation("not_yet", 8, {"patient_level": 2.8, "practice_level": 2.3, "community_level": 2.0}),
            Situation(_PARTIALLY, 9, {"practice_level": 3.1, "community_level": 2.8}),
            Situation(_FULLY, 9, {"practice_level": 3.9, "community_level": 3.9}),
        ),
        since=datetime.date(2024, 11, 18),  # under a year in all three waves: not yet, and then on track
    ),
    # A large practice in which clinical staff and the front desk see two different things.
    Place(
        "Anchorby",
        30,
        EAST,
        (
            Situation(_PARTIALLY, 20, {"practice_level": 3.0}, leanings=_DIVIDED_STAFF),
            Situation(_PARTIALLY, 22, {"practice_level": 3.1}, leanings=_DIVIDED_STAFF),
            Situation(_PARTIALLY, 21, {"practice_level": 3.2, "team_relationships": 2.6}),
        ),
    ),
    # It was there, and it was not kept up.
    Place(
        "Lanternstone",
        16,
        EAST,
        (
            Situation(_FULLY, 12),
            Situation(_FULLY, 11, {"practice_level": 3.9, "continuity_of_support": 3.0}),
            Situation(_PARTIALLY, 10, {"practice_level": 2.9, "continuity_of_support": 1.9}),
        ),
    ),
    # All is well, but in the first wave nobody answers as practice manager.
    Place(
        "Ebbford",
        10,
        EAST,
        (
            Situation("cannot_tell", 8, core_team="no practice manager"),
            Situation(_FULLY, 8),
            Situation(_FULLY, 7, {"cognitive_participation": 4.2}),
        ),
    ),
    # Too early: many say "not at this stage".
    Place(
        "Brinemouth",
        20,
        WEST,
        (
            Situation(
                "not_yet",
                13,
                {"patient_level": 2.3, "familiarity": 3.6, "use_now": 1.8},
                not_at_this_stage={"community_level": 0.5, "reflexive_monitoring": 0.4},
            ),
            Situation("not_yet", 14, {"patient_level": 2.9, "practice_level": 2.7, "community_level": 2.2}),
            Situation(_PARTIALLY, 14, {"practice_level": 3.0, "community_level": 2.6}),
        ),
    ),
    # The survey looks well, yet the lead GP means another job.
    Place(
        "Cockleshaw",
        14,
        WEST,
        (
            Situation(_PARTIALLY, 10, core_team="divided"),
            Situation(_PARTIALLY, 10, core_team="divided"),
            Situation(_PARTIALLY, 11, core_team="unsure"),
        ),
    ),
    # The link practitioner leaves and another comes.
    Place(
        "Driftwell",
        22,
        WEST,
        (
            Situation(_FULLY, 15, {"community_level": 4.2}),
            Situation("cannot_tell", 14, {"continuity_of_support": 2.2}, "no link practitioner"),
            Situation(_FULLY, 15, {"continuity_of_support": 3.6}),
        ),
    ),
    # Close to the line, then without a practice manager.
    Place(
        "Kelpham",
        27,
        WEST,
        (
            Situation(_PARTIALLY, 18, {"cognitive_participation": 3.2, "other_innovations": 2.2}),
            Situation(_PARTIALLY, 17, {"cognitive_participation": 3.4, "other_innovations": 2.4}),
            Situation("cannot_tell", 19, {"cognitive_participation": 3.9}, "no practice manager"),
        ),
    ),
    # Two practices too small for a result.
    Place(
        "Marlsand",
        7,
        WEST,
        (Situation(None, 4), Situation(None, 3, core_team="silent"), Situation(None, 4)),
    ),
    Place(
        "Windlass Row",
        6,
        WEST,
        (Situation(None, 3), Situation(None, 4), Situation(None, 4, core_team="silent")),
    ),
)
