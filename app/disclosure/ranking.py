"""Can these practices be ranked? Answered in words from the reliability of a wave.

A figure of the whole programme: it rests on at least ten practices with enough answers each, and is rounded.
With fewer practices nothing of the answers is said, only how many people it would take.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.models import Wave
from app.queries import reliabilities
from questionnaires import catalogue
from questionnaires.types import InstrumentKind
from scoring.icc import ENOUGH_GROUPS, people_needed
from scoring.programme_reliability import ScaleReliability, reliability_from_document

RELIABLE = 0.70  # the conventional bound of ICC(2)
SHARES = (0.05, 0.10, 0.15, 0.20, 0.25, 0.30)  # ICC(1) for which the people needed are told
STEP = 0.05  # to which ICC(1) is rounded
NOT_KNOWN = "cannot be told"
NO_DIFFERENCE = "their means do not differ"  # then there is nothing to divide by
ANSWERS = {
    "all": "Not in one order. On every scale their means differ reliably, yet each scale orders them anew: "
    "compare single scales, with their intervals.",
    "some": "No. On some scales their means differ reliably, on others a rank would mostly be chance.",
    "none": "No. On no scale do their means differ reliably: a rank would mostly be chance.",
    "few": "No. To tell practices apart reliably takes {least} to {most} answers from each, depending on how "
    "much practices differ; how much these differ is worked out from ten practices with enough answers up.",
}


@dataclass(frozen=True, slots=True)
class ReleasedReliability:
    """One scale: ICC(1) and ICC(2) in words, and how many answers from each practice it would take."""

    title: str
    icc1_text: str
    icc2_text: str
    needed_text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Needed:
    """How many answers from each practice it takes at an ICC(1)."""

    icc1_text: str
    people: int


@dataclass(frozen=True, slots=True)
class ReleasedRanking:
    """The answer; the scales it rests on, or where practices are few the answers it would take."""

    answer: str
    scales: tuple[ReleasedReliability, ...]
    needed: tuple[Needed, ...]
    basis: str | None  # how many practices and answers stand behind the scales


def release_ranking(wave: Wave) -> ReleasedRanking:
    """Return whether the practices of a closed wave can be ranked."""
    stored = reliabilities.of_wave(wave)
    found = reliability_from_document(json.loads(stored.document)) if stored else {}
    enough = {scale: each for scale, each in found.items() if each.practices >= ENOUGH_GROUPS}
    if not enough:
        return too_few()
    titles = _titles(wave)
    scales = tuple(
        release_reliability(title, enough[scale]) for scale, title in titles.items() if scale in enough
    )
    reliable = [scale.reading.startswith("yes") for scale in scales]
    which = "all" if all(reliable) else "some" if any(reliable) else "none"
    practices = max(each.practices for each in enough.values())
    people = max(each.people for each in enough.values())
    basis = f"From {people} people in the {practices} practices with enough answers."
    return ReleasedRanking(ANSWERS[which], scales, (), basis)


def too_few() -> ReleasedRanking:
    """Return the answer where there are fewer than ten practices with enough answers."""
    needed = tuple(Needed(f"{share:.2f}", people_needed(share) or 0) for share in SHARES)
    answer = ANSWERS["few"].format(least=needed[-1].people, most=needed[0].people)
    return ReleasedRanking(answer, (), needed, None)


def release_reliability(title: str, found: ScaleReliability) -> ReleasedReliability:
    """Return the reliability of one scale, ICC(1) rounded to 0.05 and ICC(2) to 0.1."""
    if found.icc1 is None:
        return ReleasedReliability(title, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
    share = round(found.icc1 / STEP) * STEP
    needed = people_needed(round(share, 2)) if 0 < share < 1 else None
    return ReleasedReliability(
        title=title,
        icc1_text="below 0" if found.icc1 < 0 else f"about {share:.2f}",
        icc2_text=_with_interval(found),
        needed_text="no number would do" if needed is None else f"about {needed} from each",
        reading=_reading(found),
    )


def _with_interval(found: ScaleReliability) -> str:
    if found.icc2 is None:
        return NO_DIFFERENCE
    about = "below 0" if found.icc2 < 0 else f"about {found.icc2:.1f}"
    if found.icc2_ci is None:
        return about
    low, high = (max(end, 0.0) for end in found.icc2_ci)
    return f"{about} ({low:.1f} to {high:.1f})"


def _reading(found: ScaleReliability) -> str:
    """Return in words whether the practices can be told apart: by the whole interval, not by the value."""
    if found.icc2 is None:
        return f"no: {NO_DIFFERENCE}"
    if found.icc2_ci is None:
        return NOT_KNOWN
    low, high = found.icc2_ci
    if low >= RELIABLE:
        return "yes: their means differ reliably"
    return "no: mostly chance" if high < RELIABLE else "not surely: more answers would be needed"


def _titles(wave: Wave) -> dict[str, str]:
    used = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    survey = next(each for each in used if each.kind is not InstrumentKind.MODULE)
    return {scale.id: scale.title.render(wave.programme.words) for scale in survey.scales}
