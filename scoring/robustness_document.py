"""What a class can bear, and agreement, as plain documents: what a snapshot stores beside its results.

Reading a document back gives an equal object, and equal objects give equal documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scoring.errors import ScoringError
from scoring.nearest_change import Change, GateChange, NearestChange
from scoring.practice_agreement import ScaleAgreement
from scoring.resampling import RuleShare
from scoring.robustness import Robustness
from scoring.stability import Stability

Document = dict[str, Any]


def robustness_to_document(robustness: Robustness) -> Document:
    """Return the robustness of one practice as dicts, lists, texts, numbers, true, false and null."""
    return {key: _listed(entry) for key, entry in asdict(robustness).items()}


def robustness_from_document(document: Mapping[str, Any]) -> Robustness:
    """Return what :func:`robustness_to_document` made this of; ScoringError where it did not."""
    try:
        share, stable, nearest = document["share"], document["stability"], document["nearest"]
        return Robustness(
            practice=document["practice"],
            share=RuleShare(share["share"], share["reading"], tuple(share["reasons"])),
            gate_shares=dict(document["gate_shares"]),
            stability=Stability(stable["low"], stable["high"], stable["shifts"], tuple(stable["reasons"])),
            smallest_margin=document["smallest_margin"],
            nearest=NearestChange(
                _change(nearest["up"]), _change(nearest["down"]), tuple(nearest["reasons"])
            ),
            resamples=document["resamples"],
            seed=document["seed"],
        )
    except (KeyError, TypeError) as error:
        raise ScoringError(f"not a document of robustness: {error!r}; score the wave again") from error


def agreement_to_document(agreement: Mapping[str, ScaleAgreement]) -> Document:
    """Return the agreement of one practice, scale by scale."""
    return {scale: _listed(asdict(found)) for scale, found in agreement.items()}


def agreement_from_document(document: Mapping[str, Any]) -> dict[str, ScaleAgreement]:
    """Return what :func:`agreement_to_document` made this of; ScoringError where it did not."""
    try:
        return {
            scale: ScaleAgreement(**{**found, "reasons": tuple(found["reasons"])})
            for scale, found in document.items()
        }
    except (KeyError, TypeError) as error:
        raise ScoringError(f"not a document of agreement: {error!r}; score the wave again") from error


def _change(document: Mapping[str, Any] | None) -> Change | None:
    if document is None:
        return None
    gates = tuple(GateChange(gate["gate"], gate["amount"]) for gate in document["gates"])
    return Change(document["direction"], gates, document["gives"])


def _listed(value: object) -> object:
    """Turn tuples into lists, as they come back from JSON."""
    if isinstance(value, Mapping):
        return {key: _listed(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(entry) for entry in value]
    return value
