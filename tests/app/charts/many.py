"""Summaries of made-up practices, synthetic throughout: what charts of many practices are tested with."""

from __future__ import annotations

from app.disclosure.headings import Heading
from app.disclosure.summary import Summary, SummaryScale

NOT_A_GATE = "reflexive_monitoring"
HEADINGS = tuple(
    Heading(name, name.replace("_", " ").capitalize(), place < 4, 1, 5, None if name == NOT_A_GATE else 3.5)
    for place, name in enumerate(
        (
            "coherence",
            "cognitive_participation",
            "collective_action",
            NOT_A_GATE,
            "patient_level",
            "practice_level",
            "community_level",
        )
    )
)
COHERENCE = HEADINGS[0]


def scale(shown: float | str | None) -> SummaryScale:
    """Return a scale shown as a number with an interval, as "4.2 or more", or not at all."""
    if shown is None:
        return SummaryScale(None, "not shown", None, None, "not shown")
    if isinstance(shown, str):
        return SummaryScale(float(shown.split()[0]), shown, None, None, "not shown")
    low, high = round(shown - 0.5, 1), round(shown + 0.5, 1)
    return SummaryScale(shown, f"{shown:.1f}", low, high, f"{low} to {high}")


def summary(**scales: float | str | None) -> Summary:
    """Return a practice that is shown at 4.0 on every scale but those given."""
    shown = {heading.id: scale(scales.get(heading.id, 4.0)) for heading in HEADINGS}
    return Summary(
        "npt-integration 1.0.0", 8, 12, None, "partially_integrated", (), shown, {"coherence": "met"}, None
    )


def too_few() -> Summary:
    """Return a practice of which nothing is shown."""
    return Summary("npt-integration 1.0.0", 3, 12, "2 more people", None, (), {}, {}, None)
