"""The rule as data: the shipped one, and a reader that tells every problem at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from scoring import rule as rule_module
from scoring.errors import RuleError
from scoring.matrix import COLUMNS
from scoring.rule import shipped_rule
from scoring.rule_reader import CLASSES, load_rule

SHIPPED = Path(rule_module.__file__).parent / "rules" / "npt-integration-1.0.0.toml"
TEXT = SHIPPED.read_text("utf-8")


def problems(folder: Path, text: str) -> dict[str, str]:
    path = folder / "rule.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rule(path)
    return {problem.column: problem.message for problem in caught.value.problems}


def test_shipped_rule_is_the_rule_of_the_specification() -> None:
    rule = shipped_rule()
    assert rule.gate_ids == (
        "coherence",
        "cognitive_participation",
        "collective_action",
        "patient_level",
        "practice_level",
        "community_level",
        "shared_understanding",
    )
    assert {gate.threshold for gate in rule.gates} == {3.5}
    assert (rule.minimum_respondents, rule.base_gate, rule.too_early_over) == (5, "patient_level", 0.3)
    shared = rule.shared_understanding
    assert shared.core_roles == ("lead_gp", "link_practitioner", "practice_manager")
    assert (shared.minimum_coherence, shared.gap_flag_over) == (3.0, 1.0)
    assert shared.evidence_column == "coherence"


def test_shipped_rule_never_reads_reflexive_monitoring_or_context() -> None:
    rule = shipped_rule()
    columns = [gate.evidence_column for gate in rule.gates] + [rule.shared_understanding.evidence_column]
    allowed = set(COLUMNS[:7]) - {"reflexive_monitoring"}
    assert set(columns) == {gate.scale for gate in rule.gates} == allowed


def test_every_gate_is_cited_and_the_threshold_is_called_a_convention() -> None:
    rule = shipped_rule()
    assert all("S4" in gate.source for gate in rule.gates)
    assert "S4" in rule.shared_understanding.source
    assert "convention" in rule.threshold_note
    assert "not evidence" in rule.threshold_note


def test_label_carries_id_version_and_digest_of_the_file() -> None:
    digest = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert shipped_rule().label == f"npt-integration 1.0.0 {digest}"


def test_file_is_named_after_its_id_and_version() -> None:
    for path in SHIPPED.parent.glob("*.toml"):
        rule = load_rule(path)
        assert path.name == f"{rule.id}-{rule.version}.toml"


@pytest.mark.parametrize("least", ["2", "0", "-5", "4.5", "true", '"5"'])
def test_minimum_group_below_three_or_not_whole_is_refused(tmp_path: Path, least: str) -> None:
    found = problems(tmp_path, TEXT.replace("minimum_respondents = 5", f"minimum_respondents = {least}"))
    assert "minimum_respondents" in found


def test_minimum_group_of_three_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "rule.toml"
    path.write_text(TEXT.replace("minimum_respondents = 5", "minimum_respondents = 3"), encoding="utf-8")
    assert load_rule(path).minimum_respondents == 3


def test_every_problem_is_told_with_its_path(tmp_path: Path) -> None:
    text = TEXT.replace("threshold = 3.5", 'threshold = "high"', 1).replace('title = "Not yet"\n', "")
    text = text.replace('scope_item = "role_scope"', "scope_item = 3").replace("[classes.cannot_tell]", "[x]")
    text = text.replace(
        'core_roles = ["lead_gp", "link_practitioner", "practice_manager"]', "core_roles = []"
    )
    found = problems(tmp_path, text)
    assert found.keys() == {
        "gates[0].threshold",
        "classes.not_yet.title",
        "shared_understanding.scope_item",
        "shared_understanding.core_roles",
        "classes.cannot_tell",
        "classes.cannot_tell.title",
        "classes.cannot_tell.when",
        "x",
    }


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('id = "practice_level"', 'id = "coherence"', "gates"),
        ('base_gate = "patient_level"', 'base_gate = "moon"', "base_gate"),
        ('base_gate = "patient_level"', 'base_gate = "shared_understanding"', "base_gate"),
        ('source = ["S4"]', 'source = ["S4", "S4"]', "source"),
        ("threshold = 3.5", "threshold = nan", "gates[0].threshold"),
    ],
)
def test_what_does_not_hold_together_is_refused(tmp_path: Path, old: str, new: str, path: str) -> None:
    assert path in problems(tmp_path, TEXT.replace(old, new, 1))


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe"])
def test_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rule.toml"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=r"rule.toml: is not a TOML file in UTF-8"):
        load_rule(path)


def test_reader_knows_every_class() -> None:
    assert set(CLASSES) == set(shipped_rule().classes)
