"""Core-team answers of the demonstration: what each core role says of the job and of leading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.demonstration.plan import CORE_TEAM_QUESTIONNAIRE, VERSION, Sheet
from questionnaires import catalogue

LEVELS = ("patient_level", "practice_level", "community_level")

Four = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """One core role's answers: what it names as the job, its four answers on coherence and on leadership."""

    scope: tuple[str, ...]
    coherence: Four
    leadership: Four


Voices = Mapping[str, Voice]  # core role -> its answers


def voice_sheet(practice: str, role: str, voice: Voice) -> Sheet:
    """Return one core role's answers as a sheet of the core-team questionnaire."""
    questionnaire = catalogue.get(CORE_TEAM_QUESTIONNAIRE, VERSION)
    answers = {"coherence": voice.coherence, "shared_leadership": voice.leadership}
    cells = {"role_scope": ";".join(voice.scope)}
    for scale, values in answers.items():
        items = questionnaire.scale(scale).items
        cells |= {item: str(value) for item, value in zip(items, values, strict=True)}
    return Sheet(practice, role, cells)


def core_sheets(teams: Mapping[str, Voices]) -> tuple[Sheet, ...]:
    """Return the sheets of all core teams, practice by practice and role by role."""
    return tuple(
        voice_sheet(practice, role, voice)
        for practice, voices in teams.items()
        for role, voice in voices.items()
    )
