"""The invented staff of the demonstration: who is invited to what, and who replied."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert

from app.db import db
from app.demonstration.plan import CORE_TEAM_QUESTIONNAIRE, VERSION, Sheet, WavePlan
from app.models import Invitation, Participant, Participation, Practice, Wave
from questionnaires import catalogue
from questionnaires.asked import instruments_for
from questionnaires.roles import ROLE_TITLES

Rows = list[dict[str, Any]]
LISTED_BEFORE = datetime.timedelta(days=14)  # a wave opens: its lists of staff are complete then


@dataclass(slots=True)
class People:
    """Who works where: the same people are asked in every wave. ``practices`` by name."""

    practices: Mapping[str, Practice]
    by_practice: dict[str, dict[str, list[uuid.UUID]]] = field(default_factory=dict)
    _new: Rows = field(default_factory=list)

    def added(self, on: datetime.date) -> Rows:
        """Return the participants added since the last call, as put on their lists on that day."""
        new, self._new = self._new, []
        return [{**each, "added_on": on} for each in new]

    def of_roles(self, practice: str, roles: Sequence[str]) -> Iterator[tuple[str, uuid.UUID]]:
        """Yield role and participant for each role asked for, adding people where there are too few."""
        taken: dict[str, int] = {}
        for role in roles:
            known = self.by_practice.setdefault(practice, {}).setdefault(role, [])
            place = taken.get(role, 0)
            taken[role] = place + 1
            if place == len(known):
                known.append(self._add(practice, role, place + 1))
            yield role, known[place]

    def _add(self, practice: str, role: str, number: int) -> uuid.UUID:
        row = self.practices[practice]
        participant = uuid.uuid4()
        self._new.append(
            {
                "id": participant,
                "practice_id": row.id,
                "name": f"{ROLE_TITLES[role]} {number} (invented)",
                "email": f"{role.replace('_', '-')}-{number}.{row.slug}@example.org",
                "role": role,
            }
        )
        return participant


def invite(plan: WavePlan, wave: Wave, people: People) -> None:
    """Add invitations to what each role is asked, and a participation for everybody with a sheet.

    Raises ValueError where somebody replied without being invited.
    """
    rows = _Rows()
    for questionnaire, invited, sheets in (
        (plan.core, plan.invited, plan.sheets),
        (CORE_TEAM_QUESTIONNAIRE, plan.core_team_invited, plan.core_team),
        *((module, _invited_to(module, plan), ()) for module in plan.modules),
    ):
        for practice, roles in invited.items():
            replied = _roles(sheets, practice)
            for role, participant in people.of_roles(practice, roles):
                invitation = rows.invite(wave, participant, questionnaire)
                if role in replied:
                    replied.remove(role)
                    rows.participations.append({"invitation_id": invitation, "submitted_on": _day(plan)})
            if replied:
                raise ValueError(f"{plan.label}, {practice}: {replied} replied without being invited")
    for table, added in (
        (Participant, people.added(wave.opens_on - LISTED_BEFORE)),
        (Invitation, rows.invitations),
        (Participation, rows.participations),
    ):
        if added:
            db.session.execute(insert(table), added)


@dataclass(slots=True)
class _Rows:
    """What one wave adds."""

    invitations: Rows = field(default_factory=list)
    participations: Rows = field(default_factory=list)

    def invite(self, wave: Wave, participant: uuid.UUID, questionnaire: str) -> uuid.UUID:
        """Add an invitation and return its id."""
        invitation = uuid.uuid4()
        self.invitations.append(
            {
                "id": invitation,
                "wave_id": wave.id,
                "participant_id": participant,
                "instrument_id": questionnaire,
                "generation": 1,
            }
        )
        return invitation


def _invited_to(module: str, plan: WavePlan) -> Mapping[str, tuple[str, ...]]:
    """Return by practice the roles of those whose module it is."""
    offered = [catalogue.get(each, VERSION) for each in plan.questionnaires]
    definition = catalogue.get(module, VERSION)
    return {
        practice: tuple(role for role in roles if definition in instruments_for(role, offered))
        for practice, roles in plan.invited.items()
    }


def _roles(sheets: Sequence[Sheet], practice: str) -> list[str]:
    return [sheet.role for sheet in sheets if sheet.practice == practice]


def _day(plan: WavePlan) -> datetime.date:
    """Return any day of the wave."""
    days = (plan.closes_on - plan.opens_on).days
    return plan.opens_on + datetime.timedelta(days=random.SystemRandom().randint(0, days))
