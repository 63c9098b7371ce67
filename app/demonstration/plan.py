"""What a demonstration programme consists of, before any of it is in the database."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

CORE_QUESTIONNAIRE = "npt-core"
CORE_TEAM_QUESTIONNAIRE = "core-team"
VERSION = "1.0.0"  # of both: the demonstration's answers do not change when a newer version ships


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answered questionnaire; ``cells``: item id -> cell as in the answer file, empty ones left out."""

    practice: str
    role: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """A practice; ``headcount`` is its staff today, ``since`` when its first link practitioner came."""

    name: str
    slug: str
    headcount: int
    network: str
    region: str
    since: datetime.date


@dataclass(frozen=True, slots=True)
class WavePlan:
    """A wave. ``invited`` and ``headcounts`` are by practice name; ``invited`` lists one role a person.

    Whoever has a sheet replied. A wave without ``published_on`` stays open. ``modules`` are offered beside
    ``core`` and the core team's questionnaire; who gets which follows from the role.
    """

    label: str
    title: str
    opens_on: datetime.date
    closes_on: datetime.date
    published_on: datetime.date | None
    headcounts: Mapping[str, int]
    invited: Mapping[str, tuple[str, ...]]
    core_team_invited: Mapping[str, tuple[str, ...]]
    sheets: tuple[Sheet, ...] = ()
    core_team: tuple[Sheet, ...] = ()
    core: str = CORE_QUESTIONNAIRE
    modules: tuple[str, ...] = ()

    @property
    def questionnaires(self) -> tuple[str, ...]:
        """Everything the wave asks, in its order."""
        team = (CORE_TEAM_QUESTIONNAIRE,) if self.core_team_invited else ()
        return (self.core, *team, *self.modules)


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """A programme with its practices and waves; ``data_label`` is shown wherever its results are."""

    slug: str
    name: str
    words: Mapping[str, str]
    data_label: str
    practices: tuple[PracticePlan, ...]
    waves: tuple[WavePlan, ...]
    minimum_group: int = 5
