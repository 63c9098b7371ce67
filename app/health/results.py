"""Published results: whether each is as it was when its wave was closed."""

from __future__ import annotations

from collections.abc import Sequence

from app.health.finding import Finding
from app.models import Snapshot

WHAT_TO_DO = "They are not shown. Put them back from a copy of the database: docs/operations.md, Backup."


def results(changed: Sequence[Snapshot]) -> Finding:
    """Return which results are not as they were published, and what to do."""
    if not changed:
        return Finding("results", "ok", "as they were published")
    named = "; ".join(sorted(map(_named, changed)))
    return Finding("results", "missing", f"changed or damaged after publication: {named}. {WHAT_TO_DO}")


def _named(snapshot: Snapshot) -> str:
    wave = snapshot.wave
    return f"{snapshot.practice.in_full}, wave {wave.label} of {wave.programme.slug} (id {snapshot.id.hex})"
