"""What scoring says of one practice, with the evidence for it.

Every value that cannot be had is None, with the reason in ``reasons`` of the same object: never 0
and never NaN. These types are what snapshots store and what ``readiness score`` prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["met", "missed", "unknown"]
IntegrationClass = Literal["fully_integrated", "partially_integrated", "not_yet", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class NotRelevantRates:
    """Shares (0 to 1) of a practice's answers on a scale that said "not relevant"; None without answers.

    The denominator is the number of answered items, persons x items less the ones left empty.
    """

    role: float | None
    stage: float | None
    programme: float | None


@dataclass(frozen=True, slots=True)
class RoleNotRelevant:
    """A role group in which somebody said "not relevant" on a scale: counts, never of one person.

    ``group`` is the role, ``people`` how many of it answered the questionnaire, ``answered`` their answered
    items on the scale; ``role``, ``stage`` and ``programme`` count the answers among them by reason.
    """

    group: str
    people: int
    answered: int
    role: int
    stage: int
    programme: int


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """One scale of one practice.

    ``mean`` (scale units), ``score_100`` (0 to 100), ``n`` persons with a score, ``sd`` (divisor n - 1),
    ``ci`` the 95 % interval with finite-population correction, ``role_balanced_mean`` with every role
    group weighing the same, ``too_early`` whether over 30 % said "not relevant at this stage".
    ``not_relevant_by_role`` has the role groups in which anybody said "not relevant", by their ids.
    """

    scale: str
    kind: str
    minimum: int
    maximum: int
    mean: float | None
    score_100: float | None
    n: int
    sd: float | None
    ci: tuple[float, float] | None
    role_balanced_mean: float | None
    not_relevant: NotRelevantRates
    too_early: bool
    reasons: tuple[str, ...]
    not_relevant_by_role: tuple[RoleNotRelevant, ...] = ()  # of a result from before it was kept


@dataclass(frozen=True, slots=True)
class GateResult:
    """One gate of the rule: n persons used, of ``answering`` who answered, of ``headcount`` staff.

    ``margin`` is value - threshold, in scale units. The shared-understanding gate has no value, interval,
    threshold and margin of its own scale: its value is the lowest coherence of a core role.
    """

    id: str
    title: str
    value: float | None
    ci: tuple[float, float] | None
    n: int
    answering: int
    headcount: int
    threshold: float
    margin: float | None
    verdict: Verdict
    source: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoreRoleResult:
    """One core role: what it names as part of the job, its coherence and shared leadership (1 to 5)."""

    role: str
    respondents: int
    scope: tuple[str, ...] | None
    coherence: float | None
    shared_leadership: float | None


@dataclass(frozen=True, slots=True)
class SharedUnderstanding:
    """The core team's answers. ``gap`` is the largest difference of coherence between core roles."""

    roles: tuple[CoreRoleResult, ...]
    verdict: Verdict
    gap: float | None
    gap_flag: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """Everything that scoring says of one practice in one wave.

    ``decides`` is the id of the gate with the smallest margin (of the missed ones where any is missed),
    None where nothing can be said. ``class_role_balanced`` is the class by role-balanced means, None where
    nothing is kept of roles.
    """

    practice: str
    integration_class: IntegrationClass
    class_role_balanced: IntegrationClass | None
    n: int
    headcount: int
    constructs: Mapping[str, ScaleResult]
    levels: Mapping[str, ScaleResult]
    factors: Mapping[str, ScaleResult]
    globals: Mapping[str, ScaleResult]
    gates: tuple[GateResult, ...]
    shared_understanding: SharedUnderstanding
    decides: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultSet:
    """The results of one wave under one instrument and one rule. Versions are ``id version digest``."""

    instrument: str
    rule: str
    core_team_instrument: str | None
    practices: tuple[PracticeResult, ...]
