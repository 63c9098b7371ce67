"""What may be shown of a result. Only these types reach templates, charts and reports.

Numbers here are already coarse (see :mod:`app.disclosure.coarsen`), texts are ready to print, and what is
hidden is None with ``hidden_reason``. Nothing in here can be turned back into the answer of one person.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from scoring.result import IntegrationClass, Verdict


@dataclass(frozen=True, slots=True)
class ReleasedScale:
    """One scale. ``mean`` and ``interval`` are rounded to ``grain``; the texts say "4.8 or more" at the ends.

    ``strength`` says in words how far people agree. ``not_relevant`` is a sentence or None.
    """

    id: str
    kind: str
    title: str
    question: str
    minimum: int
    maximum: int
    mean: float | None
    grain: float | None  # how far the mean may be from the exact one
    mean_text: str
    score_100_text: str
    interval: tuple[float, float] | None
    interval_text: str
    n: int
    sd_at_most: float | None  # the largest standard deviation that goes with what is shown
    strength: str
    not_relevant: str | None
    hidden_reason: str | None


@dataclass(frozen=True, slots=True)
class ReleasedGate:
    """One gate of the rule with its verdict and what it rests on."""

    id: str
    title: str
    verdict: Verdict
    verdict_text: str
    value_text: str
    interval_text: str
    threshold_text: str
    margin_text: str
    sureness: str  # whether the interval lies on one side of the threshold
    n: int
    answering: int
    headcount: int
    source: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasedCoreRole:
    """What one core role names as part of the job: a mark for each level, None where it did not answer."""

    title: str
    answered: bool
    names_level: tuple[bool | None, ...]  # in the order of ReleasedSharedUnderstanding.levels
    coherence_text: str


@dataclass(frozen=True, slots=True)
class ReleasedSharedUnderstanding:
    """The core team's view side by side. Core roles consented to being shown by role."""

    verdict: Verdict
    verdict_text: str
    levels: tuple[str, ...]
    roles: tuple[ReleasedCoreRole, ...]
    gap_text: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasedRobustness:
    """How much the verdict can bear, in sentences.

    ``reading`` is in the words of the share of resamples, said of the shown intervals; ``share`` says so.
    """

    reading: str | None
    share: str
    stability: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasedResult:
    """What may be said of one practice in one wave, enough answers or not."""

    programme: str
    programme_slug: str
    practice: str
    practice_slug: str
    wave: str
    wave_title: str
    data_label: str | None
    link_practitioner: str  # what the programme calls its link practitioner
    merged_in: tuple[str, ...]  # practices that merged into this one before the wave, a sentence each
    linked_waves: bool  # whether the programme links the answers of a person over waves
    same_people: int | None  # others who answered the wave before too, where that may be told
    answering: int | None  # None where too few did
    headcount: int
    minimum_group: int
    enough: bool
    needed: str | None  # what is needed, where there are not enough answers
    integration_class: IntegrationClass | None  # None where there are not enough answers
    class_title: str
    class_sentence: str
    constructs: tuple[ReleasedScale, ...]
    levels: tuple[ReleasedScale, ...]
    factors: tuple[ReleasedScale, ...]
    overall: tuple[ReleasedScale, ...]
    gates: tuple[ReleasedGate, ...]
    shared_understanding: ReleasedSharedUnderstanding | None
    decides: str | None  # a sentence
    progress: str | None  # a sentence, in the first year of a link practitioner
    robustness: ReleasedRobustness | None  # None where not enough
    reasons: tuple[str, ...]
    instrument: str
    rule: str
    published_on: datetime.date

    @property
    def people(self) -> str:
        """How many answered, and of how many: the headcount and not the people who were asked."""
        if self.answering is None:
            return "How many answered is not shown"
        answered = "1 person" if self.answering == 1 else f"{self.answering} people"
        return f"{answered} answered, of {self.headcount} staff by headcount"


@dataclass(frozen=True, slots=True)
class ReleasedScaleChange:
    """One scale in two waves, the earlier first, and what may be said of the difference."""

    id: str
    title: str
    before_text: str
    after_text: str
    change_text: str
    interval_text: str
    reading: str


@dataclass(frozen=True, slots=True)
class ReleasedGateHistory:
    """One gate in two waves, and whether it is sustained."""

    id: str
    title: str
    before_text: str
    after_text: str
    sustained: str


@dataclass(frozen=True, slots=True)
class ReleasedChange:
    """What changed in a practice between two waves; nothing where one of them had too few answers."""

    before_wave: str
    after_wave: str
    before_class: str
    after_class: str
    people: str
    mergers: tuple[str, ...]  # sentences, where practices merged into this one in between
    scales: tuple[ReleasedScaleChange, ...]
    gates: tuple[ReleasedGateHistory, ...]
    hidden_reason: str | None
