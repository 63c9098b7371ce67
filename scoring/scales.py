"""Person scores: one person's mean on each scale, exactly.

Scores are kept as whole numbers of 1/UNIT scale points, not as floating-point numbers. Sums of whole
numbers do not depend on the order of people or items, and a mean of exactly 3.5 stays exactly 3.5,
which decides a gate. UNIT = 720 720 is the least common multiple of 1 to 16: exact where a person
answered up to 16 items of a scale, rounded to the nearest unit (under 0.000 001 points) above.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaires.types import Instrument, NotRelevant, Scale
from scoring.answers import MISSING, NOT_RELEVANT_CODES, Answers
from scoring.errors import TableError

UNIT = 720_720

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ScaleColumns:
    """Where a scale's items stand in a table of answers. ``flipped`` (items,) marks the reversed ones."""

    scale: Scale
    columns: NDArray[np.intp]
    flipped: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PersonScores:
    """Everybody's scores. All arrays start with respondents x scales.

    ``scores`` are whole 1/UNIT points, 0 where ``scored`` is False. ``answered`` counts cells that are not
    empty, ``not_relevant`` (third axis: role, stage, programme) the ones among them that are no value.
    """

    scores: Whole
    scored: NDArray[np.bool_]
    answered: NDArray[np.int16]
    not_relevant: NDArray[np.int16]


def locate(instrument: Instrument, items: Sequence[str]) -> tuple[ScaleColumns, ...]:
    """Return where each scale of the instrument stands in the columns ``items``.

    Raises TableError naming every item that a scale needs and the table lacks, and every unknown one.
    """
    position = {item: index for index, item in enumerate(items)}
    needed = {item for scale in instrument.scales for item in scale.items}
    lacking = sorted(needed - position.keys())
    known = {item.id for item in instrument.items}
    unknown = sorted(position.keys() - known)
    if lacking or unknown or len(position) != len(items):
        raise TableError(
            f"the table does not fit instrument {instrument.id} {instrument.version}: "
            f"lacking items {lacking}, unknown items {unknown}, {len(items) - len(position)} repeated; "
            "give one column for each scored item and none besides"
        )
    return tuple(
        ScaleColumns(
            scale,
            np.array([position[item] for item in scale.items], dtype=np.intp),
            np.array([instrument.item(item).reversed for item in scale.items], dtype=np.bool_),
        )
        for scale in instrument.scales
    )


def required_answers(items: int, min_answered: float) -> int:
    """Return how many of ``items`` a person must answer: the share ``min_answered`` rounded up, at least 1.

    >>> required_answers(4, 0.5), required_answers(3, 0.5), required_answers(1, 0.5)
    (2, 2, 1)
    """
    return max(1, math.ceil(round(items * min_answered, 9)))


def rounded_quotient(total: Whole, count: Whole) -> Whole:
    """Return ``total / count`` to the nearest whole number, halves up; of 0 by 0 it is 0."""
    divisor = np.maximum(count, 1)
    rounded: Whole = (2 * total + divisor) // (2 * divisor)
    return rounded


def person_scores(
    answers: Answers, scales: Sequence[ScaleColumns], *, min_answered: Sequence[float]
) -> PersonScores:
    """Score every person on every scale: the mean of the answered items, reversed ones flipped only here.

    ``answers``: respondents x items, int8, MISSING = -1, not-relevant codes below. ``min_answered``: one
    share (0 to 1) a scale. A cell counts as answered here where it holds a value: "not relevant" is no
    answer on the scale. Whoever gave fewer values than the share asks for has no score on that scale.
    Formula: sum of values / number of values, in 1/UNIT points, range minimum * UNIT to maximum * UNIT.
    Raises TableError for a value outside the scale. Source: science of the score, section 2.
    """
    result = _nobody_scored_yet((len(answers), len(scales)))
    for index, (columns, share) in enumerate(zip(scales, min_answered, strict=True)):
        cells = answers[:, columns.columns].astype(np.int16)
        _check_range(cells, columns.scale)
        given = cells >= 0
        flipped = np.where(columns.flipped, columns.scale.minimum + columns.scale.maximum - cells, cells)
        count = given.sum(axis=1, dtype=np.int64)
        total = np.where(given, flipped, 0).sum(axis=1, dtype=np.int64)
        scored = count >= required_answers(len(columns.columns), share)
        result.scored[:, index] = scored
        result.scores[:, index] = np.where(scored, rounded_quotient(total * UNIT, count), 0)
        result.answered[:, index] = (cells != MISSING).sum(axis=1)
        for reason, code in enumerate(NOT_RELEVANT_CODES[kind] for kind in NotRelevant):
            result.not_relevant[:, index, reason] = (cells == code).sum(axis=1)
    return result


def _nobody_scored_yet(shape: tuple[int, int]) -> PersonScores:
    return PersonScores(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.bool_),
        np.zeros(shape, np.int16),
        np.zeros((*shape, 3), np.int16),
    )


def _check_range(cells: NDArray[np.int16], scale: Scale) -> None:
    """Refuse a value that nobody can have chosen."""
    wrong = (cells > scale.maximum) | ((cells >= 0) & (cells < scale.minimum))
    wrong |= cells < min(NOT_RELEVANT_CODES.values())
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise TableError(
            f"answer {cells[row, column]} of respondent {row} to item {scale.items[column]} is neither "
            f"{scale.minimum} to {scale.maximum} nor a code for empty or not relevant"
        )
