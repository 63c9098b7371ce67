"""The method section: instrument, rule, versions, sources."""

from __future__ import annotations

from collections.abc import Iterable

from app.reports.context import ClassLine, Method
from app.reports.methods_document import short_form
from questionnaires import catalogue
from questionnaires.evidence import all_evidence
from scoring.rule import Rule, shipped_rule

_SHORT = 12  # characters of a digest that are printed
NOT_IN_REPORTS = frozenset(
    {
        "Role-balanced mean",
        "Results by role",
        "Share of resamples",
        "Evidence matrix",
        "r_wg",
        "r_wg(j)",
        "AD_M(j)",
        "ICC(1)",
        "ICC(2)",
        "Alpha",
        "Omega",
        "Comments",
    }
)
"""Headings of the methods that no number or sentence of a practice's report rests on."""


def describe(instrument_label: str, rule_label: str) -> Method:
    """Return the method of a result whose instrument and rule are labelled "id version digest"."""
    instrument, instrument_digest = _split(instrument_label)
    rule_name, rule_digest = _split(rule_label)
    rule = shipped_rule(*rule_name.split())
    return Method(
        instrument=instrument,
        instrument_digest=instrument_digest[:_SHORT],
        missing=_missing(instrument),
        rule=rule_name,
        rule_digest=rule_digest[:_SHORT],
        threshold_note=f"{_sentence(rule.threshold_note)}.",
        core_team_minimum=f"{rule.shared_understanding.minimum_coherence:.1f}",
        classes=tuple(ClassLine(each.title, each.when) for each in rule.classes.values()),
        sources=_sources(rule),
        numbers=tuple(line for line in short_form() if line.title not in NOT_IN_REPORTS),
    )


def _split(label: str) -> tuple[str, str]:
    name, version, digest = label.split(" ")
    return f"{name} {version}", digest


def _missing(instrument: str) -> str:
    """Return the missing-data policy of the instrument's scales in words."""
    shares = sorted({scale.min_answered for scale in catalogue.get(*instrument.split()).scales})
    least = " or ".join(f"{share:.0%}" for share in shares)
    return (
        f"Each person first: a person has a score on a scale if they answered at least {least} of its "
        "statements. Then the practice: the mean of these persons. An answer that is not given is never "
        "counted as 0, and “not relevant” is not an answer on the scale."
    )


def _sources(rule: Rule) -> tuple[str, ...]:
    """Return the evidence ids that the rule names, each once, with what they stand for."""
    evidence = all_evidence()
    of_gates = (each for gate in rule.gates for each in gate.source)
    named = _once((*rule.source, *of_gates, *rule.shared_understanding.source))
    return tuple(f"{each}: {evidence[each].label}" if each in evidence else each for each in named)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
