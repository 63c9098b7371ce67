"""What a class can bear, and agreement, as plain documents: what ``readiness score`` prints beside results.

Equal objects give equal documents. No service stores them: they rest on every single answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scoring.practice_agreement import ScaleAgreement
from scoring.robustness import Robustness

Document = dict[str, Any]


def robustness_to_document(robustness: Robustness) -> Document:
    """Return the robustness of one practice as dicts, lists, texts, numbers, true, false and null."""
    return {key: _listed(entry) for key, entry in asdict(robustness).items()}


def agreement_to_document(agreement: Mapping[str, ScaleAgreement]) -> Document:
    """Return the agreement of one practice, scale by scale."""
    return {scale: _listed(asdict(found)) for scale, found in agreement.items()}


def _listed(value: object) -> object:
    """Turn tuples into lists, as they come back from JSON."""
    if isinstance(value, Mapping):
        return {key: _listed(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(entry) for entry in value]
    return value
