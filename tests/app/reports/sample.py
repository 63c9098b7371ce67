"""Released results built by hand, synthetic throughout: what charts and reports are tested with."""

from __future__ import annotations

import datetime
from dataclasses import replace

from app.disclosure.released import (
    ReleasedCoreRole,
    ReleasedGate,
    ReleasedResult,
    ReleasedRobustness,
    ReleasedScale,
    ReleasedSharedUnderstanding,
)
from scoring.result import Verdict
from scoring.rule import shipped_rule

LEVEL_TITLES = ("Patient level", "Practice level", "Community level")


def scale(  # one argument a part of the released scale that tests vary
    scale_id: str,
    title: str,
    mean: float | None,
    interval: tuple[float, float] | None = None,
    *,
    kind: str = "construct",
    minimum: int = 1,
    maximum: int = 5,
    not_relevant: str | None = None,
) -> ReleasedScale:
    """Return a released scale; without ``mean`` it is hidden with a reason."""
    span = maximum - minimum
    return ReleasedScale(
        id=scale_id,
        kind=kind,
        title=title,
        question=f"What does {title.lower()} ask?",
        minimum=minimum,
        maximum=maximum,
        mean=mean,
        grain=None if mean is None else 0.2,
        mean_text="not shown" if mean is None else f"{mean:.1f}",
        score_100_text="not shown" if mean is None else f"{round(100 * (mean - minimum) / span)}",
        interval=interval,
        interval_text="" if interval is None else f"{interval[0]:.1f} to {interval[1]:.1f}",
        n=0 if mean is None else 8,
        strength="not shown" if mean is None else "people mostly agree",
        sd_at_most=None if mean is None else 0.75,
        not_relevant=not_relevant,
        hidden_reason="fewer than 5 people have a score" if mean is None else None,
    )


def gate(gate_id: str, title: str, verdict: Verdict, value: str, margin: str) -> ReleasedGate:
    """Return a released gate with the usual threshold."""
    return ReleasedGate(
        id=gate_id,
        title=title,
        verdict=verdict,
        verdict_text={"met": "Met", "missed": "Missed", "unknown": "Cannot tell"}[verdict],
        value_text=value,
        interval_text="3.1 to 4.3",
        threshold_text="3.5",
        margin_text=margin,
        sureness="close: the interval holds the threshold",
        n=8,
        answering=8,
        headcount=14,
        source="S4, theme 1",
        reasons=(),
    )


def shared_understanding() -> ReleasedSharedUnderstanding:
    """Return a core team in which one role does not name the community."""
    return ReleasedSharedUnderstanding(
        verdict="missed",
        verdict_text="Missed",
        levels=LEVEL_TITLES,
        roles=(
            ReleasedCoreRole("Lead GP", True, (True, True, False), "3.8"),
            ReleasedCoreRole("Link practitioner", True, (True, True, True), "4.3"),
            ReleasedCoreRole("Practice manager", False, (None, None, None), "not answered"),
        ),
        gap_text="The lead GP and the link practitioner are 0.5 points apart.",
        reasons=("The lead GP does not name the community level as part of the job.",),
    )


def overall() -> tuple[ReleasedScale, ...]:
    """Return the three questions about the whole."""
    return (
        scale("familiarity", "Familiarity", 6.5, (5.0, 8.0), kind="global", minimum=0, maximum=10),
        scale("use_now", "Use now", 5.0, (3.5, 6.5), kind="global", minimum=0, maximum=10),
        scale("use_future", "Use in future", 7.5, (6.0, 9.0), kind="global", minimum=0, maximum=10),
    )


def result(programme: str = "Harbour programme", practice: str = "Elm Street") -> ReleasedResult:
    """Return a partially integrated practice with everything a report can show."""
    return ReleasedResult(
        programme=programme,
        programme_slug="harbour",
        practice=practice,
        practice_slug="elm-street",
        wave="P2",
        wave_title="Second phase",
        data_label="synthetic, shaped after S4",
        merged_in=(),
        link_practitioner="link practitioner",
        linked_waves=False,
        same_people=None,
        answering=8,
        headcount=14,
        minimum_group=5,
        enough=True,
        needed=None,
        integration_class="partially_integrated",
        class_title="Partially integrated practice",
        class_sentence="Work with patients is established; work in the community is not yet.",
        constructs=(
            scale("coherence", "Coherence", 3.8, (3.3, 4.3)),
            scale("cognitive_participation", "Cognitive participation", 3.6, (3.1, 4.1)),
            scale("collective_action", "Collective action", 3.2, (2.7, 3.7)),
            scale("reflexive_monitoring", "Reflexive monitoring", 2.4, (1.8, 3.0)),
        ),
        levels=(
            scale("patient_level", "Patient level", 4.2, (3.9, 4.5), kind="level"),
            scale("practice_level", "Practice level", 3.4, (2.8, 4.0), kind="level"),
            scale(
                "community_level",
                "Community level",
                2.2,
                (1.6, 2.8),
                kind="level",
                not_relevant="A third of the answers say that this is not relevant at this stage.",
            ),
        ),
        factors=(
            scale("leadership", "Leadership", 3.8, kind="factor"),
            scale("team_relationships", "Team relationships", 4.2, kind="factor"),
            scale("continuity_of_support", "Continuity of support", None, kind="factor"),
            scale("other_innovations", "Other innovations", 3.0, kind="factor"),
        ),
        overall=overall(),
        gates=(
            gate("coherence", "Coherence", "met", "3.8", "+0.3"),
            gate("cognitive_participation", "Cognitive participation", "met", "3.6", "+0.1"),
            gate("collective_action", "Collective action", "missed", "3.2", "-0.3"),
            gate("patient_level", "Patient level", "met", "4.2", "+0.7"),
            gate("practice_level", "Practice level", "missed", "3.4", "-0.1"),
            gate("community_level", "Community level", "missed", "2.2", "-1.3"),
            gate("shared_understanding", "Shared understanding", "missed", "3.8", "not applicable"),
        ),
        shared_understanding=shared_understanding(),
        decides="Practice level decides: it is the missed gate nearest to its threshold, 0.1 points short.",
        progress=None,
        robustness=ReleasedRobustness(
            reading="borderline: do not act on the label",
            share="About 3 of 10 resamples meet the rule.",
            stability="The class would be the same for thresholds from about 2.2 to about 4.2.",
            nearest=("It would be “not yet” if patient level fell by about 0.7.",),
        ),
        reasons=("Patient level is met and another gate is missed.",),
        instrument="npt-core 1.0.0 " + "a" * 64,
        rule=shipped_rule().label,
        published_on=datetime.date(2026, 3, 2),
    )


def not_enough() -> ReleasedResult:
    """Return a practice with too few answers: no number at all."""
    return replace(
        result(),
        answering=3,
        enough=False,
        needed="At least 2 more people must answer before anything can be shown.",
        integration_class=None,
        class_title="Not enough answers",
        class_sentence="Results are shown from 5 answers up.",
        constructs=(),
        levels=(),
        factors=(),
        overall=(),
        gates=(),
        shared_understanding=None,
        decides=None,
        progress=None,
        robustness=None,
        reasons=(),
    )
