"""The rule: a versioned, cited data file that says which gates there are and what each asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring.result import IntegrationClass

LEAST_RESPONDENTS = 3  # below this no rule may go: one colleague's answers could be worked out


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate read from the survey: the practice mean of ``scale`` must reach ``threshold``."""

    id: str
    title: str
    scale: str
    evidence_column: str
    threshold: float
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedUnderstandingGate:
    """The gate read from the core team: every core role names the whole scope and is coherent enough."""

    id: str
    title: str
    evidence_column: str
    source: tuple[str, ...]
    core_roles: tuple[str, ...]
    scope_item: str
    required_scope: tuple[str, ...]
    coherence_scale: str
    leadership_scale: str
    minimum_coherence: float
    gap_flag_over: float


@dataclass(frozen=True, slots=True)
class ClassMeaning:
    """What a class is called, when it is given, and what must be said beside it."""

    title: str
    when: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule. ``digest`` is the SHA-256 of its file."""

    id: str
    version: str
    title: str
    source: tuple[str, ...]
    minimum_respondents: int
    too_early_over: float
    threshold_note: str
    base_gate: str
    gates: tuple[Gate, ...]
    shared_understanding: SharedUnderstandingGate
    classes: Mapping[IntegrationClass, ClassMeaning]
    digest: str

    @property
    def label(self) -> str:
        """Id, version and digest: what a result carries."""
        return f"{self.id} {self.version} {self.digest}"

    @property
    def gate_ids(self) -> tuple[str, ...]:
        """The ids of all gates in the rule's order, shared understanding last."""
        return (*(gate.id for gate in self.gates), self.shared_understanding.id)

    @property
    def base_index(self) -> int:
        """The place of the base gate in ``gate_ids``."""
        return self.gate_ids.index(self.base_gate)


@cache
def shipped_rule(rule_id: str = "npt-integration", version: str = "1.0.0") -> Rule:
    """Return a rule that ships with the package; RuleError or FileNotFoundError where it cannot be had."""
    from scoring.rule_reader import load_rule

    return load_rule(Path(__file__).parent / "rules" / f"{rule_id}-{version}.toml")


def shipped_rules() -> tuple[Rule, ...]:
    """Return every rule that ships with the package, by id, the newest version of each first.

    >>> [rule.label.split()[:2] for rule in shipped_rules()]
    [['npt-integration', '1.0.0']]
    """
    names = [path.stem.rpartition("-") for path in (Path(__file__).parent / "rules").glob("*.toml")]
    rules = [shipped_rule(rule_id, version) for rule_id, _, version in names]
    newest_first = sorted(
        rules, key=lambda rule: [int(part) for part in rule.version.split(".")], reverse=True
    )
    return tuple(sorted(newest_first, key=lambda rule: rule.id))
