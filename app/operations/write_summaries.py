"""Writing down what is shown of snapshots: when they are published, and anew when more must be hidden."""

from __future__ import annotations

from app.disclosure.release import release_snapshot
from app.disclosure.summary import VERSION, summarise, to_text
from app.models import Snapshot
from app.operations.audit import record
from app.operations.scored_wave import ScoredWave
from app.queries import snapshots


def publish_summaries(scored: ScoredWave) -> None:
    """Write the summaries of the snapshots that were published of a wave."""
    for snapshot in snapshots.of_wave(scored.wave.id):
        write_summary(snapshot)


def write_summary(snapshot: Snapshot) -> None:
    """Write down what this version of the service shows of a snapshot."""
    summary = summarise(release_snapshot(snapshot))
    snapshot.summary = to_text(summary)
    snapshot.shown_class = summary.integration_class
    snapshot.shown_weakest = " ".join(summary.weakest) or None
    snapshot.shown_version = VERSION


def write_old_summaries(most: int) -> int:
    """Write at most so many of the summaries that are missing or of another version; return how many."""
    found = snapshots.not_summarised(VERSION, most)
    for snapshot in found:
        write_summary(snapshot)
    if found:
        record("results.summarised", None, f"{len(found)} results, rules of disclosure {VERSION}")
    return len(found)
