"""Scales of a questionnaire over all people of a programme: for modules, which few people a practice answer.

Everybody counts the same, whatever their practice. No interval goes with these means: people of one practice
are alike, so one that takes them for strangers would be too narrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from questionnaires.types import Instrument
from scoring.answers import AnswerTable, Indices
from scoring.scales import UNIT, locate, person_scores


@dataclass(frozen=True, slots=True)
class Pool:
    """Who stands behind a number: people, the practices they are from, and the most from one of these."""

    people: int
    practices: int
    most_from_one: int


@dataclass(frozen=True, slots=True)
class PooledScale:
    """The mean of people's means on one scale, None where it was not kept."""

    pool: Pool
    mean: float | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """A questionnaire over all people of a programme: those who answered it, and each scale by its id."""

    pool: Pool
    scales: Mapping[str, PooledScale]


def pooled(instrument: Instrument, table: AnswerTable) -> Pooled:
    """Return the means of all people together.

    ``table``: respondents x scored items of ``instrument``. A person has a score on a scale where the scale's
    own share of its items is answered; others do not count on it. Formula: sum of people's means / number of
    people, on the scale's own range; None where nobody has one. Source: science of the score, section 2.
    """
    persons = person_scores(
        table.answers,
        locate(instrument, table.items),
        min_answered=[scale.min_answered for scale in instrument.scales],
    )
    scales = {}
    for place, scale in enumerate(instrument.scales):
        counts = persons.scored[:, place]
        people = int(counts.sum())
        total = int(persons.scores[counts, place].sum())
        scales[scale.id] = PooledScale(
            _pool(table.practice[counts]), total / UNIT / people if people else None
        )
    return Pooled(_pool(table.practice), scales)


def pooled_to_document(found: Pooled) -> dict[str, Any]:
    """Return it as dicts, numbers and null."""
    return asdict(found)


def pooled_from_document(document: Mapping[str, Any]) -> Pooled:
    """Return what :func:`pooled_to_document` was given."""
    scales = {
        name: PooledScale(Pool(**scale["pool"]), scale["mean"]) for name, scale in document["scales"].items()
    }
    return Pooled(Pool(**document["pool"]), scales)


def _pool(practice: Indices) -> Pool:
    """Return who stands behind the people whose practices are given, one number each."""
    if not len(practice):
        return Pool(0, 0, 0)
    people = np.bincount(practice)
    return Pool(int(people.sum()), int((people > 0).sum()), int(people.max()))
