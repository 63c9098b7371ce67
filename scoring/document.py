"""Results as a plain document: what ``readiness score --json`` prints and what a snapshot stores.

The document of a result is the result: reading it back gives an equal one, and equal results give equal
bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from scoring.errors import ScoringError
from scoring.result import (
    CoreRoleResult,
    GateResult,
    NotRelevantRates,
    PracticeResult,
    ResultSet,
    RoleNotRelevant,
    ScaleResult,
    SharedUnderstanding,
)

Document = dict[str, Any]

SCALE_GROUPS = ("constructs", "levels", "factors", "globals")
KEYS = {"integration_class": "class"}  # names of the document that Python keeps for itself
LEFT_OUT = {"scale"}  # the key under which a scale stands


def to_document(results: ResultSet) -> Document:
    """Return the results as dicts, lists, texts, numbers, true, false and null."""
    document = _plain(results)
    assert isinstance(document, dict)
    return document


def from_document(document: Mapping[str, Any]) -> ResultSet:
    """Return the results that :func:`to_document` made this of; ScoringError where it did not."""
    try:
        return ResultSet(
            instrument=document["instrument"],
            rule=document["rule"],
            core_team_instrument=document["core_team_instrument"],
            practices=tuple(_practice(practice) for practice in document["practices"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ScoringError(f"not a document of results: {error!r}; score the wave again") from error


def canonical_bytes(document: Mapping[str, Any]) -> bytes:
    """Return the one way of writing a document: sorted keys, exact numbers, UTF-8; ValueError for NaN."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def readable_json(document: Mapping[str, Any]) -> str:
    """Return the same document indented, for people; the same results give the same text."""
    return json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)


@cache
def _names(of: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return the document's key and the attribute's name for each field of a dataclass."""
    return tuple(
        (KEYS.get(field.name, field.name), field.name) for field in fields(of) if field.name not in LEFT_OUT
    )


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {key: _plain(getattr(value, name)) for key, name in _names(type(value))}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    assert isinstance(value, Mapping)
    return {key: _plain(entry) for key, entry in value.items()}


def _practice(document: Mapping[str, Any]) -> PracticeResult:
    kept: Document = {key: value for key, value in document.items() if key not in {"class", *SCALE_GROUPS}}
    kept |= {
        "integration_class": document["class"],
        **{group: _scales(document[group]) for group in SCALE_GROUPS},
        "gates": tuple(_gate(gate) for gate in document["gates"]),
        "shared_understanding": _shared_understanding(document["shared_understanding"]),
        "reasons": tuple(document["reasons"]),
    }
    return PracticeResult(**kept)


def _scales(group: Mapping[str, Any]) -> dict[str, ScaleResult]:
    return {
        scale_id: ScaleResult(
            **{
                **scale,
                "scale": scale_id,
                "ci": _interval(scale["ci"]),
                "not_relevant": NotRelevantRates(**scale["not_relevant"]),
                "reasons": tuple(scale["reasons"]),
                "not_relevant_by_role": tuple(
                    RoleNotRelevant(**each) for each in scale.get("not_relevant_by_role", ())
                ),
            }
        )
        for scale_id, scale in group.items()
    }


def _gate(gate: Mapping[str, Any]) -> GateResult:
    return GateResult(**{**gate, "ci": _interval(gate["ci"]), "reasons": tuple(gate["reasons"])})


def _shared_understanding(document: Mapping[str, Any]) -> SharedUnderstanding:
    roles = tuple(
        CoreRoleResult(**{**role, "scope": None if role["scope"] is None else tuple(role["scope"])})
        for role in document["roles"]
    )
    return SharedUnderstanding(**{**document, "roles": roles, "reasons": tuple(document["reasons"])})


def _interval(ends: list[float] | None) -> tuple[float, float] | None:
    return None if ends is None else (ends[0], ends[1])
