"""Reading a rule file strictly: every problem at once, each with its path in the file and what to do."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from scoring.errors import Problem, RuleError
from scoring.result import IntegrationClass
from scoring.rule import LEAST_RESPONDENTS, ClassMeaning, Gate, Rule, SharedUnderstandingGate

CLASSES: tuple[IntegrationClass, ...] = get_args(IntegrationClass)


def load_rule(path: Path) -> Rule:
    """Read one rule; RuleError with every problem of the file, ``column`` being the path in it."""
    content = path.read_bytes()
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError([Problem(path.name, 0, "", f"is not a TOML file in UTF-8: {error}")]) from error
    problems: list[Problem] = []
    rule = _rule(_Table(table, "", path.name, problems), hashlib.sha256(content).hexdigest())
    if not problems:
        _check_whole(rule, path.name, problems)
    if problems:
        raise RuleError(problems)
    return rule


@dataclass(slots=True)
class _Table:
    """One table of the file. Each take reads a key once; what nobody takes is a problem."""

    values: dict[str, object]
    path: str
    file: str
    problems: list[Problem]
    taken: set[str] = field(default_factory=set)

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def problem(self, key: str, message: str) -> None:
        """Note what is wrong with a key."""
        self.problems.append(Problem(self.file, 0, self.at(key), message))

    def text(self, key: str) -> str:
        """Take a text that is not empty."""
        value = self._take(key)
        if isinstance(value, str) and value.strip():
            return value
        self.problem(key, "must be a text that is not empty")
        return ""

    def optional_text(self, key: str) -> str | None:
        """Take a text that may be left out."""
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts: at least one, none twice."""
        value = self._take(key)
        if isinstance(value, list) and value and all(isinstance(entry, str) and entry for entry in value):
            if len(set(value)) == len(value):
                return tuple(value)
            self.problem(key, "names something twice; name each once")
            return ()
        self.problem(key, "must be a list of at least one text")
        return ()

    def number(self, key: str, low: float, high: float) -> float:
        """Take a number from ``low`` to ``high``."""
        value = self._take(key)
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is not None and low <= number <= high:
            return float(number)
        self.problem(key, f"must be a number from {low:g} to {high:g}")
        return low

    def table(self, key: str) -> _Table:
        """Take a table."""
        value = self._take(key)
        if not isinstance(value, dict):
            self.problem(key, "must be a table")
            value = {}
        return _Table(value, self.at(key), self.file, self.problems)

    def tables(self, key: str) -> list[_Table]:
        """Take a list of at least one table."""
        value = self._take(key)
        if not (isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)):
            self.problem(key, f"must be at least one table, each begun with [[{key}]]")
            return []
        return [
            _Table(entry, f"{self.at(key)}[{i}]", self.file, self.problems) for i, entry in enumerate(value)
        ]

    def finish(self) -> None:
        """Report every key that is not part of the format."""
        for key in self.values.keys() - self.taken:
            self.problem(key, "is not a key of this format; correct its spelling or take it out")

    def _take(self, key: str) -> object:
        self.taken.add(key)
        return self.values.get(key)


def _rule(table: _Table, digest: str) -> Rule:
    respondents = table.number("minimum_respondents", LEAST_RESPONDENTS, 1000)
    if respondents != int(respondents):
        table.problem("minimum_respondents", "must be a whole number")
    rule = Rule(
        id=table.text("id"),
        version=table.text("version"),
        title=table.text("title"),
        source=table.texts("source"),
        minimum_respondents=int(respondents),
        too_early_over=table.number("too_early_over", 0, 1),
        threshold_note=table.text("threshold_note"),
        base_gate=table.text("base_gate"),
        gates=tuple(_gate(entry) for entry in table.tables("gates")),
        shared_understanding=_shared_understanding(table.table("shared_understanding")),
        classes=MappingProxyType(_classes(table.table("classes"))),
        digest=digest,
    )
    table.finish()
    return rule


def _gate(table: _Table) -> Gate:
    gate = Gate(
        id=table.text("id"),
        title=table.text("title"),
        scale=table.text("scale"),
        evidence_column=table.text("evidence_column"),
        threshold=table.number("threshold", 0, 10),
        source=table.texts("source"),
    )
    table.finish()
    return gate


def _shared_understanding(table: _Table) -> SharedUnderstandingGate:
    gate = SharedUnderstandingGate(
        id=table.text("id"),
        title=table.text("title"),
        evidence_column=table.text("evidence_column"),
        source=table.texts("source"),
        core_roles=table.texts("core_roles"),
        scope_item=table.text("scope_item"),
        required_scope=table.texts("required_scope"),
        coherence_scale=table.text("coherence_scale"),
        leadership_scale=table.text("leadership_scale"),
        minimum_coherence=table.number("minimum_coherence", 0, 10),
        gap_flag_over=table.number("gap_flag_over", 0, 10),
    )
    table.finish()
    return gate


def _classes(table: _Table) -> dict[IntegrationClass, ClassMeaning]:
    classes: dict[IntegrationClass, ClassMeaning] = {}
    for name in CLASSES:
        entry = table.table(name)
        classes[name] = ClassMeaning(entry.text("title"), entry.text("when"), entry.optional_text("note"))
        entry.finish()
    table.finish()
    return classes


def _check_whole(rule: Rule, file: str, problems: list[Problem]) -> None:
    """What one key alone cannot show."""
    for gate_id in {gate_id for gate_id in rule.gate_ids if rule.gate_ids.count(gate_id) > 1}:
        problems.append(Problem(file, 0, "gates", f'"{gate_id}" is the id of two gates; give each its own'))
    if rule.base_gate not in [gate.id for gate in rule.gates]:
        message = f'"{rule.base_gate}" is no gate; name the id of one of [[gates]]'
        problems.append(Problem(file, 0, "base_gate", message))
