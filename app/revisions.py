"""What a form says of what it was filled in from, so that what was saved meanwhile is not undone unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def fingerprint(content: object) -> str:
    """Return what tells two states of something apart, of which ``repr`` says all that there is.

    >>> fingerprint(("Elm", 10))
    '5abbb458025892a5'
    """
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]


def revision_of(parts: Mapping[str, object]) -> str:
    """Return what tells two states of something apart: of each of its parts, one short hash.

    >>> revision_of({"name": "Elm", "headcount": 10})
    'b3407a9e.4a44dc15'
    """
    return ".".join(fingerprint(part)[:8] for part in parts.values())


def changed_since(seen: str, parts: Mapping[str, object]) -> list[str]:
    """Return the names of the parts that are not as they were ``seen``; all where that cannot be read.

    >>> changed_since(revision_of({"name": "Elm", "headcount": 10}), {"name": "Elm", "headcount": 11})
    ['headcount']
    """
    before, now = seen.split("."), revision_of(parts).split(".")
    if len(before) != len(now):
        return list(parts)
    return [name for name, old, new in zip(parts, before, now, strict=True) if old != new]
