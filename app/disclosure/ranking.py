"""Can these practices be ranked? Answered in words from the reliability of a wave.

A figure of the whole programme: it rests on at least ten practices with enough answers each. One number is
taken from the answers, ICC(1) in steps of 0.05 between "0 or less" and "0.50 or more"; all else is worked out
of that. With fewer practices nothing of the answers is said, only how many people it would take. That one
without ends would leak is shown in tests/oracle/test_programmes.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Wave
from app.queries import reliabilities
from questionnaires import catalogue
from questionnaires.types import Instrument, InstrumentKind
from scoring.icc import ENOUGH_GROUPS, icc2_from, people_needed
from scoring.programme_reliability import ScaleReliability, reliability_from_document

RELIABLE = 0.70  # the conventional bound of ICC(2)
SHARES = (0.05, 0.10, 0.15, 0.20, 0.25, 0.30)  # ICC(1) for which the people needed are told
STEP = 0.05  # to which ICC(1) is rounded
NOT_KNOWN = "cannot be told"
LARGEST = 0.5  # from which ICC(1) is shown as "or more"
LEAST_WITHIN = 0.75  # sum of squares inside practices in spans of the scale, below which nothing is said
ANSWERS = {
    "all": "Not in one order. On every scale their means differ reliably, yet each scale orders them anew: "
    "compare single scales, with their intervals.",
    "some": "No. On some scales their means differ reliably, on others a rank would mostly be chance.",
    "none": "No. On no scale do their means differ reliably: a rank would mostly be chance.",
    "hidden": "No. How reliably their means differ is not shown for these answers.",
    "nothing": "There is nothing to compare yet: it takes two practices with results, and this wave has "
    "{count}.",
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

    @property
    def compares(self) -> bool:
        """Whether there are practices to be compared."""
        return bool(self.scales or self.needed)


def release_ranking(wave: Wave) -> ReleasedRanking:
    """Return whether the practices of a closed wave can be ranked."""
    stored = reliabilities.of_wave(wave)
    found = reliability_from_document(json.loads(stored.document)) if stored else {}
    enough = {scale: each for scale, each in found.items() if each.practices >= ENOUGH_GROUPS}
    if not enough:
        return too_few()
    words = wave.programme.words
    scales = tuple(
        release_reliability(scale.title.render(words), enough[scale.id], scale.maximum - scale.minimum)
        for scale in _survey(wave).scales
        if scale.id in enough
    )
    practices = max(each.practices for each in enough.values())
    people = max(each.people for each in enough.values())
    basis = f"From {people} people in the {practices} practices with enough answers."
    return ReleasedRanking(_answer(scales), scales, (), basis)


def too_few() -> ReleasedRanking:
    """Return the answer where there are fewer than ten practices with enough answers."""
    needed = tuple(Needed(f"{share:.2f}", people_needed(share) or 0) for share in SHARES)
    answer = ANSWERS["few"].format(least=needed[-1].people, most=needed[0].people)
    return ReleasedRanking(answer, (), needed, None)


def nothing_to_compare(practices: int) -> ReleasedRanking:
    """Return the answer for a wave with results of no practice, or of one."""
    return ReleasedRanking(ANSWERS["nothing"].format(count=practices or "none"), (), (), None)


def release_reliability(title: str, found: ScaleReliability, span: int = 4) -> ReleasedReliability:
    """Return the reliability of one scale of ``span`` points: all of it worked out of a coarse ICC(1).

    Nothing is said where people hardly differ inside their practices: one person who differs could take up
    all the difference there is, and would know of everybody else.
    """
    if found.within is None or found.within < LEAST_WITHIN * span**2:
        return ReleasedReliability(title, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
    share = min(max(round((found.icc1 or 0.0) / STEP) * STEP, 0.0), LARGEST)
    about, (low, high) = icc2_from(share, found.practices, found.people)
    ends = f"({max(low, 0.0):.1f} to {max(high, 0.0):.1f})"
    needed = people_needed(round(share, 2)) if share else None
    return ReleasedReliability(
        title=title,
        icc1_text=_ended(share, "about {:.2f}", "0 or less", "{:.2f} or more"),
        icc2_text=_ended(
            share, f"about {about:.1f} {ends}", "0 or less", f"{math.floor(about * 10) / 10:.1f} or more"
        ),
        needed_text="no number would do" if needed is None else f"about {needed} from each",
        reading=_reading(low, 1.0 if share == LARGEST else high),
    )


def _ended(share: float, inside: str, low: str, high: str) -> str:
    """Return the words for a share: those of the ends where it is one of them."""
    words = low if share <= 0 else high if share >= LARGEST else inside
    return words.format(share)


def _reading(low: float, high: float) -> str:
    """Return in words whether the practices can be told apart: by the whole interval, not by the value."""
    if low >= RELIABLE:
        return "yes: their means differ reliably"
    return "no: mostly chance" if high < RELIABLE else "not surely: more answers would be needed"


def _answer(scales: Sequence[ReleasedReliability]) -> str:
    """Return the answer in words, from what is shown of each scale."""
    shown = [scale.reading for scale in scales if scale.reading != NOT_KNOWN]
    if not shown:
        return ANSWERS["hidden"]
    reliable = [reading.startswith("yes") for reading in shown]
    everywhere = all(reliable) and len(shown) == len(scales)
    return ANSWERS["all" if everywhere else "some" if any(reliable) else "none"]


def _survey(wave: Wave) -> Instrument:
    used = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    return next(each for each in used if each.kind is not InstrumentKind.MODULE)
