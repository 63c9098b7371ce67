"""The reasons beside a result, in words a practice manager understands."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.result import GateResult, IntegrationClass, ScaleResult
from scoring.rule import Gate, Rule


def people(count: int) -> str:
    """Return "1 person" or "n people"."""
    return "1 person" if count == 1 else f"{count} people"


def scale_reasons(
    *,
    n: int,
    answering: int,
    headcount: int,
    sd: float | None,
    answered: int,
    not_relevant: int,
    too_early_over: float | None,
) -> tuple[str, ...]:
    """Say why a number is missing or must be read with care.

    ``n`` people with a score, of ``answering``, of ``headcount``; ``answered`` cells, ``not_relevant`` of
    them; ``too_early_over`` the share that makes a scale "too early", None where it is not.
    """
    reasons = []
    if n == 0:
        reasons.append(_nothing(answering, answered, not_relevant))
    elif n < answering:
        reasons.append(
            f"{answering - n} of {people(answering)} answered too few of these statements for a score"
        )
    if width := _width(n, headcount, sd):
        reasons.append(width)
    if too_early_over is not None:
        reasons.append(
            f'too early: over {too_early_over:.0%} of the answers say "not relevant at this stage"'
        )
    return tuple(reasons)


def _width(n: int, headcount: int, sd: float | None) -> str | None:
    if n == 1 and headcount > 1:
        return "1 person has a score: no spread and no interval"
    if n > 0 and n == headcount:
        return "everyone answered: the interval has no width"
    if n > 1 and sd == 0:
        return f"all {n} people have the same score: the interval has no width, yet others may differ"
    return None


def _nothing(answering: int, answered: int, not_relevant: int) -> str:
    if answering == 0:
        return "nobody answered"
    if answered == 0:
        return "everybody left these statements empty"
    if answered == not_relevant:
        return 'every answer says "not relevant"'
    return "nobody answered enough of these statements for a score"


def gate_reasons(gate: Gate, scale: ScaleResult | None, answering: int, rule: Rule) -> tuple[str, ...]:
    """Say why a gate of the survey is unknown; nothing where it is not."""
    least = rule.minimum_respondents
    if scale is None:
        return (f"the instrument has no scale {gate.scale}",)
    if answering < least:
        return (f"{people(answering)} answered; {least} are needed",)
    if scale.n < least:
        return (f"{people(scale.n)} of {answering} can be scored; {least} are needed", *scale.reasons)
    return ()


def practice_reasons(
    *,
    integration_class: IntegrationClass,
    role_balanced: IntegrationClass,
    answering: int,
    headcount: int,
    gates: Sequence[GateResult],
    rule: Rule,
) -> tuple[str, ...]:
    """Say what the class rests on, what is unknown, and where role groups would change it."""
    least = rule.minimum_respondents
    missed = [gate.id for gate in gates if gate.verdict == "missed"]
    unknown = [gate for gate in gates if gate.verdict == "unknown"]
    reasons = [f"{integration_class}: {rule.classes[integration_class].when}"]
    if note := rule.classes[integration_class].note:
        reasons.append(note)
    if answering < least:
        more = (
            f"at least {least - answering} more" if headcount >= least else "the practice has too few staff"
        )
        reasons.append(f"{people(answering)} of {headcount} staff answered; {least} are needed ({more})")
    if missed:
        reasons.append(f"missed: {', '.join(missed)}")
    if integration_class == "cannot_tell" and missed:
        reasons.append("full integration is ruled out, whatever the unknown gates would say")
    for gate in unknown:
        reasons.append(f"unknown: {gate.id}: {'; '.join(gate.reasons)}")
    if role_balanced != integration_class:
        reasons.append(role_balanced_reason(role_balanced))
    return tuple(reasons)


def role_balanced_reason(role_balanced: IntegrationClass | None) -> str:
    """Say what the class by role-balanced means is."""
    return f"with every role group weighing the same the class would be {role_balanced}"
