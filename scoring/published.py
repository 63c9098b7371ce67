"""The published matrix: what the study of seven practices states of each, and the class its authors gave.

The study has no scores; its classes are a judgement of whole interviews. Source: S4.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from scoring.matrix import EvidenceRow, EvidenceVerdict, read_matrix
from scoring.result import IntegrationClass

PUBLISHED_MATRIX = Path(__file__).parent / "data" / "published-matrix.csv"


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """The class a practice was given in the study, and the ids of its evidence."""

    integration_class: IntegrationClass
    source: tuple[str, ...]


@cache
def published_rows() -> tuple[EvidenceRow, ...]:
    """Return the published cells of the seven practices."""
    return read_matrix(PUBLISHED_MATRIX)


@cache
def published_cases() -> Mapping[str, PublishedCase]:
    """Return the published class of each of the seven practices by its pseudonym."""
    document = tomllib.loads(PUBLISHED_MATRIX.with_suffix(".toml").read_text("utf-8"))
    return MappingProxyType(
        {
            name: PublishedCase(case["class"], tuple(case["source"]))
            for name, case in document["cases"].items()
        }
    )


def why_they_differ(verdict: EvidenceVerdict, published: IntegrationClass) -> str | None:
    """Say why the rule's class is not the published one, None where it is."""
    if verdict.integration_class == published:
        return None
    if verdict.integration_class != "cannot_tell":
        return "the coded cells and the study disagree: look at the cells again"
    silent = f"the cells say nothing of {', '.join(verdict.unknown)}"
    if published == "fully_integrated":
        return f"{silent}; nothing in them speaks against full integration"
    return f"{silent}; no gate is missed in them, and the study's authors judged from whole interviews"
