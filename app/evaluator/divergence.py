"""Why the coded evidence and the survey say different things of a practice, in a plain sentence.

The survey's side is what was released, never more: where nothing is shown, nothing is compared.
"""

from __future__ import annotations

from app.disclosure.released import ReleasedGate, ReleasedResult
from app.disclosure.words import listed
from app.evaluator.aspects import TITLES
from scoring.matrix import EvidenceVerdict
from scoring.rule import Rule


def divergence(coded: EvidenceVerdict, survey: ReleasedResult | None, rule: Rule) -> str | None:
    """Return a sentence where the two differ or cannot be compared, None where they agree.

    ``survey`` None: its results are not published.
    """
    if survey is None:
        return None
    if not survey.enough:
        return f"Not enough answers to compare: {_uncapitalised(survey.needed or '')}"
    if coded.integration_class == survey.integration_class:
        return None
    by_survey = f"The survey says “{survey.class_title}”"
    if survey.integration_class == "cannot_tell":
        return _survey_cannot_tell(coded, survey, rule)
    if coded.integration_class == "cannot_tell":
        return f"{by_survey}; the coded evidence cannot tell, because {_silence(coded)}."
    by_evidence = f"the coded evidence says “{rule.classes[coded.integration_class].title}”"
    return f"{by_survey}; {by_evidence}. {_disagreement(coded, survey.gates, rule)}"


def _survey_cannot_tell(coded: EvidenceVerdict, survey: ReleasedResult, rule: Rule) -> str:
    unknown = [gate.title for gate in survey.gates if gate.verdict == "unknown"]
    why = f", because nothing is known of {listed(unknown)}" if unknown else ""
    title = rule.classes[coded.integration_class].title
    return f"The coded evidence says “{title}”; the survey cannot tell{why}."


def _silence(coded: EvidenceVerdict) -> str:
    """Return what the evidence is silent on, and whether anything in it speaks against integration."""
    silent = f"nothing is stated of {listed([TITLES[column] for column in coded.unknown])}"
    if coded.missed:
        against = listed([TITLES[column] for column in coded.missed])
        return f"{silent}; what is coded of {against} rules out full integration"
    return f"{silent}; nothing coded speaks against full integration"


def _disagreement(coded: EvidenceVerdict, gates: tuple[ReleasedGate, ...], rule: Rule) -> str:
    columns = {gate.id: gate.evidence_column for gate in rule.gates}
    columns[rule.shared_understanding.id] = rule.shared_understanding.evidence_column
    better = [g.title for g in gates if g.verdict == "met" and columns.get(g.id) in coded.missed]
    worse = [g.title for g in gates if g.verdict == "missed" and columns.get(g.id) in coded.met]
    unmatched = [g.title for g in gates if g.verdict == "missed" and columns.get(g.id) in coded.unknown]
    parts = []
    if better:
        parts.append(f"The evidence hinders where the survey meets the gate: {listed(better)}.")
    if worse:
        parts.append(f"The evidence supports where the survey misses the gate: {listed(worse)}.")
    if unmatched:
        parts.append(f"The survey misses a gate of which nothing is stated: {listed(unmatched)}.")
    return " ".join(parts)


def _uncapitalised(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"
