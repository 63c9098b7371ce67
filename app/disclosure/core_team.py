"""Releasing the core team's view: by role, as each agreed before answering, no finer than needed."""

from __future__ import annotations

from collections.abc import Sequence

from app.disclosure.released import ReleasedCoreRole, ReleasedSharedUnderstanding
from app.disclosure.words import VERDICT_WORDS
from questionnaires.roles import ROLE_TITLES
from scoring.result import CoreRoleResult, SharedUnderstanding
from scoring.rule import Rule


def release_shared_understanding(result: SharedUnderstanding, rule: Rule) -> ReleasedSharedUnderstanding:
    """Return what each core role names of the scope, and on which side of the minimum its coherence is."""
    gate = rule.shared_understanding
    titles = {each.id: each.title for each in rule.gates}
    return ReleasedSharedUnderstanding(
        verdict=result.verdict,
        verdict_text=VERDICT_WORDS[result.verdict],
        levels=tuple(titles.get(option, option) for option in gate.required_scope),
        roles=tuple(_role(role, gate.required_scope, gate.minimum_coherence) for role in result.roles),
        gap_text=_gap(gate.gap_flag_over) if result.gap_flag else None,
        reasons=_reasons(result.roles, gate.required_scope),
    )


def _role(role: CoreRoleResult, required: Sequence[str], minimum: float) -> ReleasedCoreRole:
    named = role.scope
    return ReleasedCoreRole(
        title=ROLE_TITLES[role.role],
        answered=role.respondents > 0,
        names_level=tuple(None if named is None else option in named for option in required),
        coherence_text=_coherence(role.coherence, minimum),
    )


def _coherence(coherence: float | None, minimum: float) -> str:
    if coherence is None:
        return "not known"
    return f"{minimum:.1f} or more" if coherence >= minimum else f"below {minimum:.1f}"


def _gap(over: float) -> str:
    return (
        f"The core roles' scores on coherence differ by more than {over:g} point. This does not change the "
        "verdict, but it is worth talking about."
    )


def _reasons(roles: Sequence[CoreRoleResult], required: Sequence[str]) -> tuple[str, ...]:
    absent = [ROLE_TITLES[role.role] for role in roles if not role.respondents]
    narrow = [
        ROLE_TITLES[role.role]
        for role in roles
        if role.scope is not None and any(option not in role.scope for option in required)
    ]
    reasons = []
    if absent:
        reasons.append(f"No answer from: {', '.join(absent)}.")
    if narrow:
        reasons.append(f"Do not name all the levels as part of the job: {', '.join(narrow)}.")
    return tuple(reasons)
