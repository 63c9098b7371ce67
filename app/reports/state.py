"""What became of a report: whether it is there, is being made, or nobody is at work on it any more."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class ReportState(StrEnum):
    """What became of a report. It says nothing of what is in it."""

    READY = "ready"
    BEING_MADE = "being made"
    FAILED = "could not be made"
    LOST = "file lost"
    DAMAGED = "damaged"  # told by whoever has looked at its bytes

    @property
    def is_stuck(self) -> bool:
        """Whether it stays as it is until somebody orders the report anew."""
        return self in (ReportState.FAILED, ReportState.LOST)


def report_state(path: Path | None, *, in_hand: bool) -> ReportState:
    """Return what became of a report. ``path``: where its file should lie, None if it never was made.

    ``in_hand``: whether a worker will make it (:func:`app.queries.outbox.in_hand`). To be read before the
    file is looked for: a worker that is done in between has then left it there.
    """
    if path is not None and path.is_file():
        return ReportState.READY
    if in_hand:
        return ReportState.BEING_MADE
    return ReportState.FAILED if path is None else ReportState.LOST
