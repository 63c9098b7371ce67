"""The published cells of the seven practices and what the rule says of them. Source: S4."""

from __future__ import annotations

import pytest

from scoring.matrix import judge_matrix
from scoring.published import PUBLISHED_MATRIX, published_cases, published_rows, why_they_differ
from scoring.rule import shipped_rule

VERDICTS = {verdict.practice: verdict for verdict in judge_matrix(published_rows(), shipped_rule())}
CLASSES = {
    "Cobalt": "partially_integrated",
    "Olive": "partially_integrated",
    "Amber": "partially_integrated",
    "Magenta": "cannot_tell",
    "Ochre": "cannot_tell",
    "Cyan": "cannot_tell",
    "Crimson": "cannot_tell",
}


@pytest.mark.parametrize(("practice", "expected"), CLASSES.items())
def test_class_from_the_published_cells_alone(practice: str, expected: str) -> None:
    assert VERDICTS[practice].integration_class == expected


def test_exactly_the_seven_practices_are_shipped() -> None:
    assert VERDICTS.keys() == CLASSES.keys() == published_cases().keys()


@pytest.mark.parametrize("practice", ["Magenta", "Ochre", "Cyan"])
def test_nothing_speaks_against_full_integration(practice: str) -> None:
    assert VERDICTS[practice].missed == ()


def test_three_are_published_as_fully_and_four_as_partially_integrated() -> None:
    full = {name for name, case in published_cases().items() if case.integration_class == "fully_integrated"}
    partial = {n for n, case in published_cases().items() if case.integration_class == "partially_integrated"}
    assert full == {"Magenta", "Ochre", "Cyan"}
    assert partial == {"Crimson", "Cobalt", "Olive", "Amber"}


def test_rule_contradicts_no_published_class_and_says_why_it_differs() -> None:
    for name, case in published_cases().items():
        verdict = VERDICTS[name]
        why = why_they_differ(verdict, case.integration_class)
        if verdict.integration_class == case.integration_class:
            assert why is None
        else:
            assert verdict.integration_class == "cannot_tell"
            assert why is not None
            assert all(column in why for column in verdict.unknown)
            assert ("against full integration" in why) == (case.integration_class == "fully_integrated")


def test_published_cells_and_their_source_are_shipped_beside_each_other() -> None:
    assert PUBLISHED_MATRIX.is_file()
    assert all("S4" in case.source for case in published_cases().values())
